/**
 * The actions that the allowances of a document hold, whatever their resources and conditions: one look tells that a
 * document cannot allow an action.
 */
import type { Text } from '../base/value.ts';
import type { PolicyDocument } from '../iam/types.ts';
import { type ActionSet, actionSetOf, bitsIn, holdsAction, type Universe } from './action-set.ts';
import { addBits, type Bits, hasBit, noBits } from './bits.ts';
import { hasOddPrefix } from './open-readings.ts';

/** Whether some allowance holds an action. */
export interface HeldActions {
  holds(action: string): boolean;
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
  return allowances.map(({ action }) => actionSetOf(universe, action.negated, textsOf(action.values)));
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
  return {
    isOdd: sets.some(({ patterns }) => patterns.some(hasOddPrefix)),
    holds: (action) => {
      const place = universe.placeOf(action);
      if (place === undefined) return sets.some((set) => holdsAction(set, action));
      return hasBit(bitsOf(place.prefix), place.index);
    },
  };
}

function textsOf(values: readonly Text[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}
