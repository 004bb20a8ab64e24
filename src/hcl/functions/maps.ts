/**
 * Functions over maps and objects, and those that make them.
 * https://developer.hashicorp.com/terraform/language/functions/merge and its neighbours
 */
import type { Context } from '../evaluate/context.ts';
import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { equal } from '../value/equal.ts';
import { refuse } from '../value/errors.ts';
import { isSettled, isUnordered, typeOf } from '../value/inspect.ts';
import { sameType } from '../value/types.ts';
import { requireCommon } from '../value/unify.ts';
import {
  byBytes,
  type HclValue,
  isMapping,
  list,
  map,
  nothing,
  object,
  text,
  tuple,
} from '../value/values.ts';
import { elementsOf, entriesIn, stringOf } from './arguments.ts';
import { define, type FunctionTable, free, known, shaped } from './define.ts';

const strings = { kind: 'list', element: 'string' } as const;
const anyList = { kind: 'list', element: 'any' } as const;

export const mapFunctions: FunctionTable = {
  keys: define([shaped('any')], 'unsure', ([value]) =>
    sequence(
      value,
      entriesIn(value).map(([key]) => text(key)),
      true,
    ),
  ),
  values: define([shaped('any')], 'unsure', ([value]) =>
    sequence(
      value,
      entriesIn(value).map(([, one]) => one),
      false,
    ),
  ),
  lookup: define([shaped('any'), free('string')], 'unsure', lookup, free('any', true)),
  matchkeys: define([shaped(anyList), known(anyList), known(anyList)], 'unsure', matchKeys),
  merge: define([], 'unsure', merge, { type: 'any', need: 'shape', nullable: true }),
  transpose: define([known({ kind: 'map', element: strings })], 'unsure', transpose),
  zipmap: define([known(strings), shaped('any')], 'unsure', zipMap),
};

function sequence(of: HclValue | undefined, elements: readonly HclValue[], areKeys: boolean): HclValue {
  return of?.kind === 'map' ? list(elements, areKeys ? 'string' : (of.element ?? 'unsure')) : tuple(elements);
}

function lookup([value, key, ...defaults]: readonly HclValue[], { budget }: Context): HclValue {
  if (value === undefined || !isMapping(value) || defaults.length > 1) return refuse('a map is required');
  const [given] = defaults;
  const fallback =
    given !== undefined && value.kind === 'map' ? convert(given, value.element ?? 'unsure') : given;
  if (key?.kind !== 'string') return derived('lookup', 'unsure', [value, key ?? nothing, ...defaults]);
  if (fallback !== undefined && !isSettled(fallback)) budget.doubts++;
  const found = value.entries.get(key.value);
  if (found !== undefined) return found;
  return fallback ?? refuse(`there is no element \`${key.value}\``);
}

function matchKeys([values, keys, wanted]: readonly HclValue[]): HclValue {
  const [of, by, among] = [elementsOf(values), elementsOf(keys), elementsOf(wanted)];
  if (isUnordered(values))
    return derived('matchkeys', 'unsure', [values ?? nothing, keys ?? nothing, wanted ?? nothing]);
  if (of.length !== by.length) return refuse('the lists must be of one length');
  const types = [keys, wanted].map((one) => (one?.kind === 'list' ? (one.element ?? 'unsure') : 'unsure'));
  const type = requireCommon(types, 'keys and searched values must have one type');
  const [own, sought] = [by, among].map((all) => all.map((one) => convert(one, type)));
  const kept = of.filter((_, at) => sought?.some((one) => equal(one, own?.[at] ?? nothing) === true));
  return list(kept, values?.kind === 'list' ? (values.element ?? 'unsure') : 'unsure');
}

/** Values that are all of one type of maps, null or not, make a map; everything else an object. */
function merge(values: readonly HclValue[]): HclValue {
  const entries = new Map<string, HclValue>();
  for (const one of values)
    if (one.kind !== 'null') for (const [key, value] of entriesIn(one)) entries.set(key, value);
  const [type, ...others] = values.map(typeOf);
  const isMap = typeof type === 'object' && type.kind === 'map' && others.every((one) => sameType(one, type));
  return isMap ? map(entries, type.element) : object(entries);
}

function transpose([value]: readonly HclValue[]): HclValue {
  const made = new Map<string, HclValue[]>();
  for (const [key, names] of entriesIn(value)) {
    for (const name of elementsOf(names).map(stringOf))
      made.set(name, [...(made.get(name) ?? []), text(key)]);
  }
  const entries = [...made].sort(([a], [b]) => byBytes(a, b));
  return map(
    entries.map(([key, one]) => [key, list(one, 'string')]),
    strings,
  );
}

function zipMap([keys, values]: readonly HclValue[]): HclValue {
  if (values?.kind === 'set') return refuse('a list is required');
  if (isUnordered(values)) return derived('zipmap', 'unsure', [keys ?? nothing, values ?? nothing]);
  const [names, given] = [elementsOf(keys).map(stringOf), elementsOf(values)];
  if (names.length !== given.length) return refuse('there must be as many keys as values');
  const entries = names.map((name, index) => [name, given[index] ?? nothing] as const);
  return values?.kind === 'list' ? map(entries, values.element ?? 'unsure') : object(entries);
}
