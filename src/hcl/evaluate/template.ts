/**
 * Templates become text, unknown in part where a value that is inserted is unknown.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates
 */
import type { Expression, TemplatePart } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived, nameless } from '../value/derive.ts';
import { EvaluationError, refuse } from '../value/errors.ts';
import { isUnordered, marked, markedBy, mayFail } from '../value/inspect.ts';
import { concatTexts, partsOf } from '../value/text.ts';
import { type HclValue, text } from '../value/values.ts';
import { bind, type Context, spend } from './context.ts';
import { elementsOf } from './for.ts';

type Evaluate = (expression: Expression, context: Context) => HclValue;

/** The value of a template: that of its only insertion, or a text. */
export function evaluateTemplate(
  parts: readonly TemplatePart[],
  context: Context,
  evaluate: Evaluate,
): HclValue {
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'object' && only.kind === 'insert')
    return evaluate(only.expression, context);
  return joined(parts, context, evaluate);
}

function joined(parts: readonly TemplatePart[], context: Context, evaluate: Evaluate): HclValue {
  const made = concatTexts(parts.map((part) => partText(part, context, evaluate)));
  spend(context.budget, sizeOf(made) / 16);
  return made;
}

function sizeOf(value: HclValue): number {
  return (partsOf(value) ?? []).reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
}

function partText(part: TemplatePart, context: Context, evaluate: Evaluate): HclValue {
  if (typeof part === 'string') return { kind: 'string', value: part };
  if (part.kind === 'insert') return inserted(evaluate(part.expression, context), context);
  if (part.kind === 'for') return loop(part, context, evaluate);
  const condition = convert(evaluate(part.condition, context), 'bool');
  if (condition.kind === 'null') return refuse('a condition must not be null');
  if (condition.kind === 'bool')
    return markedBy(joined(condition.value ? part.yes : part.no, context, evaluate), condition);
  const sides = [part.yes, part.no].flatMap((one) => settled(() => joined(one, context, evaluate)));
  const made = derived('if', 'string', [condition, ...sides]);
  return sides.length === 2 ? made : nameless(made);
}

/** The side of a directive, or none where it fails: it may not be taken. */
function settled(run: () => HclValue): readonly HclValue[] {
  try {
    return [run()];
  } catch (error) {
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

function inserted(value: HclValue, { budget }: Context): HclValue {
  if (value.kind === 'null') return refuse('null in a template');
  const converted = convert(value, 'string');
  if (mayFail(converted)) budget.doubts++;
  return converted;
}

function loop(part: Extract<TemplatePart, { kind: 'for' }>, context: Context, evaluate: Evaluate): HclValue {
  const over = evaluate(part.over, context);
  if (over.kind === 'unknown') return withoutName(over);
  const rounds = elementsOf(over).map(([key, value]) => {
    const outer = part.keyName === undefined ? context : bind(context, part.keyName, key);
    return joined(part.body, bind(outer, part.valueName, value), evaluate);
  });
  if (isUnordered(over)) return withoutName(...rounds);
  return marked(rounds.length === 0 ? text('') : concatTexts(rounds), ...(over.sensitive ? [over] : []));
}

function withoutName(...from: readonly HclValue[]): HclValue {
  return nameless(derived('for', 'string', from));
}
