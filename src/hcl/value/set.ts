/**
 * Sets: each value once, in Terraform's order. What is unknown may turn out equal to something else in the set, and
 * where it will stand is unknown too.
 */
import { equal } from './equal.ts';
import { isKnown } from './inspect.ts';
import { inSetOrder } from './set-order.ts';
import type { Type } from './types.ts';
import type { Collection, HclValue } from './values.ts';

/** A set of these values, which are of one type. */
export function makeSet(values: readonly HclValue[], element: Type): Collection {
  const known = distinct(values.filter(isKnown)).toSorted(inSetOrder);
  const unknown = distinct(values.filter((one) => !isKnown(one)));
  const unordered = unknown.length > 0 && known.length + unknown.length > 1;
  return {
    kind: 'set',
    elements: [...known, ...unknown],
    element,
    ...(unordered ? { unordered: true } : {}),
  };
}

/** The values without those that certainly stand before. */
export function distinct(values: readonly HclValue[]): readonly HclValue[] {
  const seen = new Set<string>();
  const kept: HclValue[] = [];
  for (const value of values) {
    if (value.kind === 'string') {
      if (seen.has(value.value)) continue;
      seen.add(value.value);
    } else if (kept.some((one) => equal(one, value) === true)) continue;
    kept.push(value);
  }
  return kept;
}
