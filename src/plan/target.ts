/**
 * The end of a reference: a resource, which of its instances, and which attribute of it.
 * https://developer.hashicorp.com/terraform/language/expressions/references#resources
 */
import { attributeIn, hasInstance, type Target } from './instances.ts';
import { formatSteps, keyAt, nameAt, type Step } from './traversal.ts';
import type { Plan, Resolution } from './types.ts';
import type { Scope } from './written.ts';

/** What one question carries along. */
export interface Walk {
  readonly plan: Plan;
  /** What was followed already, so that no plan takes more than linear time. */
  readonly seen: Set<string>;
  readonly left: number;
}

/** A reference on its way. */
export interface Trail extends Walk {
  readonly scope: Scope;
  readonly reference: string;
  /** Its own steps, then what is looked up in the value it leads to. */
  readonly steps: readonly Step[];
  /** How many of the steps are its own: an object written around it may take up the others. */
  readonly own: number;
  /** The expression also names its own instance key: what is repeated in it is then most likely indexed by that. */
  readonly isIndexed: boolean;
}

/** The resource that the steps name. */
export function toResource(trail: Trail): Resolution {
  const { plan, scope, reference, steps, own } = trail;
  const first = nameAt(steps, 0);
  const mode = first === 'data' || first === 'ephemeral' ? first : 'managed';
  const at = mode === 'managed' ? 0 : 1;
  const type = nameAt(steps, at);
  const name = nameAt(steps, at + 1);
  if (type === '' || name === '') return lost(reference, 'it cannot be followed');
  const target: Target = { modules: scope.steps, mode, type, name };
  const key = keyAt(steps, at + 2);
  const end = at + (key === undefined ? 2 : 3);
  const attribute = end < own ? steps.slice(end, own) : attributeIn(plan, target, steps.slice(end));
  return {
    found: 'resource',
    ...target,
    ...keyOf(trail, target, key, at + 2 < own),
    attribute: formatSteps(attribute),
  };
}

/**
 * The key of the instance that is meant. Only a key in the reference itself is certain; another counts where the plan
 * has such an instance.
 */
function keyOf(
  { plan, scope, isIndexed }: Trail,
  target: Target,
  key: string | number | undefined,
  isCertain: boolean,
): Pick<Target, 'key'> {
  if (key !== undefined && isCertain) return { key };
  const likely = [key, isIndexed ? scope.key : undefined].filter((one) => one !== undefined);
  const found = likely.find((one) => hasInstance(plan, { ...target, key: one }));
  return found === undefined ? {} : { key: found };
}

/** Nothing more can be said of it, and why. */
export function lost(reference: string, reason: string): Resolution {
  return { found: 'undetermined', reference, reason };
}
