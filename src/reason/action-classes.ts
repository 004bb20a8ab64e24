/**
 * Actions that all statements of a question treat alike are one class, so that a question about 20,000 actions becomes one
 * about a few dozen classes.
 */
import { accessLevels } from '../aws/service.ts';
import { bitsIn, holdsAction, holdsUnnamed, type Universe } from './action-set.ts';
import { addBits, type Bits, coversBits, eachBit, noBits } from './bits.ts';
import type { Cube } from './cube.ts';

/** Actions that the same cubes hold. */
export interface ActionClass {
  /** Full names, the most consequential access level first. Read only when asked for. */
  readonly actions: () => readonly string[];
  /** The cubes that hold them. */
  readonly held: ReadonlySet<Cube>;
}

/** The classes of the actions that some cube of `granted` holds, told apart by all cubes. */
export function* actionClasses(
  granted: readonly Cube[],
  all: readonly Cube[],
  universe: Universe,
): Generator<ActionClass> {
  const prefixes = new Set(all.flatMap((cube) => [...cube.actions.named.keys()]));
  for (const prefix of [...prefixes].sort()) yield* classesOfService(prefix, granted, all, universe);
  const beyond = new Set([...all.flatMap((cube) => cube.actions.beyond), ...unheardOf(all, universe)]);
  for (const action of [...beyond].sort()) {
    const held = new Set(all.filter((cube) => holdsAction(cube.actions, action)));
    if (granted.some((cube) => held.has(cube))) yield { actions: () => [written(action, all)], held };
  }
  if (granted.some((cube) => holdsUnnamed(cube.actions))) {
    const held = new Set(all.filter((cube) => holdsUnnamed(cube.actions)));
    yield { held, actions: once(() => unnamed(universe, prefixes)) };
  }
}

interface Named {
  readonly prefix: string;
  readonly action: string;
}

const everyAction = new WeakMap<Universe, readonly Named[]>();
/** Actions by the services that are left out: the same few services are named again and again. */
const unnamedKnown = new WeakMap<Universe, Map<string, readonly string[]>>();
const mostKnown = 100;

/** Actions of the services that no statement names, the most consequential first. */
function unnamed(universe: Universe, named: ReadonlySet<string>): readonly string[] {
  let all = everyAction.get(universe);
  if (all === undefined) {
    const services = universe.catalogue.services();
    const prefixes = new Map(
      services.flatMap((prefix) => universe.names(prefix).map((one) => [one, prefix])),
    );
    all = byConsequence(universe, [...prefixes.keys()]).map((action) => ({
      action,
      prefix: prefixes.get(action) ?? '',
    }));
    everyAction.set(universe, all);
  }
  const known = unnamedKnown.get(universe) ?? new Map<string, readonly string[]>();
  unnamedKnown.set(universe, known);
  const key = [...named].sort().join();
  const done = known.get(key);
  if (done !== undefined) return done;
  const actions = all.flatMap(({ prefix, action }) => (named.has(prefix) ? [] : [action]));
  if (known.size >= mostKnown) known.clear();
  known.set(key, actions);
  return actions;
}

/** An action for each service that only resources name: AWS adds services faster than any catalogue. */
function unheardOf(cubes: readonly Cube[], universe: Universe): readonly string[] {
  const patterns = cubes.flatMap(({ statement }) => statement.resource?.values ?? []);
  const services = patterns.flatMap((value) =>
    typeof value === 'string' ? (/^arn:[^:]*:([a-z0-9-]+):/.exec(value)?.[1] ?? []) : [],
  );
  return [...new Set(services)].flatMap((one) => (universe.size(one) === 0 ? [`${one}:example`] : []));
}

function* classesOfService(
  prefix: string,
  granted: readonly Cube[],
  all: readonly Cube[],
  universe: Universe,
): Generator<ActionClass> {
  const size = universe.size(prefix);
  if (size === 0) return;
  const cubes = [...new Set(all)];
  const bits = new Map(cubes.map((cube) => [cube, bitsIn(cube.actions, universe, prefix)]));
  const union = noBits(size);
  for (const cube of granted) addBits(union, bits.get(cube));
  for (const { holders, members } of partedBy([...bits.values()], union, size)) {
    const held = new Set(holders.flatMap((at) => cubes[at] ?? []));
    const names = () => members.flatMap((at) => universe.names(prefix)[at] ?? []);
    yield { held, actions: once(() => byConsequence(universe, names())) };
  }
}

/** Numbers that the same sets hold. */
interface Part {
  /** Which sets hold them, in their order. */
  readonly holders: readonly number[];
  readonly members: readonly number[];
}

/**
 * The numbers of `union`, told apart by which of the sets hold them; those of earlier sets first. Each set moves only what it
 * holds, so that a hundred statements about a few actions each cost what they name.
 */
function partedBy(sets: readonly Bits[], union: Bits, size: number): readonly Part[] {
  const partOf = new Int32Array(size).fill(-1);
  eachBit(union, (at) => {
    partOf[at] = 0;
  });
  let holders: (readonly number[])[] = [[]];
  for (const [set, bits] of sets.entries()) {
    if (coversBits(bits, union)) {
      holders = holders.map((own) => [...own, set]);
      continue;
    }
    const moved = new Map<number, number>();
    eachBit(bits, (at) => {
      const from = partOf[at] ?? -1;
      if (from < 0) return;
      const to = moved.get(from) ?? holders.push([...(holders[from] ?? []), set]) - 1;
      moved.set(from, to);
      partOf[at] = to;
    });
  }
  const members: number[][] = holders.map(() => []);
  eachBit(union, (at) => members[partOf[at] ?? 0]?.push(at));
  return holders
    .map((own, part) => ({ holders: own, members: members[part] ?? [] }))
    .filter((part) => part.members.length > 0)
    .sort((left, right) => earlier(left.holders, right.holders));
}

/** Whoever is held by the first set that holds one of the two comes first. */
function earlier(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((set, index) => set !== right[index]);
  if (at < 0) return right.length - left.length;
  return (left[at] ?? 0) - (right[at] ?? Number.POSITIVE_INFINITY);
}

/** Permissions management before writing before reading: a witness should show the worst. */
function byConsequence(universe: Universe, names: readonly string[]): readonly string[] {
  const ranked: string[][] = ranks.map(() => []);
  const known = ranksOf(universe);
  for (const name of names) {
    let rank = known.get(name);
    if (rank === undefined) {
      rank = ranks.indexOf(universe.catalogue.action(name)?.level ?? accessLevels[0]);
      known.set(name, rank);
    }
    ranked[rank]?.push(name);
  }
  return ranked.reverse().flatMap((one) => one.sort());
}

const ranks = ['List', 'Read', 'Tagging', 'Write', 'Permissions management'];
const ranksKnown = new WeakMap<Universe, Map<string, number>>();

function ranksOf(universe: Universe): Map<string, number> {
  const known = ranksKnown.get(universe) ?? new Map<string, number>();
  ranksKnown.set(universe, known);
  return known;
}

/** Works out once what is asked for again and again. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The name as some statement writes it. */
function written(action: string, all: readonly Cube[]): string {
  for (const { statement } of all)
    for (const value of statement.action.values)
      if (typeof value === 'string' && value.toLowerCase() === action) return value;
  return action;
}
