/**
 * The same expressions, evaluated by us: with the inputs unknown or known, and with the holes filled afterwards.
 */
import { type Context, newBudget } from '../../../src/hcl/evaluate/context.ts';
import { evaluate } from '../../../src/hcl/evaluate/evaluate.ts';
import { attributeOf } from '../../../src/hcl/evaluate/traversal.ts';
import { globOf } from '../../../src/hcl/functions/file-glob.ts';
import { valueOfJson } from '../../../src/hcl/functions/json.ts';
import { parseWholeExpression } from '../../../src/hcl/syntax/parse-whole.ts';
import { readJson } from '../../../src/hcl/syntax/read-json.ts';
import { convert } from '../../../src/hcl/value/convert.ts';
import { encodeJson, quoteJson } from '../../../src/hcl/value/encode-json.ts';
import { EvaluationError, giveUp, Undetermined } from '../../../src/hcl/value/errors.ts';
import { unknownsIn } from '../../../src/hcl/value/inspect.ts';
import { partsOf } from '../../../src/hcl/value/text.ts';
import { type HclValue, object, type TextHole, text, type Unknown } from '../../../src/hcl/value/values.ts';
import { files, inputs, known } from './plan.ts';

const knownInput = valueOfJson(readJson(JSON.stringify(inputs)));

/** The names of all inputs. */
export const allInputs: ReadonlySet<string> = new Set(Object.keys(inputs));
export const noInputs: ReadonlySet<string> = new Set();

function inputWith(known: ReadonlySet<string>): HclValue {
  return object(
    [...allInputs].map((name) => {
      const reference = `terraform_data.${name}.output`;
      if (known.has(name)) return [name, attributeOf(knownInput, name)];
      return [name, { kind: 'unknown', type: 'unsure', reference, firm: true, waits: [reference] }];
    }),
  );
}

/** A context in which these attributes of `local.in` are known. */
export function contextOf(given: ReadonlySet<string>): Context {
  const budget = newBudget();
  const input = inputWith(given);
  const context: Context = {
    budget,
    files: {
      read: (path) => Buffer.from(files[path.replace(/^\.\//, '')] ?? giveUp(`no ${path}`)),
      list: () =>
        Object.keys(files)
          .filter(globOf('**') ?? (() => true))
          .concat('main.tf'),
    },
    resolve: (name, [first = '']) => {
      if (name === 'path') return { value: text('.'), used: 1 };
      if (name === 'terraform') return { value: text('default'), used: 1 };
      if (name === 'local' && first === 'in') return { value: input, used: 1 };
      if (name === 'local' && first === 'known')
        return { value: evaluate(parseWholeExpression(known.replace('known =', '')), context), used: 1 };
      if (name === 'terraform_data')
        return { value: object([['output', attributeOf(knownInput, first)]]), used: 1 };
      return undefined;
    },
  };
  return context;
}

export type Ours =
  | { readonly kind: 'value'; readonly value: HclValue }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'undetermined'; readonly reason: string };

/** What we make of an expression that gives a text. */
export function evaluateText(source: string, given: ReadonlySet<string>): Ours {
  try {
    return {
      kind: 'value',
      value: convert(evaluate(parseWholeExpression(source), contextOf(given)), 'string'),
    };
  } catch (error) {
    if (error instanceof EvaluationError) return { kind: 'error', message: error.message };
    if (error instanceof Undetermined) return { kind: 'undetermined', reason: error.message };
    throw error;
  }
}

/** The text with its holes filled: strings, and null where a hole has no name that could be evaluated. */
export function filledParts(value: HclValue): readonly (string | null)[] {
  return (partsOf(value) ?? []).map((part) => (typeof part === 'string' ? part : fill(part)));
}

function fill(hole: TextHole): string | null {
  const value = filling(hole.unknown);
  if (value === undefined) return null;
  const own = ofItsType(value, hole.unknown);
  if (own === undefined)
    return `\u00ab${hole.unknown.reference} is no ${typeof hole.unknown.type === 'string' ? hole.unknown.type : hole.unknown.type.kind}\u00bb`;
  let made = hole.as[0] === 'json' ? encodeJson(own).join('') : plainText(own);
  if (made === undefined) return null;
  for (const as of hole.as) if (as === 'quoted') made = quoteJson(made).slice(1, -1);
  return made;
}

/** The value as the type that the hole promised; undefined where it is of another, which is wrong. */
function ofItsType(value: HclValue, { type }: Unknown): HclValue | undefined {
  try {
    return convert(value, type === 'unsure' ? 'any' : type);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function plainText(value: HclValue): string | undefined {
  const converted = convert(value, 'string');
  return converted.kind === 'string' ? converted.value : undefined;
}

/** The value that the hole turned out to have: its name is an expression. */
function filling({ reference }: Unknown): HclValue | undefined {
  if (reference === undefined) return undefined;
  try {
    return evaluate(parseWholeExpression(reference), contextOf(allInputs));
  } catch {
    return undefined;
  }
}

/** The inputs that holes without a name wait for. */
export function inputsBehindNameless(value: HclValue): readonly string[] {
  const nameless = unknownsIn(value).filter(({ reference }) => reference === undefined);
  const waits = nameless.flatMap((one) => one.waits);
  return [...allInputs].filter((name) => waits.includes(`terraform_data.${name}.output`));
}
