/**
 * Questions about values: their type, whether something in them is unknown or sensitive.
 */
import type { Type } from './types.ts';
import { type Entries, type HclValue, isCollection, isMapping, type Unknown } from './values.ts';

/** The type of a value. */
export function typeOf(value: HclValue): Type {
  switch (value.kind) {
    case 'unknown':
    case 'null':
      return value.type;
    case 'bool':
    case 'number':
      return value.kind;
    case 'tuple':
      return { kind: 'tuple', elements: value.elements.map(typeOf) };
    case 'list':
    case 'set':
    case 'map':
      return { kind: value.kind, element: value.element ?? 'unsure' };
    case 'object':
      return {
        kind: 'object',
        attributes: new Map([...valuesIn(value.entries)].map(([key, one]) => [key, typeOf(one)])),
      };
    default:
      return 'string';
  }
}

/** Keys and values, unsorted. */
export function* valuesIn(entries: Entries): Iterable<readonly [string, HclValue]> {
  for (const key of entries.keys()) {
    const value = entries.get(key);
    if (value !== undefined) yield [key, value];
  }
}

/** The values directly inside. */
export function childrenOf(value: HclValue): readonly HclValue[] {
  if (isCollection(value)) return value.elements;
  if (isMapping(value)) return [...valuesIn(value.entries)].map(([, one]) => one);
  return value.kind === 'json' ? [value.tree] : [];
}

/** Every unknown inside, in order, with repetitions. */
export function unknownsIn(value: HclValue): readonly Unknown[] {
  if (value.kind === 'unknown') return [value];
  if (value.kind === 'template')
    return value.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.unknown]));
  return childrenOf(value).flatMap(unknownsIn);
}

/** True where nothing inside is unknown. */
export function isKnown(value: HclValue): boolean {
  if (value.kind === 'unknown' || value.kind === 'template') return false;
  return childrenOf(value).every(isKnown) && !(isCollection(value) && value.unordered === true);
}

/** True where something inside is sensitive. */
export function isSensitive(value: HclValue): boolean {
  return value.sensitive === true || childrenOf(value).some(isSensitive);
}

/** The value with the mark of sensitive ones. */
export function asSensitive<T extends HclValue>(value: T): T {
  return value.sensitive === true ? value : { ...value, sensitive: true };
}

/** The value, marked where one of those that it came from is, at any depth. */
export function marked(value: HclValue, ...from: readonly HclValue[]): HclValue {
  return from.some(isSensitive) ? asSensitive(value) : value;
}

/** The value, marked where one of the others is marked itself. */
export function markedBy(value: HclValue, ...from: readonly HclValue[]): HclValue {
  return from.some((one) => one.sensitive === true) ? asSensitive(value) : value;
}

/** What all unknowns inside wait for, each once. */
export function waitsOf(...values: readonly HclValue[]): readonly string[] {
  return [...new Set(values.flatMap((value) => unknownsIn(value).flatMap((one) => one.waits)))];
}
