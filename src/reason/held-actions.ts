/**
 * The actions that the allowances of a document hold, whatever their resources and conditions: one look tells that a
 * document cannot allow an action.
 */
import type { PolicyDocument } from '../iam/types.ts';
import {
  type ActionSet,
  actionSetOf,
  bitsIn,
  holdsAction,
  holdsUnnamed,
  type Universe,
} from './action-set.ts';
import { addBits, type Bits, coversBits, hasBit, noBits } from './bits.ts';
import { hasOddPrefix } from './open-readings.ts';

/** Whether some allowance holds an action. */
export interface HeldActions {
  holds(action: string): boolean;
  /** Whether all actions of others are surely held as well, whether the catalogue knows them or not. */
  includes(others: HeldActions): boolean;
  /** The services that are named; undefined where other actions than the catalogue's may be held. */
  readonly services: readonly string[] | undefined;
  bitsOf(prefix: string): Bits;
  /** Some allowance has an action of which nobody can say what it matches. */
  readonly isOdd: boolean;
}

const known = new WeakMap<PolicyDocument, HeldActions>();

/** The actions of a document's allowances; worked out once a document and service. */
export function heldActions(document: PolicyDocument, universe: Universe): HeldActions {
  const done = known.get(document);
  if (done !== undefined) return done;
  const made = heldBy(allowancesOf(document, universe), universe);
  known.set(document, made);
  return made;
}

function allowancesOf({ statements }: PolicyDocument, universe: Universe): readonly ActionSet[] {
  const allowances = statements.filter(({ effect }) => effect === 'Allow');
  return allowances.map(({ action }) => actionSetOf(universe, action));
}

function heldBy(sets: readonly ActionSet[], universe: Universe): HeldActions {
  const services = new Map<string, Bits>();
  const bitsOf = (prefix: string) => {
    const ready = services.get(prefix);
    if (ready !== undefined) return ready;
    const bits = noBits(universe.size(prefix));
    for (const set of sets) addBits(bits, bitsIn(set, universe, prefix));
    services.set(prefix, bits);
    return bits;
  };
  const isTotal = sets.some(({ everything, negated }) => everything && !negated);
  const isListed = sets.every((set) => !holdsUnnamed(set) && set.beyond.length === 0);
  return {
    services: isListed ? [...new Set(sets.flatMap(({ named }) => [...named.keys()]))] : undefined,
    bitsOf,
    includes: (others) =>
      isTotal ||
      others.services?.every((prefix) => coversBits(bitsOf(prefix), others.bitsOf(prefix))) === true,
    isOdd: sets.some(({ patterns }) => patterns.some(hasOddPrefix)),
    holds: (action) => {
      const place = universe.placeOf(action);
      if (place === undefined) return sets.some((set) => holdsAction(set, action));
      return hasBit(bitsOf(place.prefix), place.index);
    },
  };
}
