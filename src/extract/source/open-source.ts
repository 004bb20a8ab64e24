/**
 * The configuration beside a plan, opened for it: expressions that the plan hides are evaluated with the plan's own values,
 * after the configuration was found to fit. A bundle of its own, loaded where a plan hides something.
 */
import type { Value } from '../../base/value.ts';
import { isArray, isHole, isObject, isTemplate } from '../../base/value.ts';
import { typeOfBlock } from '../../hcl/configuration/blocks.ts';
import { blockOf, moduleOf } from '../../hcl/configuration/target.ts';
import type { Configuration } from '../../hcl/configuration/types.ts';
import {
  type Evaluated,
  type Evaluator,
  type NotEvaluated,
  openEvaluator,
  type Target,
} from '../../hcl/evaluate-attribute.ts';
import { rangeOf } from '../../hcl/range-of.ts';
import { parseAddress } from '../../plan/address.ts';
import { after } from '../../plan/change.ts';
import type { Plan, ResourceChange } from '../../plan/types.ts';
import { expressionOf, modulesOf } from '../../plan/written.ts';
import type { OpenSource, Refused, Source, SourceBody, SourceValue } from '../source.ts';
import { blockIn } from './blocks.ts';
import { misfitOf } from './fit.ts';
import { HiddenVariable, planValues } from './plan-values.ts';
import { siblingMisfit } from './siblings.ts';

/** How the configuration lies on the disk. */
export interface SourceState {
  /** What the answers rest on, where nothing proves that this is what was planned. */
  readonly assuming?: string;
  /** A file that was read and has changed since the plan was made. */
  readonly changed: () => string | undefined;
}

/** How to open the source, or why the configuration is not that of the plan. */
export function sourceFor(
  plan: Plan,
  configuration: Configuration,
  state: SourceState,
): OpenSource | Refused {
  const misfit = misfitOf(plan, configuration);
  if (misfit !== undefined) return { refused: misfit };
  const changed = state.changed();
  if (changed !== undefined) return { refused: changed };
  return (documentOf) => {
    const evaluator = openEvaluator(configuration, planValues(plan, documentOf));
    return answering({ plan, configuration, evaluator, state, siblings: new Map() });
  };
}

function answering(asking: Asking): Source {
  const { configuration, state } = asking;
  const source: Source = {
    ...(state.assuming === undefined ? {} : { assuming: state.assuming }),
    valueAt: (change, steps) => valueAt(asking, change, steps),
    bodyOf: (change) => bodyOf(asking, change),
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
  readonly state: SourceState;
  /** What was found about the known attributes of a resource, by address. */
  readonly siblings: Map<string, string | undefined>;
}

function valueAt(
  asking: Asking,
  change: ResourceChange,
  steps: readonly (string | number)[],
): SourceValue | Refused {
  const place = placeIn(asking, change, steps);
  if ('refused' in place) return place;
  const found = asked(asking, () => asking.evaluator.evaluateAttribute(targetOf(change, place.path)));
  if ('undetermined' in found) return { refused: found.undetermined };
  return referencesMisfit(asking.plan, change, steps, found) ?? siblings(asking, change) ?? found;
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
  const body = asked(asking, () => asking.evaluator.evaluateBody(targetOf(change, [])));
  if ('undetermined' in body) return { refused: body.undetermined };
  const written = body.value[block];
  if (!isArray(written) || !written.every(isObject)) return { path: steps };
  const at = blockIn(written, planned, index);
  return at === undefined
    ? { refused: `which block of the source is \`${block}[${index}]\` cannot be told` }
    : { path: [block, at, ...rest] };
}

function bodyOf(asking: Asking, change: ResourceChange): SourceBody | Refused {
  const found = asked(asking, () => asking.evaluator.evaluateBody(targetOf(change, [])));
  if ('undetermined' in found) return { refused: found.undetermined };
  const range = rangeOf(asking.configuration, targetOf(change, []));
  if (range === undefined) return { refused: 'it is not in the source' };
  return siblings(asking, change) ?? { value: found.value, sensitive: found.sensitive, range };
}

/** Runs a question; what the plan masks, and files that changed, leave no answer. */
function asked<T extends object>({ state }: Asking, run: () => T | NotEvaluated): T | NotEvaluated {
  try {
    const found = run();
    const changed = state.changed();
    return changed === undefined ? found : { undetermined: changed };
  } catch (error) {
    if (error instanceof HiddenVariable) return { undetermined: error.message };
    throw error;
  }
}

function targetOf(change: ResourceChange, path: readonly (string | number)[]): Target {
  const { mode, type, name, index } = change;
  const key = typeof index === 'string' || typeof index === 'number' ? { key: index } : {};
  return { module: modulesOf(change), mode: mode === 'data' ? 'data' : 'managed', type, name, path, ...key };
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

function siblings(asking: Asking, change: ResourceChange): Refused | undefined {
  const { address } = change;
  if (!asking.siblings.has(address)) {
    const evaluated = (name: string): Value | undefined => {
      const found = asked(asking, () => asking.evaluator.evaluateAttribute(targetOf(change, [name])));
      return 'undetermined' in found ? undefined : found.value;
    };
    asking.siblings.set(address, siblingMisfit(change, evaluated));
  }
  const misfit = asking.siblings.get(address);
  return misfit === undefined ? undefined : { refused: `the source is not that of the plan: ${misfit}` };
}

/** True where nothing in it is unknown. */
export function isWhole(value: Value): boolean {
  if (isHole(value) || isTemplate(value)) return false;
  if (Array.isArray(value)) return value.every(isWhole);
  return !isObject(value) || Object.values(value).every(isWhole);
}
