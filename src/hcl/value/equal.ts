/**
 * Equality of values, which may be unknown.
 * https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators
 */
import { hasUnordered, isKnown, typeOf } from './inspect.ts';
import { compare } from './number.ts';
import { partsOf } from './text.ts';
import { sameType } from './types.ts';
import { entriesOf, type HclValue, isCollection, isMapping, type TextPart } from './values.ts';

/** True or false, or undefined where what is unknown decides. Values of different types are never equal. */
export function equal(a: HclValue, b: HclValue): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') return sameConstant(a, b) ? true : undefined;
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  if (a.kind === 'template' || b.kind === 'template' || a.kind === 'json' || b.kind === 'json')
    return equalTexts(a, b);
  if (isCollection(a) && isCollection(b)) return equalCollections(a, b);
  if (isMapping(a) && isMapping(b)) return equalMappings(a, b);
  if (a.kind === 'string' && b.kind === 'string') return a.value === b.value;
  if (a.kind === 'number' && b.kind === 'number') return compare(a.value, b.value) === 0;
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === b.value;
  return false;
}

function sameConstant(a: HclValue, b: HclValue): boolean {
  if (a.kind !== 'unknown' || b.kind !== 'unknown') return false;
  return (
    a.reference !== undefined &&
    a.reference === b.reference &&
    a.isConverted === b.isConverted &&
    sameType(a.type, b.type)
  );
}

function equalCollections(
  a: Extract<HclValue, { kind: 'list' | 'set' | 'tuple' }>,
  b: typeof a,
): boolean | undefined {
  if (a.kind === 'set' || b.kind === 'set' || a.unordered || b.unordered) {
    if (!isKnown(a) || !isKnown(b)) return undefined;
  }
  if (a.kind !== b.kind) return false;
  if (a.elements.length !== b.elements.length) return false;
  if (isKnown(a) && isKnown(b) && !sameType(typeOf(a), typeOf(b))) return false;
  return all(a.elements.map((one, index) => equalAt(one, b.elements[index])));
}

function equalMappings(a: Extract<HclValue, { kind: 'map' | 'object' }>, b: typeof a): boolean | undefined {
  if (a.kind !== b.kind || a.entries.size !== b.entries.size) return false;
  if (isKnown(a) && isKnown(b) && !sameType(typeOf(a), typeOf(b))) return false;
  return all(entriesOf(a).map(([key, one]) => equalAt(one, b.entries.get(key))));
}

function equalAt(a: HclValue, b: HclValue | undefined): boolean | undefined {
  return b === undefined ? false : equal(a, b);
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Texts that are unknown in part differ where what is known at their ends does, or where one is too long. */
function equalTexts(a: HclValue, b: HclValue): boolean | undefined {
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left === undefined || right === undefined) return false;
  if (hasUnordered(a) || hasUnordered(b)) return undefined;
  const [from, to] = [left[0], right[0]].map((one) => (typeof one === 'string' ? one : ''));
  if (!from?.startsWith(to ?? '') && !to?.startsWith(from ?? '')) return false;
  const [end, other] = [left.at(-1), right.at(-1)].map((one) => (typeof one === 'string' ? one : ''));
  if (!end?.endsWith(other ?? '') && !other?.endsWith(end ?? '')) return false;
  return tooLong(left, right) || tooLong(right, left) ? false : undefined;
}

/** True where the known characters of one are more than the other, wholly known, has. */
function tooLong(one: readonly TextPart[], other: readonly TextPart[]): boolean {
  if (other.some((part) => typeof part !== 'string')) return false;
  const size = (parts: readonly TextPart[]): number =>
    parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
  return size(one) > size(other);
}
