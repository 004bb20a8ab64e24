/**
 * Is there a text that all of some patterns match and none of some others? The machines of the patterns read side by side.
 *
 * Only few letters need trying: those that a wanted pattern expects, one letter that stands in no pattern, and the
 * letters that bound wildcards. Where a text is matched, whatever the wildcards of the wanted patterns consume can be
 * replaced by the fresh letter: an unwanted pattern that matched the new text would have matched the old one too, since
 * its wildcards must have consumed the fresh letters.
 */
import { always, dead, freshLetter, type Machine, matches, type State, Undecided } from './glob-machine.ts';

const fresh = freshLetter.charCodeAt(0);
const colon = 0x3a;
const slash = 0x2f;

/** Counts the states that a question looks at; the same question gives the same answer on every machine. */
export interface Budget {
  left: number;
}

/** The text, or undefined where there is none. Throws `Undecided` over the budget. */
export function findText(
  wanted: readonly Machine[],
  unwanted: readonly Machine[],
  budget: Budget,
): string | undefined {
  const fixed = wanted.find((one) => one.literal !== undefined && one.form !== 'folded');
  if (fixed?.literal !== undefined) return fits(fixed.literal, wanted, unwanted) ? fixed.literal : undefined;
  const [first] = wanted;
  if (first !== undefined && wanted.some(({ head }) => differ(first.head, head))) return undefined;
  const guess = guessed(wanted, unwanted);
  if (guess !== undefined) return guess;
  const needed = distinct(wanted);
  const relations = distinct(unwanted).map((other) => ({
    other,
    related: needed.map((one) => relationOf(one, other)),
  }));
  if (relations.some(({ related }) => related.includes('covered'))) return undefined;
  const near = relations.flatMap(({ other, related }) => (related.includes('disjoint') ? [] : [other]));
  return remembered(needed, near, budget);
}

/** Each machine once, in an order that does not depend on how the question was put. */
function distinct(machines: readonly Machine[]): readonly Machine[] {
  const each = [...new Set(machines)];
  return each.length < 2 ? each : each.sort((a, b) => (a.pattern + a.form < b.pattern + b.form ? -1 : 1));
}

/** `covered`: all that the wanted pattern matches the other matches too; `disjoint`: nothing is matched by both. */
type Relation = 'covered' | 'disjoint' | 'overlapping';

/** Enough for the patterns of people; for others the relation stays `overlapping`, which is never wrong. */
const statesOfRelation = 2_000;
const relationsKnown = new Map<number, Relation>();

function relationOf(wanted: Machine, other: Machine): Relation {
  if (wanted === other) return 'covered';
  const key = wanted.id * 2 ** 26 + other.id;
  let known = relationsKnown.get(key);
  if (known === undefined) {
    known = relate(wanted, other);
    if (relationsKnown.size > 500_000) relationsKnown.clear();
    relationsKnown.set(key, known);
  }
  return known;
}

function relate(wanted: Machine, other: Machine): Relation {
  if (differ(wanted.head, other.head)) return 'disjoint';
  if (!wanted.samples.every((text) => matches(other, text))) return 'overlapping';
  try {
    return search([wanted], [other], { left: statesOfRelation }) === undefined ? 'covered' : 'overlapping';
  } catch (error) {
    if (error instanceof Undecided) return 'overlapping';
    throw error;
  }
}

function differ(left: string, right: string): boolean {
  const shared = Math.min(left.length, right.length);
  return left.slice(0, shared) !== right.slice(0, shared);
}

/** What a search gave, and how many states it took: a remembered answer costs as much, so that memory changes no answer. */
interface Remembered {
  readonly text: string | undefined;
  readonly cost: number;
}

const answers = new Map<string, Remembered>();

function remembered(
  wanted: readonly Machine[],
  unwanted: readonly Machine[],
  budget: Budget,
): string | undefined {
  const key = `${idsOf(wanted)};${idsOf(unwanted)}`;
  let known = answers.get(key);
  if (known === undefined) {
    const left = budget.left;
    const text = search(wanted, unwanted, budget);
    known = { text, cost: left - budget.left };
    if (answers.size > 100_000) answers.clear();
    answers.set(key, known);
    return text;
  }
  budget.left -= known.cost;
  if (budget.left < 0) throw new Undecided(contrived);
  return known.text;
}

const contrived = 'the patterns are too contrived: they exceed the budget of states';

function idsOf(machines: readonly Machine[]): string {
  return machines.map((machine) => machine.id).join();
}

/** True when the text is matched by all wanted machines and no unwanted one. */
export function fits(text: string, wanted: readonly Machine[], unwanted: readonly Machine[]): boolean {
  return (
    wanted.every((machine) => matches(machine, text)) && !unwanted.some((machine) => matches(machine, text))
  );
}

/** The longest wanted pattern with something for each wildcard answers most questions at once. */
function guessed(wanted: readonly Machine[], unwanted: readonly Machine[]): string | undefined {
  const longest = wanted.reduce<Machine | undefined>(
    (best, one) => (best === undefined || one.pattern.length > best.pattern.length ? one : best),
    undefined,
  );
  if (longest === undefined) return fits(freshLetter, wanted, unwanted) ? freshLetter : undefined;
  return longest.samples.find((text) => fits(text, wanted, unwanted));
}

interface Node {
  readonly wanted: readonly State[];
  readonly unwanted: readonly State[];
  readonly letter: number;
  readonly before: Node | undefined;
}

/** Breadth first, so that the text is a shortest one. */
function search(
  wanted: readonly Machine[],
  unwanted: readonly Machine[],
  budget: Budget,
): string | undefined {
  const first: Node = {
    wanted: wanted.map((machine) => machine.start),
    unwanted: unwanted.map((machine) => machine.start),
    letter: -1,
    before: undefined,
  };
  if (first.unwanted.includes(always)) return undefined;
  const seen = new Set<string>();
  const queue: Node[] = [first];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at];
    if (node === undefined) break;
    if (isEnd(node, wanted, unwanted)) return textOf(node);
    for (const letter of lettersOf(node, wanted)) {
      const next = stepped(node, letter, wanted, unwanted);
      if (next === undefined) continue;
      const key = `${next.wanted.join()};${next.unwanted.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (--budget.left < 0) throw new Undecided(contrived);
      queue.push(next);
    }
  }
  return undefined;
}

function stepped(
  node: Node,
  letter: number,
  wanted: readonly Machine[],
  unwanted: readonly Machine[],
): Node | undefined {
  const states: State[] = [];
  for (let at = 0; at < wanted.length; at++) {
    const state = wanted[at]?.step(node.wanted[at] ?? dead, letter) ?? dead;
    if (state === dead) return undefined;
    states.push(state);
  }
  const others: State[] = [];
  for (let at = 0; at < unwanted.length; at++) {
    const state = unwanted[at]?.step(node.unwanted[at] ?? dead, letter) ?? dead;
    if (state === always) return undefined;
    others.push(state);
  }
  return { wanted: states, unwanted: others, letter, before: node };
}

function isEnd(node: Node, wanted: readonly Machine[], unwanted: readonly Machine[]): boolean {
  return (
    wanted.every((machine, at) => machine.accepts(node.wanted[at] ?? dead)) &&
    !unwanted.some((machine, at) => {
      const state = node.unwanted[at] ?? dead;
      return state !== dead && machine.accepts(state);
    })
  );
}

function lettersOf(node: Node, wanted: readonly Machine[]): ReadonlySet<number> {
  // First, since of texts of one length the one that is free where it can be reads best.
  const letters = new Set<number>().add(fresh);
  for (let at = 0; at < wanted.length; at++) {
    const machine = wanted[at];
    for (const letter of machine?.expected(node.wanted[at] ?? dead) ?? []) {
      letters.add(letter);
      if (machine?.form === 'folded' && letter >= 0x61 && letter <= 0x7a) letters.add(letter - 0x20);
    }
  }
  // Only where wildcards are bounded by them does it matter whether a letter is a colon or a slash.
  return wanted.some((machine) => machine.form === 'segment' || machine.form === 'template')
    ? letters.add(colon).add(slash)
    : letters;
}

function textOf(end: Node): string {
  const letters: number[] = [];
  for (let node: Node | undefined = end; node?.before !== undefined; node = node.before)
    letters.push(node.letter);
  return String.fromCharCode(...letters.reverse());
}
