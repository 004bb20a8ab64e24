/**
 * Where a subject stands: the plan's own words, without an index into its arrays.
 */
import { isArray, isObject, type Value } from '../base/value.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { Origin } from '../subject/types.ts';

/** The origin of an attribute of a change; empty for the resource itself. */
export function originOf(change: ResourceChange, attribute: string): Origin {
  return {
    address: change.address,
    mode: change.mode === 'data' ? 'data' : 'managed',
    type: change.type,
    attribute,
    actions: change.actions,
  };
}

/**
 * An attribute as people name it: `policy`, and for a block its name in place of its index, since sets have no order:
 * `inline_policy["NAME"].policy`.
 */
export function attributeName(
  steps: readonly (string | number)[],
  resource: Value | null | undefined,
): string {
  let name = '';
  let at: Value | null | undefined = resource;
  for (const step of steps) {
    if (typeof step === 'number') {
      at = isArray(at ?? undefined) ? (at as readonly Value[])[step] : undefined;
      const key = isObject(at) ? (at.name ?? at.policy_name) : undefined;
      if (typeof key === 'string') name += `[${JSON.stringify(key)}]`;
    } else {
      at = isObject(at) ? at[step] : undefined;
      name += name === '' ? step : `.${step}`;
    }
  }
  return name;
}
