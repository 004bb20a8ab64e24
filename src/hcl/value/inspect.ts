/**
 * Questions about values: their type, whether something in them is unknown or sensitive.
 */
import { childrenOf, factsOf, isOpen, valuesIn } from './facts.ts';
import type { Type } from './types.ts';
import { type HclValue, isCollection, type Unknown } from './values.ts';

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
      if (value.isLoose === true) return 'unsure';
      return { kind: value.kind, element: value.element ?? 'unsure' };
    case 'map':
      return { kind: value.kind, element: value.element ?? 'unsure' };
    case 'object':
      if (value.isOpen === true) return 'unsure';
      return {
        kind: 'object',
        attributes: new Map([...valuesIn(value.entries)].map(([key, one]) => [key, typeOf(one)])),
      };
    default:
      return 'string';
  }
}

/** Every unknown inside, in order, with repetitions. */
export function unknownsIn(value: HclValue): readonly Unknown[] {
  if (value.kind === 'unknown') return [value];
  if (value.kind === 'template')
    return value.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.unknown]));
  if (isOpen(value) || isKnown(value)) return [];
  return childrenOf(value).flatMap(unknownsIn);
}

/** True where nothing inside is unknown. */
export function isKnown(value: HclValue): boolean {
  return factsOf(value).known;
}

/** True where nothing that is learnt about the unknowns inside can turn it into an error. */
export function isSettled(value: HclValue): boolean {
  return isKnown(value) || unknownsIn(value).every(isFirm);
}

/** True for what is unknown as a whole, and may turn out to be an error. */
export function mayFail(value: HclValue): boolean {
  return value.kind === 'unknown' && !isFirm(value);
}

/** What waits for nothing stands for a part that fails, and of which no more than the type is asked. */
function isFirm({ firm, waits, type }: Unknown): boolean {
  return firm === true || (waits.length === 0 && type !== 'unsure');
}

/** True where unknowns decide about the order of something inside. */
export function hasUnordered(value: HclValue): boolean {
  return factsOf(value).unordered;
}

/** True where unknowns decide about the order of a collection. */
export function isUnordered(value: HclValue | undefined): boolean {
  return value !== undefined && isCollection(value) && value.unordered === true;
}

/** True where something inside is sensitive. */
export function isSensitive(value: HclValue): boolean {
  return factsOf(value).sensitive;
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
