/**
 * Functions over lists: their elements may be unknown.
 * https://developer.hashicorp.com/terraform/language/functions/concat and its neighbours
 */
import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { equal } from '../value/equal.ts';
import { refuse } from '../value/errors.ts';
import { isKnown, isUnordered, typeOf } from '../value/inspect.ts';
import { count } from '../value/number.ts';
import { distinct } from '../value/set.ts';
import { isPrimitive } from '../value/types.ts';
import { unify } from '../value/unify.ts';
import {
  bool,
  byBytes,
  type Collection,
  type HclValue,
  isCollection,
  isMapping,
  list,
  nothing,
  number,
  tuple,
} from '../value/values.ts';
import { elementsOf, integerOf } from './arguments.ts';
import { define, type FunctionTable, free, known, shaped } from './define.ts';
import { graphemesOf } from './letters.ts';

const anyList = { kind: 'list', element: 'any' } as const;
const strings = { kind: 'list', element: 'string' } as const;
const bools = { kind: 'list', element: 'bool' } as const;

export const collectionFunctions: FunctionTable = {
  alltrue: define([shaped(bools)], 'bool', ([values]) => decide('alltrue', values, false)),
  anytrue: define([shaped(bools)], 'bool', ([values]) => decide('anytrue', values, true)),
  chunklist: define([shaped(anyList), known('number')], 'unsure', chunk),
  coalescelist: define([], 'unsure', coalesceLists, free('any', true)),
  compact: define([shaped(strings)], strings, compact),
  concat: define([], 'unsure', concat, shaped('any')),
  contains: define([shaped('any'), free('any')], 'bool', contains),
  distinct: define([shaped(anyList)], 'unsure', distinctList),
  element: define([shaped('any'), known('number')], 'unsure', elementAt),
  flatten: define([shaped('any')], 'unsure', flatten),
  index: define([shaped('any'), free('any')], 'number', indexOf),
  length: define([shaped('any')], 'number', length),
  one: define([shaped('any')], 'unsure', one),
  reverse: define([shaped('any')], 'unsure', ([values]) => again(values, elementsOf(values).toReversed())),
  slice: define([shaped('any'), known('number'), known('number')], 'unsure', slice),
  sort: define([shaped(strings)], strings, sort),
};

/** A list of the same kind with other elements. */
function again(of: HclValue | undefined, elements: readonly HclValue[]): HclValue {
  if (of === undefined || !isCollection(of)) return tuple(elements);
  return { ...of, elements, kind: of.kind === 'set' ? 'list' : of.kind };
}

function decide(name: string, values: HclValue | undefined, decisive: boolean): HclValue {
  const elements = elementsOf(values);
  const isDecisive = (value: HclValue): boolean =>
    value.kind === 'bool' ? value.value === decisive : value.kind === 'null' && !decisive;
  if (elements.some(isDecisive)) return bool(decisive);
  return elements.every(isKnown) ? bool(!decisive) : derived(name, 'bool', [values ?? nothing]);
}

function chunk([values, size]: readonly HclValue[]): HclValue {
  const width = integerOf(size);
  if (width < 0) return refuse('the size must not be negative');
  if (isUnordered(values)) return derived('chunklist', 'unsure', [values ?? nothing, size ?? nothing]);
  const elements = elementsOf(values);
  const type = values === undefined ? 'unsure' : typeOf(values);
  if (width === 0) return list(elements.length === 0 ? [] : [again(values, elements)], type);
  return list(
    Array.from({ length: Math.ceil(elements.length / width) }, (_, i) =>
      again(values, elements.slice(i * width, (i + 1) * width)),
    ),
    type,
  );
}

function coalesceLists(lists: readonly HclValue[]): HclValue {
  if (lists.length === 0 || lists.some((one) => one.kind === 'set' || isMapping(one)))
    return refuse('a list is required');
  for (const one of lists) {
    if (one.kind === 'null') continue;
    if (one.kind === 'unknown') return derived('coalescelist', 'unsure', lists);
    if (elementsOf(one).length > 0) return one;
  }
  return refuse('no list has elements');
}

/** Empty texts are dropped; an unknown one may be empty, unless it is known to be an ARN or has known letters. */
function compact([values]: readonly HclValue[]): HclValue {
  const kept = elementsOf(values).filter(
    (one) => one.kind !== 'null' && !(one.kind === 'string' && one.value === ''),
  );
  if (kept.every(isNeverEmpty)) return again(values, kept);
  return derived('compact', strings, [values ?? nothing]);
}

function isNeverEmpty(value: HclValue): boolean {
  if (value.kind === 'template') return value.parts.some((part) => typeof part === 'string' && part !== '');
  return value.kind !== 'unknown' || value.holeType?.startsWith('arn') === true;
}

function concat(lists: readonly HclValue[]): HclValue {
  if (lists.length === 0 || lists.some((one) => one.kind === 'set')) return refuse('a list is required');
  const elements = lists.flatMap(elementsOf);
  const unordered = lists.some(isUnordered);
  if (!lists.every((one) => one.kind === 'list')) return tuple(elements, unordered);
  const element = unify(lists.map((one) => (one as Collection).element ?? 'unsure'));
  if (element === undefined) return tuple(elements, unordered);
  return {
    ...list(
      elements.map((one) => convert(one, element)),
      element,
    ),
    ...(unordered ? { unordered } : {}),
  };
}

function contains([values, wanted]: readonly HclValue[]): HclValue {
  const answers = elementsOf(values).map((one) => equal(one, wanted ?? nothing));
  if (answers.includes(true)) return bool(true);
  return answers.includes(undefined)
    ? derived('contains', 'bool', [values ?? nothing, wanted ?? nothing])
    : bool(false);
}

function distinctList([values]: readonly HclValue[]): HclValue {
  const kept = distinct(elementsOf(values));
  const made = again(values, kept);
  return kept.length < 2 || kept.every(isKnown) ? made : { ...(made as Collection), unordered: true };
}

function elementAt([values, at]: readonly HclValue[]): HclValue {
  const elements = elementsOf(values);
  const index = integerOf(at);
  if (
    values?.kind === 'set' ||
    elements.length === 0 ||
    (values?.kind === 'tuple' && index % elements.length < 0)
  )
    return refuse('there is no such element');
  if (isUnordered(values)) return derived('element', 'unsure', [values ?? nothing, at ?? nothing]);
  return elements[((index % elements.length) + elements.length) % elements.length] ?? nothing;
}

/** An unknown inside may be a list, unless its type is known. */
function flatten([values]: readonly HclValue[]): HclValue {
  let unordered = false;
  const flat: HclValue[] = [];
  const visit = (value: HclValue): boolean => {
    if (!isCollection(value)) {
      flat.push(value);
      return value.kind !== 'unknown' || isPrimitive(value.type);
    }
    if (value.unordered) unordered = true;
    return value.elements.every(visit);
  };
  if (values === undefined || !isCollection(values)) return refuse('a list is required');
  return visit(values) ? tuple(flat, unordered) : derived('flatten', 'unsure', [values]);
}

function indexOf([values, wanted]: readonly HclValue[]): HclValue {
  if (values?.kind === 'set') return refuse('a list is required');
  const answers = elementsOf(values).map((one) => equal(one, wanted ?? nothing));
  const at = answers.findIndex((answer) => answer !== false);
  if (at < 0) return refuse('the value is not in the list');
  if (answers[at] === undefined || isUnordered(values))
    return derived('index', 'number', [values ?? nothing, wanted ?? nothing]);
  return number(count(at));
}

function length([value]: readonly HclValue[]): HclValue {
  if (value === undefined) return refuse('a value is required');
  if (isMapping(value)) return number(count(value.entries.size));
  if (value.kind === 'string') return number(count(graphemesOf(value.value).length));
  if (value.kind === 'template' || value.kind === 'json' || isUnordered(value))
    return derived('length', 'number', [value]);
  return isCollection(value) ? number(count(value.elements.length)) : refuse('a collection is required');
}

function one([values]: readonly HclValue[]): HclValue {
  const elements = elementsOf(values);
  const [first = noneOf(values)] = elements;
  if (elements.length < 2) return first;
  return isUnordered(values)
    ? derived('one', typeOf(first), [values ?? nothing])
    : refuse('the list has more than one element');
}

/** Null, of the type that elements of the list would have. */
function noneOf(values: HclValue | undefined): HclValue {
  if (values === undefined || !isCollection(values) || values.kind === 'tuple') return nothing;
  return { kind: 'null', type: values.element ?? 'unsure' };
}

function slice([values, from, to]: readonly HclValue[]): HclValue {
  const elements = elementsOf(values);
  const [start, end] = [integerOf(from), integerOf(to)];
  if (values?.kind === 'set' || start < 0 || end < start || end > elements.length)
    return refuse('the indexes are out of bounds');
  if (isUnordered(values))
    return derived('slice', 'unsure', [values ?? nothing, from ?? nothing, to ?? nothing]);
  return again(values, elements.slice(start, end));
}

function sort([values]: readonly HclValue[]): HclValue {
  const elements = elementsOf(values);
  if (elements.some((one) => one.kind === 'null')) return refuse('null cannot be sorted');
  const known = elements.filter((one) => one.kind === 'string').toSorted((a, b) => byBytes(a.value, b.value));
  const unknown = elements.filter((one) => one.kind !== 'string');
  const made = list([...known, ...unknown], 'string');
  return unknown.length > 0 && elements.length > 1 ? { ...made, unordered: true } : made;
}
