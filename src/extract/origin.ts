/**
 * Where a subject stands: the plan's own words, without an index into its arrays.
 */
import { isArray, isObject, type Value } from '../base/value.ts';
import { after, before, type Place, type Side } from '../plan/change.ts';
import type { PriorResource, ResourceChange } from '../plan/types.ts';
import type { Origin, Rebuilt } from '../subject/types.ts';
import type { Context } from './context.ts';
import type { FromSource } from './source.ts';

/** Where something was rebuilt from, as reports name it. */
export function fromSource({ range: { file, line }, assuming }: FromSource): Rebuilt {
  return { from: `${file}:${line}`, ...(assuming === undefined ? {} : { assuming }) };
}

/** The origin of an attribute of a change; empty for the resource itself. */
export function originOf(context: Context, change: ResourceChange, attribute: string): Origin {
  const { address, type, actions } = change;
  const provider = context.provider(change);
  const mode = change.mode === 'data' ? 'data' : 'managed';
  if (provider === undefined) return { address, mode, type, attribute, actions };
  return { address, mode, type, attribute, actions, provider };
}

/** The origin of an attribute that was read while planning, or that exists and stays as it is. */
export function priorOrigin(context: Context, prior: PriorResource, attribute: string): Origin {
  const { address, mode, type } = prior;
  const provider = context.provider(prior);
  const actions = mode === 'data' ? ['read'] : ['no-op'];
  return { address, mode, type, attribute, actions, ...(provider === undefined ? {} : { provider }) };
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

/** The name of a place of a path; where the whole block list is unknown, the path without any block. */
export function placeName(change: ResourceChange, side: Side, path: string, { steps }: Place): string {
  if (steps.length === 1) return pathName(path);
  return attributeName(steps, side === 'after' ? after(change) : before(change));
}

/** The path of a catalogue row as people name it, without any block: `inline_policy.policy`. */
export function pathName(path: string): string {
  return path.includes('[]') ? path.replaceAll('[]', '') : path;
}
