/**
 * The configuration beside a plan, opened for it: expressions that the plan hides are evaluated with the plan's own values,
 * after the configuration was found to fit. A bundle of its own, loaded where a plan hides something.
 */
import { isArray, isObject } from '../../base/value.ts';
import { typeOfBlock } from '../../hcl/configuration/blocks.ts';
import { blockOf, moduleOf } from '../../hcl/configuration/target.ts';
import type { Configuration } from '../../hcl/configuration/types.ts';
import { type Evaluated, type Evaluator, openEvaluator, type Target } from '../../hcl/evaluate-attribute.ts';
import { rangeOf } from '../../hcl/range-of.ts';
import { parseAddress } from '../../plan/address.ts';
import { after } from '../../plan/change.ts';
import type { Plan, ResourceChange } from '../../plan/types.ts';
import { expressionOf } from '../../plan/written.ts';
import type { OpenSource, Refused, Source, SourceBody, SourceValue } from '../source.ts';
import { blockIn } from './blocks.ts';
import { asked, evaluationBy, targetOf } from './evaluation.ts';
import { misfitOf } from './fit.ts';
import { planValues } from './plan-values.ts';
import { type Witnesses, witnessesIn } from './witnesses.ts';

/** What an answer rests on, where nothing proves that it is what was planned. */
export interface Assumptions {
  /** Any answer. */
  readonly always?: string;
  /** One that files went into. */
  readonly withFiles?: string;
}

/** How to open the source, or why the configuration is not that of the plan. */
export function sourceFor(
  plan: Plan,
  configuration: Configuration,
  assumptions: Assumptions,
): OpenSource | Refused {
  const misfit = bounded(() => misfitOf(plan, configuration), tooDeep);
  if (misfit !== undefined) return { refused: misfit };
  return (documentOf) => {
    const evaluator = openEvaluator(configuration, planValues(plan, documentOf));
    const witnesses = witnessesIn(plan, configuration, evaluationBy(evaluator));
    return answering({ plan, configuration, evaluator, assumptions, witnesses });
  };
}

function answering(asking: Asking): Source {
  const { configuration } = asking;
  const source: Source = {
    valueAt: (change, steps) => bounded(() => valueAt(asking, change, steps), { refused: tooDeep }),
    bodyOf: (change) => bounded(() => bodyOf(asking, change), { refused: tooDeep }),
    hasBlock: (change, name) => hasBlock(configuration, targetOf(change, []), name),
    rangeOf: (address, path) => {
      const target = parseAddress(address);
      if (target === undefined || target.mode === 'ephemeral') return undefined;
      const { modules: module, mode, type, name } = target;
      const at = { module, mode, type, name };
      return rangeOf(configuration, { ...at, path: isOwnStatement(configuration, at, path) ? path : [] });
    },
  };
  return source;
}

const tooDeep = 'an expression of the source is nested too deep';

/** What the function gives, or the other where it runs out of stack. */
function bounded<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

/** True also where the source does not tell. */
function hasBlock(configuration: Configuration, target: Target, name: string): boolean {
  try {
    const { body } = blockOf(moduleOf(configuration, target), target);
    return body.attributes.has(name) || body.blocks.some((block) => typeOfBlock(block) === name);
  } catch {
    return true;
  }
}

/** Documents that a data source takes in come before its own statements, which then have other numbers. */
function isOwnStatement(
  configuration: Configuration,
  at: Omit<Target, 'path'>,
  [first]: readonly (string | number)[],
): boolean {
  if (at.mode !== 'data' || first !== 'statement') return true;
  const whole = JSON.stringify(rangeOf(configuration, { ...at, path: [] }));
  return ['source_policy_documents', 'source_json'].every(
    (name) => JSON.stringify(rangeOf(configuration, { ...at, path: [name] })) === whole,
  );
}

interface Asking {
  readonly plan: Plan;
  readonly configuration: Configuration;
  readonly evaluator: Evaluator;
  readonly assumptions: Assumptions;
  readonly witnesses: Witnesses;
}

function valueAt(
  asking: Asking,
  change: ResourceChange,
  steps: readonly (string | number)[],
): SourceValue | Refused {
  const place = placeIn(asking, change, steps);
  if ('refused' in place) return place;
  const found = asked(() => asking.evaluator.evaluateAttribute(targetOf(change, place.path)));
  if ('undetermined' in found) return { refused: found.undetermined };
  const name = String(steps[0] ?? '');
  const misfit = referencesMisfit(asking.plan, change, steps, found) ?? witnessed(asking, change, name);
  return misfit ?? { ...found, ...assumingFor(asking, change, name) };
}

function assumingFor(
  { assumptions, witnesses }: Asking,
  change: ResourceChange,
  name: string | undefined,
): { readonly assuming?: string } {
  const { always, withFiles } = assumptions;
  const assuming =
    always ?? (withFiles !== undefined && witnesses.readsFiles(change, name) ? withFiles : undefined);
  return assuming === undefined ? {} : { assuming };
}

/** The path in the source: blocks of a set stand in the plan in another order. */
function placeIn(
  asking: Asking,
  change: ResourceChange,
  steps: readonly (string | number)[],
): { readonly path: readonly (string | number)[] } | Refused {
  const [block, index, ...rest] = steps;
  if (typeof block !== 'string' || typeof index !== 'number') return { path: steps };
  const planned = after(change)?.[block];
  const body = asked(() => asking.evaluator.evaluateBody(targetOf(change, [])));
  if ('undetermined' in body) return { refused: body.undetermined };
  const written = body.value[block];
  if (!isArray(written) || !written.every(isObject)) return { path: steps };
  const at = blockIn(written, planned, index);
  return at === undefined
    ? { refused: `which block of the source is \`${block}[${index}]\` cannot be told` }
    : { path: [block, at, ...rest] };
}

function bodyOf(asking: Asking, change: ResourceChange): SourceBody | Refused {
  const found = asked(() => asking.evaluator.evaluateBody(targetOf(change, [])));
  if ('undetermined' in found) return { refused: found.undetermined };
  const range = rangeOf(asking.configuration, targetOf(change, []));
  if (range === undefined) return { refused: 'it is not in the source' };
  const { value, sensitive } = found;
  return (
    witnessed(asking, change, undefined) ?? {
      value,
      sensitive,
      range,
      ...assumingFor(asking, change, undefined),
    }
  );
}

/** The plan's references for the argument are those of the expression. */
function referencesMisfit(
  plan: Plan,
  change: ResourceChange,
  steps: readonly (string | number)[],
  { references }: Evaluated,
): Refused | undefined {
  const path = steps.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
  const planned = expressionOf(plan, change, path);
  if (typeof planned === 'string') return undefined;
  const now = new Set(references);
  const isSame =
    planned.references.every((one) => now.has(one)) &&
    references.every((one) => planned.references.includes(one));
  return isSame
    ? undefined
    : { refused: 'the source is not that of the plan: the expression has other references' };
}

/** What the plan knows otherwise than the source. */
function witnessed(
  { witnesses }: Asking,
  change: ResourceChange,
  name: string | undefined,
): Refused | undefined {
  const misfit = witnesses.misfitFor(change, name);
  return misfit === undefined ? undefined : { refused: `the source is not that of the plan: ${misfit}` };
}
