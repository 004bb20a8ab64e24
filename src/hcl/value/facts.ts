/**
 * What is asked of a value at every step, found once for each: values share parts, and walking them again and again
 * would take a time that doubles with every level.
 */
import { giveUp } from './errors.ts';
import { type Entries, type HclValue, isCollection, isMapping } from './values.ts';

export interface Facts {
  /** Nothing inside is unknown, nor the order of anything. */
  readonly known: boolean;
  /** Unknowns decide about the order of something inside. */
  readonly unordered: boolean;
  /** Something inside is sensitive. */
  readonly sensitive: boolean;
  /** Values inside, each as often as it stands there. */
  readonly weight: number;
}

const found = new WeakMap<HclValue, Facts>();
/** Heavier values are no configuration. */
const heaviest = 1_000_000;

/** The facts of a value. Throws Undetermined where it is too large. */
export function factsOf(value: HclValue): Facts {
  const isBranch = isCollection(value) || isMapping(value) || value.kind === 'json';
  if (!isBranch || isOpen(value)) return leafFacts(value);
  const before = found.get(value);
  if (before !== undefined) return before;
  const facts = factsInside(value);
  found.set(value, facts);
  return facts;
}

const plain: Facts = { known: true, unordered: false, sensitive: false, weight: 1 };

function leafFacts(value: HclValue): Facts {
  const isHidden = value.kind === 'unknown' || value.kind === 'template' || isOpen(value);
  const sensitive = value.sensitive === true;
  if (!isHidden && !sensitive) return plain;
  const unordered = value.kind === 'template' && value.unordered === true;
  return { known: !isHidden, unordered, sensitive, weight: 1 };
}

function factsInside(value: HclValue): Facts {
  let unordered = isCollection(value) && value.unordered === true;
  let known = !unordered;
  let sensitive = value.sensitive === true;
  let weight = 1;
  for (const child of childrenOf(value)) {
    const facts = factsOf(child);
    known &&= facts.known;
    unordered ||= facts.unordered;
    sensitive ||= facts.sensitive;
    weight += facts.weight;
  }
  if (weight > heaviest) return giveUp(`a value has more than ${heaviest} parts: it takes too many steps`);
  return { known, unordered, sensitive, weight };
}

/** True for what is not looked into unasked: attributes of resources and outputs of modules. */
export function isOpen(value: HclValue): boolean {
  return isMapping(value) && value.isOpen === true;
}

/** The values directly inside. */
export function childrenOf(value: HclValue): readonly HclValue[] {
  if (isCollection(value)) return value.elements;
  if (isMapping(value)) return [...valuesIn(value.entries)].map(([, one]) => one);
  return value.kind === 'json' ? [value.tree] : [];
}

/** Keys and values, unsorted. */
export function* valuesIn(entries: Entries): Iterable<readonly [string, HclValue]> {
  for (const key of entries.keys()) {
    const value = entries.get(key);
    if (value !== undefined) yield [key, value];
  }
}
