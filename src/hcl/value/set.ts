/**
 * Sets: each value once, in Terraform's order. What is unknown may turn out equal to something else in the set, and
 * where it will stand is unknown too.
 */
import { quoteJson } from './encode-json.ts';
import { equal } from './equal.ts';
import { isKnown } from './inspect.ts';
import { compare, printNumber } from './number.ts';
import type { Type } from './types.ts';
import { byBytes, type Collection, entriesOf, type HclValue, isCollection, isMapping } from './values.ts';

/** A set of these values, which are of one type. */
export function makeSet(values: readonly HclValue[], element: Type): Collection {
  const known = distinct(values.filter(isKnown)).toSorted(inOrder);
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

/** Strings by their bytes, numbers by size, false before true, null last; others by the text that Terraform hashes. */
function inOrder(a: HclValue, b: HclValue): number {
  if (a.kind === 'string' && b.kind === 'string') return byBytes(a.value, b.value);
  if (a.kind === 'number' && b.kind === 'number') return compare(a.value, b.value);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  if (a.kind === 'null' || b.kind === 'null') return Number(a.kind === 'null') - Number(b.kind === 'null');
  return byBytes(hashText(a), hashText(b));
}

function hashText(value: HclValue): string {
  if (isCollection(value)) {
    const inside = value.elements.map((one) => `${hashText(one)};`).join('');
    return value.kind === 'tuple' ? `<${inside}>` : `[${inside}]`;
  }
  if (isMapping(value)) {
    const isMap = value.kind === 'map';
    const inside = entriesOf(value)
      .map(([key, one]) => `${isMap ? `${quoteJson(key)}:` : ''}${hashText(one)};`)
      .join('');
    return isMap ? `{${inside}}` : `<${inside}>`;
  }
  if (value.kind === 'number') return printNumber(value.value);
  if (value.kind === 'bool') return value.value ? 'T' : 'F';
  return value.kind === 'string' ? quoteJson(value.value) : '~';
}
