/**
 * Statements that are alike in all but their resources and principals share a frame. Plans repeat themselves: of 100,000
 * policies most differ in names only, so what the frame decides is decided once for all of them.
 */
import type { Hole, Text } from '../base/value.ts';
import type { Statement } from '../iam/types.ts';
import type { StatementSubject } from '../subject/types.ts';
import type { CompiledRule } from './compile.ts';

/** How many nodes the frames of one set of rules may take; statements with frames beyond them are asked in full. */
const limit = 50_000;

/** Frames as a tree: a step for each word of the frame, the rules at its end. */
interface Node {
  next?: Map<string, Node>;
  rules?: readonly CompiledRule[];
}

interface Frames {
  readonly root: Node;
  nodes: number;
}

const known = new WeakMap<readonly CompiledRule[], Frames>();

/**
 * The rules that can hold of the statement: those whose `mayHold` is no are left out, in the order given. By Kleene's law
 * nothing that stands outside the frame can change that no.
 */
export function rulesInFrame(
  rules: readonly CompiledRule[],
  subject: StatementSubject,
): readonly CompiledRule[] {
  const words = wordsOf(subject.statement);
  if (words === undefined) return rules;
  let frames = known.get(rules);
  if (frames === undefined) {
    frames = { root: {}, nodes: 0 };
    known.set(rules, frames);
  }
  const frame = nodeOf(words, frames);
  if (frame === undefined) return rules;
  frame.rules ??= rules.filter((rule) => rule.mayHold(subject).answer !== 'no');
  return frame.rules;
}

function nodeOf(words: readonly string[], frames: Frames): Node | undefined {
  let node = frames.root;
  for (const word of words) {
    node.next ??= new Map();
    let next = node.next.get(word);
    if (next === undefined) {
      if (frames.nodes++ >= limit) return undefined;
      next = {};
      node.next.set(word, next);
    }
    node = next;
  }
  return node;
}

/**
 * The frame as words: place, effect, which elements name actions, resources and principals, the actions, the conditions.
 * Lists go with their length, so that no value can pass for something else. Undefined where a part of it is known only
 * after apply.
 */
function wordsOf(statement: Statement): readonly string[] | undefined {
  const { pointer, effect, action, resource, principal, conditions, moreConditions } = statement;
  if (typeof effect !== 'string' || moreConditions !== undefined) return undefined;
  const words: string[] = [
    pointer,
    effect,
    resource?.element ?? '',
    principal?.element ?? '',
    action.element,
  ];
  if (!addValues(words, action)) return undefined;
  for (const condition of conditions) {
    if (typeof condition.operator !== 'string') return undefined;
    words.push(condition.operator, condition.key);
    if (!addValues(words, condition)) return undefined;
  }
  return words;
}

interface Values {
  readonly values: readonly Text[];
  readonly listed: boolean;
  readonly more?: Hole;
}

function addValues(words: string[], { values, listed, more }: Values): boolean {
  if (more !== undefined) return false;
  words.push(listed ? String(values.length) : 'one');
  for (const value of values) {
    if (typeof value !== 'string') return false;
    words.push(value);
  }
  return true;
}
