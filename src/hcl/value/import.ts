/**
 * Values of a plan as expressions see them. JSON has lost some types: a list may be a set, an object a map.
 */
import { isHole, isTemplate, type Value } from '../../base/value.ts';
import { typeOf } from './inspect.ts';
import { parseNumber } from './number.ts';
import { joinText } from './text.ts';
import { isPrimitive, sameType } from './types.ts';
import { bool, type HclValue, list, nothing, number, object, text, tuple, type Unknown } from './values.ts';

/** Names and describes the holes of a value, by where they stand in it. */
export type NameHole = (
  path: readonly (string | number)[],
  hole: { readonly reference?: string; readonly type?: string },
) => Unknown;

/** The value of an attribute in a plan. */
export function fromPlanValue(
  value: Value,
  name: NameHole,
  path: readonly (string | number)[] = [],
): HclValue {
  if (value === null) return nothing;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return bool(value);
  if (typeof value === 'number')
    return number(parseNumber(String(value)) ?? { mantissa: 0n, exponent: 0, precision: 512 });
  if (isHole(value)) return name(path, value);
  if (isTemplate(value))
    return joinText(
      value.parts.map((part) => (typeof part === 'string' ? part : { unknown: name(path, part), as: [] })),
    );
  if (Array.isArray(value))
    return sequence(value.map((one: Value, index) => fromPlanValue(one, name, [...path, index])));
  return object(Object.entries(value).map(([key, one]) => [key, fromPlanValue(one, name, [...path, key])]));
}

/** A list where all elements have one simple type. */
function sequence(elements: readonly HclValue[]): HclValue {
  const [first] = elements;
  if (first === undefined) return list([], 'unsure');
  const type = typeOf(first);
  const isList = isPrimitive(type) && elements.every((one) => sameType(typeOf(one), type));
  return isList ? list(elements, type) : tuple(elements);
}
