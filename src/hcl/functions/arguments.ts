/**
 * Arguments that were already checked and converted, as plain data.
 */
import { refuse } from '../value/errors.ts';
import { type BigNumber, safeInteger } from '../value/number.ts';
import { entriesOf, type HclValue, isCollection, isMapping } from '../value/values.ts';

/** A known text. */
export function stringOf(value: HclValue | undefined): string {
  return value?.kind === 'string' ? value.value : refuse('a string is required');
}

/** A known number. */
export function numberOf(value: HclValue | undefined): BigNumber {
  return value?.kind === 'number' ? value.value : refuse('a number is required');
}

/** A known whole number. */
export function integerOf(value: HclValue | undefined): number {
  return safeInteger(numberOf(value)) ?? refuse('a whole number is required');
}

/** The elements of a list, set or tuple. */
export function elementsOf(value: HclValue | undefined): readonly HclValue[] {
  return value !== undefined && isCollection(value) ? value.elements : refuse('a list is required');
}

/** Keys and values of a map or object, sorted by key. */
export function entriesIn(value: HclValue | undefined): readonly (readonly [string, HclValue])[] {
  return value !== undefined && isMapping(value) ? entriesOf(value) : refuse('a map is required');
}
