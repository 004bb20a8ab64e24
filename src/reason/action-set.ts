/**
 * Sets of actions. The catalogue's actions are bits, a word list a service; what the catalogue does not know is asked of
 * the patterns themselves, since AWS adds actions faster than any catalogue.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
import type { Catalogue } from '../aws/catalogue.ts';
import type { Clause } from '../iam/types.ts';
import { addBits, allBits, type Bits, firstBit, lessBits, noBits, setBit } from './bits.ts';
import { machineOf, matches } from './glob-machine.ts';

/** The actions of a statement. */
export interface ActionSet {
  /** `NotAction`: everything but what the patterns match. */
  readonly negated: boolean;
  /** Patterns in lower case. */
  readonly patterns: readonly string[];
  /** Services that a pattern names, by lower-case prefix. */
  readonly named: ReadonlyMap<string, Bits>;
  /** `*`: some pattern matches every action. */
  readonly everything: boolean;
  /**
   * Actions that the set names and the catalogue does not have: literal names, and one example for a pattern that matches
   * no action of the catalogue. What `NotAction` names is told apart from the rest as well.
   */
  readonly beyond: readonly string[];
}

/** The catalogue's actions as bits. */
export interface Universe {
  readonly catalogue: Catalogue;
  /** How many actions a service has; 0 where the catalogue does not know it. */
  size(prefix: string): number;
  /** Full names, canonical case. */
  names(prefix: string): readonly string[];
  /** The bit of an action by its canonical name; undefined where the catalogue does not know it. */
  placeOf(action: string): Place | undefined;
  /** The bits that a pattern of names (`get*`) matches in a service. */
  matching(prefix: string, name: string): Bits;
}

/** Where an action's bit is. */
export interface Place {
  readonly prefix: string;
  readonly index: number;
}

/** Opens the universe over a catalogue; services are read when they are first asked for. */
export function universeOf(catalogue: Catalogue): Universe {
  const names = new Map<string, readonly string[]>();
  const places = new Map<string, Place>();
  const found = new Map<string, Bits>();
  const namesOf = (prefix: string) => {
    const known = names.get(prefix);
    if (known !== undefined) return known;
    const read = catalogue.actionsOf(prefix);
    names.set(prefix, read);
    for (const [index, name] of read.entries()) places.set(name, { prefix, index });
    return read;
  };
  const placeOf = (action: string) => {
    if (!places.has(action)) namesOf(prefixOf(action));
    return places.get(action);
  };
  const matching = (prefix: string, name: string) => {
    const key = `${prefix}:${name}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const bits = bitsOf(namesOf(prefix), prefix.length + 1, name);
    if (found.size > 20_000) found.clear();
    found.set(key, bits);
    return bits;
  };
  return { catalogue, names: namesOf, size: (prefix) => namesOf(prefix).length, placeOf, matching };
}

function prefixOf(action: string): string {
  return action.slice(0, Math.max(action.indexOf(':'), 0)).toLowerCase();
}

function bitsOf(names: readonly string[], skip: number, pattern: string): Bits {
  if (pattern === '*') return allBits(names.length);
  const bits = noBits(names.length);
  const machine = machineOf(pattern, 'folded');
  for (const [at, name] of names.entries()) if (matches(machine, name.slice(skip))) setBit(bits, at);
  return bits;
}

const known = new WeakMap<Clause, ActionSet>();

/** The set of `Action` or `NotAction`; worked out once an element. */
export function actionSetOf(universe: Universe, action: Clause): ActionSet {
  const done = known.get(action);
  if (done !== undefined) return done;
  const values = action.values.filter((value) => typeof value === 'string');
  const made = setOfPatterns(universe, action.negated, new Set(values.map((value) => value.toLowerCase())));
  known.set(action, made);
  return made;
}

function setOfPatterns(universe: Universe, negated: boolean, patterns: ReadonlySet<string>): ActionSet {
  const named = new Map<string, Bits>();
  const beyond: string[] = [];
  for (const pattern of patterns) {
    const colon = pattern.indexOf(':');
    const prefix = pattern.slice(0, Math.max(colon, 0));
    if (colon < 0 || /[*?\s]/.test(prefix)) continue;
    const bits = universe.matching(prefix, pattern.slice(colon + 1));
    const earlier = named.get(prefix);
    named.set(prefix, earlier === undefined ? bits : joined(earlier, bits));
    if (colon > 0 && isWellFormed(pattern) && firstBit(bits) < 0)
      beyond.push(pattern.replaceAll('*', 'Example').replaceAll('?', 'X'));
  }
  const all = [...patterns];
  return { negated, patterns: all, named, everything: all.some(isEverything), beyond };
}

function isEverything(pattern: string): boolean {
  return /^\*+$/.test(pattern) || /^\*+:\*+$/.test(pattern);
}

function joined(left: Bits, right: Bits): Bits {
  const bits = left.slice();
  addBits(bits, right);
  return bits;
}

/** The bits of a service that the set holds. */
export function bitsIn(set: ActionSet, universe: Universe, prefix: string): Bits {
  const size = universe.size(prefix);
  if (set.everything) return set.negated ? noBits(size) : allBits(size);
  const named = set.named.get(prefix) ?? noBits(size);
  return set.negated ? lessBits(allBits(size), named) : named;
}

/** True when the set holds actions of services that no pattern names. */
export function holdsUnnamed({ negated, everything }: ActionSet): boolean {
  return negated !== everything;
}

/** True when the set holds the action, whether the catalogue knows it or not. */
export function holdsAction(set: ActionSet, action: string): boolean {
  const lower = action.toLowerCase();
  const isNamed =
    set.everything ||
    set.patterns.some((pattern) => isWellFormed(pattern) && matches(machineOf(pattern, 'folded'), lower));
  return isNamed !== set.negated;
}

/** IAM knows no wildcard before the colon, and no blanks in names: such a pattern matches nothing. */
function isWellFormed(pattern: string): boolean {
  return !/[*?\s]/.test(pattern.slice(0, pattern.indexOf(':') + 1)) && !/\s/.test(pattern);
}
