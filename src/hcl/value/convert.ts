/**
 * Conversion of values from one type to another.
 * https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
import { isConvertible } from './convertible.ts';
import { derived, nameless } from './derive.ts';
import { refuse } from './errors.ts';
import { valuesIn } from './facts.ts';
import { asSensitive, isSensitive, typeOf } from './inspect.ts';
import { parseNumber, printNumber } from './number.ts';
import { makeSet } from './set.ts';
import { isPrimitive, mentions, type ObjectType, sameType, type Type } from './types.ts';
import { requireCommon } from './unify.ts';
import {
  bool,
  type HclValue,
  isCollection,
  isMapping,
  list,
  map,
  nothing,
  number,
  object,
  text,
  tuple,
} from './values.ts';

/** The value as the type. Throws an EvaluationError where Terraform refuses the conversion. */
export function convert(value: HclValue, type: Type): HclValue {
  const converted = type === 'any' ? value : change(value, type);
  return value.sensitive === true ? asSensitive(converted) : converted;
}

function change(value: HclValue, type: Type): HclValue {
  if (value.kind === 'null') {
    if (!isConvertible(value.type, type)) return refuse('null of another type');
    return { kind: 'null', type: type === 'unsure' && value.type === 'string' ? value.type : type };
  }
  if (value.kind === 'unknown') return changeUnknown(value, type);
  if (type === 'unsure') return loosen(value);
  if (isPrimitive(type)) return toPrimitive(value, type);
  if (typeof type === 'string') return value;
  if (type.kind === 'list') return toList(value, type.element);
  if (type.kind === 'set') return toSet(value, type.element);
  if (type.kind === 'tuple') return toTuple(value, type.elements);
  return type.kind === 'object' ? toObject(value, type) : toMap(value, type.element);
}

function changeUnknown(value: Extract<HclValue, { kind: 'unknown' }>, type: Type): HclValue {
  // The conversion may fail, so that reading the value may.
  const { firm: _, ...rest } = value;
  if (type === 'unsure') return value.type === 'string' ? value : { ...nameless(rest), type };
  if (sameType(value.type, type)) return value;
  if (!isConvertible(value.type, type)) return refuse('an unknown value of another type');
  const isPlain = value.type === 'unsure' || value.type === 'any';
  if (type === 'string' && isPlain) return { ...rest, type, isConverted: true };
  return derived(isPrimitive(type) ? `to${type}` : 'convert', type, [value]);
}

/** What stays certain of a value whose type may yet change: texts do, numbers might become texts. */
function loosen(value: HclValue): HclValue {
  if (value.kind === 'number' || value.kind === 'bool') return { kind: 'unknown', type: 'unsure', waits: [] };
  if (isCollection(value)) {
    const made = list(
      value.elements.map((one) => convert(one, 'unsure')),
      'unsure',
    );
    const isUnordered = value.unordered === true || made.elements.length > 1;
    return { ...made, isLoose: true, ...(isUnordered ? { unordered: true } : {}) };
  }
  if (!isMapping(value)) return value;
  return map(
    [...valuesIn(value.entries)].map(([key, one]) => [key, convert(one, 'unsure')]),
    'unsure',
  );
}

function toPrimitive(value: HclValue, type: 'string' | 'number' | 'bool'): HclValue {
  if (typeOf(value) === type) return value;
  if (type === 'string') {
    if (value.kind === 'bool') return text(String(value.value));
    if (value.kind === 'number') return text(printNumber(value.value));
  }
  if (value.kind === 'template' || value.kind === 'json') return derived(`to${type}`, type, [value]);
  if (value.kind !== 'string') return refuse(`${type} required`);
  if (type === 'number') {
    const parsed = parseNumber(value.value);
    return parsed === undefined ? refuse('a number is required') : number(parsed);
  }
  if (value.value === 'true' || value.value === '1') return bool(true);
  if (value.value === 'false' || value.value === '0') return bool(false);
  return refuse('a bool is required');
}

function toList(value: HclValue, wanted: Type): HclValue {
  if (!isCollection(value)) return refuse('list required');
  if (!isConvertible(value.element ?? 'any', wanted)) return refuse('list of another type required');
  const element = elementOf(value, wanted);
  const elements = value.elements.map((one) => convert(one, element));
  return { ...list(elements, element), ...(value.unordered === true ? { unordered: true } : {}) };
}

function toSet(value: HclValue, wanted: Type): HclValue {
  if (!isCollection(value)) return refuse('set required');
  if (!isConvertible(value.element ?? 'any', wanted)) return refuse('set of another type required');
  const element = elementOf(value, wanted);
  return makeSet(
    value.elements.map((one) => convert(one, element)),
    element,
  );
}

function toMap(value: HclValue, wanted: Type): HclValue {
  if (!isMapping(value)) return refuse('map required');
  if (!isConvertible(value.element ?? 'any', wanted)) return refuse('map of another type required');
  const entries = [...valuesIn(value.entries)];
  const element = mentions(wanted, 'any')
    ? commonType(
        entries.map(([, one]) => one),
        wanted,
      )
    : wanted;
  return map(
    entries.map(([key, one]) => [key, convert(one, element)]),
    element,
  );
}

function elementOf(value: Extract<HclValue, { kind: 'list' | 'set' | 'tuple' }>, wanted: Type): Type {
  if (!mentions(wanted, 'any')) return wanted;
  if (value.element !== undefined && wanted === 'any') return value.element;
  return commonType(value.elements, wanted);
}

/** One type for all: that of the constraint, with `any` in it replaced by what the values have in common. */
function commonType(values: readonly HclValue[], wanted: Type): Type {
  if (values.length === 0) return wanted;
  const types = values.map((one) => typeOf(wanted === 'any' ? one : convert(one, wanted)));
  return requireCommon(types, 'all elements must have the same type');
}

function toTuple(value: HclValue, wanted: readonly Type[]): HclValue {
  if (!isCollection(value) || value.kind === 'set') return refuse('tuple required');
  if (value.elements.length !== wanted.length) return refuse('tuple of another length required');
  return tuple(
    value.elements.map((one, index) => convert(one, wanted[index] ?? 'any')),
    value.unordered,
  );
}

function toObject(value: HclValue, wanted: ObjectType): HclValue {
  if (!isMapping(value)) return refuse('object required');
  const entries: [string, HclValue][] = [];
  for (const [name, type] of wanted.attributes) {
    const own = value.entries.get(name);
    if (own !== undefined && !(own.kind === 'null' && wanted.optional?.has(name)))
      entries.push([name, convert(own, type)]);
    else if (wanted.optional?.has(name))
      entries.push([name, convert(wanted.optional.get(name) ?? nothing, type)]);
    else if (own === undefined) return refuse(`attribute \`${name}\` is required`);
  }
  return isSensitive(value) && value.sensitive === true ? asSensitive(object(entries)) : object(entries);
}
