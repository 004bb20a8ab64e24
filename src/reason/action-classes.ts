/**
 * Actions that all statements of a question treat alike are one class, so that a question about 20,000 actions becomes one
 * about a few dozen classes.
 */
import { accessLevels } from '../aws/service.ts';
import { bitsIn, holdsAction, holdsUnnamed, namesBeyond, type Universe } from './action-set.ts';
import { addBits, type Bits, commonBits, firstBit, hasBit, lessBits, noBits } from './bits.ts';
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
  const beyond = new Set(all.flatMap((cube) => namesBeyond(cube.actions, universe)));
  for (const action of [...beyond].sort()) {
    const held = new Set(all.filter((cube) => holdsAction(cube.actions, action)));
    if (granted.some((cube) => held.has(cube))) yield { actions: () => [written(action, all)], held };
  }
  if (granted.some((cube) => holdsUnnamed(cube.actions))) {
    const held = new Set(all.filter((cube) => holdsUnnamed(cube.actions)));
    yield { held, actions: () => byConsequence(universe, unnamed(universe, prefixes)) };
  }
}

function unnamed(universe: Universe, named: ReadonlySet<string>): readonly string[] {
  return universe.catalogue
    .services()
    .filter((prefix) => !named.has(prefix))
    .flatMap((prefix) => universe.names(prefix));
}

function* classesOfService(
  prefix: string,
  granted: readonly Cube[],
  all: readonly Cube[],
  universe: Universe,
): Generator<ActionClass> {
  const size = universe.size(prefix);
  if (size === 0) return;
  const bits = new Map(all.map((cube) => [cube, bitsIn(cube.actions, universe, prefix)]));
  const union = noBits(size);
  for (const cube of granted) addBits(union, bits.get(cube));
  let classes: readonly Bits[] = [union];
  for (const own of bits.values()) classes = classes.flatMap((one) => parted(one, own));
  for (const one of classes) {
    const first = firstBit(one);
    if (first < 0) continue;
    const held = new Set(all.filter((cube) => hasBit(bits.get(cube), first)));
    yield { held, actions: () => byConsequence(universe, namesIn(one, universe.names(prefix))) };
  }
}

function parted(whole: Bits, by: Bits): readonly Bits[] {
  const inside = commonBits(whole, by);
  const outside = lessBits(whole, by);
  return firstBit(inside) < 0 || firstBit(outside) < 0 ? [whole] : [inside, outside];
}

function namesIn(bits: Bits, names: readonly string[]): readonly string[] {
  return names.filter((_, at) => hasBit(bits, at));
}

/** Permissions management before writing before reading: a witness should show the worst. */
function byConsequence(universe: Universe, names: readonly string[]): readonly string[] {
  const rank = new Map(names.map((name) => [name, rankOf(universe, name)]));
  return [...names].sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0) || (a < b ? -1 : 1));
}

const ranks = ['List', 'Read', 'Tagging', 'Write', 'Permissions management'];

function rankOf(universe: Universe, name: string): number {
  const level = universe.catalogue.action(name)?.level ?? accessLevels[0];
  return ranks.indexOf(level);
}

/** The name as some statement writes it. */
function written(action: string, all: readonly Cube[]): string {
  for (const { statement } of all)
    for (const value of statement.action.values)
      if (typeof value === 'string' && value.toLowerCase() === action) return value;
  return action;
}
