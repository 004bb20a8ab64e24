/**
 * What the action element of a statement names: services, the values that stand for given actions, and unknown values.
 */
import { globMatches } from '../../aws/glob.ts';
import type { Pointer } from '../../base/pointer.ts';
import { isHole, isTemplate } from '../../base/value.ts';
import { no, unknown, type Verdict } from '../../base/verdict.ts';
import { pointerOfValue } from '../../iam/clauses.ts';
import type { Statement } from '../../iam/types.ts';

/** Prefixes of the services that a statement's actions are of, lower-case; undefined where they may be of any. */
export function servicesOf({ action }: Statement): readonly string[] | undefined {
  if (action.negated) return undefined;
  const services = new Set<string>();
  for (const value of action.values) {
    if (typeof value !== 'string') continue;
    const prefix = value.slice(0, Math.max(0, value.indexOf(':'))).toLowerCase();
    if (prefix === '' || prefix.includes('*') || prefix.includes('?')) {
      if (/[*?]/.test(value)) return undefined;
      continue;
    }
    services.add(prefix);
  }
  return [...services];
}

/** Where the statement names one of the actions; the whole element for `NotAction`. */
export function placesOf({ action }: Statement, actions: readonly string[]): readonly Pointer[] {
  const names = actions.map((one) => one.toLowerCase());
  const places = action.values.flatMap((value, index) => {
    if (action.negated || typeof value !== 'string') return [];
    const pattern = value.toLowerCase();
    return names.some((name) => globMatches(pattern, name)) ? [pointerOfValue(action, index)] : [];
  });
  return places.length > 0 ? places : [action.pointer];
}

/** unknown where an action is known only after apply, so that it may be any; else no. */
export function hiddenAction({ action }: Statement): Verdict {
  const hidden = action.more ?? action.values.find((value) => typeof value !== 'string');
  if (hidden === undefined) return no;
  const hole = isTemplate(hidden) ? hidden.parts.find((part) => isHole(part)) : hidden;
  const reference = isHole(hole) ? hole.reference : undefined;
  const doubt = { pointer: action.pointer, reason: 'an action is known only after apply' };
  return unknown({ ...doubt, ...(reference === undefined ? {} : { reference }) });
}

/** Tells of an action in lower-case, without wildcards, whether the statement surely includes it. */
export function includedActions({ action }: Statement): (name: string) => boolean {
  const { values, negated, more } = action;
  const patterns = values.flatMap((value) => (typeof value === 'string' ? [value.toLowerCase()] : []));
  if (!negated) return (name) => patterns.some((pattern) => matches(pattern, name));
  if (more || patterns.length < values.length) return () => false;
  return (name) => !patterns.some((pattern) => matches(pattern, name));
}

/** `*:*` is read as `*`. */
function matches(pattern: string, name: string): boolean {
  return pattern === '*' || pattern === name || globMatches(pattern, name);
}
