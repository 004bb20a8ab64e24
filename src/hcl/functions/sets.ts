/**
 * Functions over sets, and products.
 * https://developer.hashicorp.com/terraform/language/functions/setproduct and its neighbours
 */
import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { equal } from '../value/equal.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { isKnown, typeOf } from '../value/inspect.ts';
import { makeSet } from '../value/set.ts';
import type { Type } from '../value/types.ts';
import { requireCommon } from '../value/unify.ts';
import { type Collection, type HclValue, isCollection, list, tuple } from '../value/values.ts';
import { elementsOf } from './arguments.ts';
import { define, type FunctionTable, shaped } from './define.ts';

const anySet = { kind: 'set', element: 'any' } as const;

export const setFunctions: FunctionTable = {
  setunion: define([shaped(anySet)], 'unsure', (sets) => combine(sets, (all) => all.flat()), shaped(anySet)),
  setintersection: define(
    [shaped(anySet)],
    'unsure',
    (sets) => knownOnly('setintersection', sets, intersect),
    shaped(anySet),
  ),
  setsubtract: define([shaped(anySet), shaped(anySet)], 'unsure', (sets) =>
    knownOnly('setsubtract', sets, subtract),
  ),
  setproduct: define([shaped('any'), shaped('any')], 'unsure', product, shaped('any')),
};

type Lists = readonly (readonly HclValue[])[];

/** The sets in one type, then a set of what is made of their elements. */
function combine(sets: readonly HclValue[], make: (lists: Lists) => readonly HclValue[]): HclValue {
  const filled = sets.filter((one) => elementsOf(one).length > 0 || (one as Collection).element !== 'any');
  const element: Type = requireCommon(
    filled.map((one) => (one as Collection).element ?? 'unsure'),
    'the sets must have one type',
  );
  return makeSet(make(sets.map((one) => elementsOf(one).map((value) => convert(value, element)))), element);
}

function knownOnly(
  name: string,
  sets: readonly HclValue[],
  make: (lists: Lists) => readonly HclValue[],
): HclValue {
  return sets.every(isKnown) ? combine(sets, make) : derived(name, 'unsure', sets);
}

function intersect([first = [], ...others]: Lists): readonly HclValue[] {
  return first.filter((one) => others.every((set) => set.some((other) => equal(one, other) === true)));
}

function subtract([first = [], second = []]: Lists): readonly HclValue[] {
  return first.filter((one) => !second.some((other) => equal(one, other) === true));
}

/** Combinations beyond these are no configuration. */
const most = 20_000;

function product(values: readonly HclValue[]): HclValue {
  const collections = values.map((one) => (isCollection(one) ? one : refuse('a list is required')));
  const size = collections.reduce((product, one) => product * one.elements.length, 1);
  if (size > most) return giveUp(`\`setproduct\` makes more than ${most} combinations`);
  const types = collections.map(
    (one) => one.element ?? requireCommon(one.elements.map(typeOf), 'the elements must have one type'),
  );
  const unordered = collections.some((one) => one.unordered === true);
  const combinations = collections.reduce<readonly (readonly HclValue[])[]>(
    (all, one, index) =>
      all.flatMap((before) =>
        one.elements.map((value) => [...before, convert(value, types[index] ?? 'any')]),
      ),
    [[]],
  );
  const tuples = size === 0 ? [] : combinations.map((one) => tuple(one));
  const element: Type = { kind: 'tuple', elements: types };
  if (collections.some((one) => one.kind === 'set')) return makeSet(tuples, element);
  return unordered
    ? derived('setproduct', 'unsure', values)
    : list(tuples.length === 0 ? [] : tuples, element);
}
