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
 * The rules that can hold of the statement, in the order given, what its frame decides filled in. Those that no statement
 * of the frame can fulfil are left out.
 */
export function rulesInFrame(
  rules: readonly CompiledRule[],
  subject: StatementSubject,
): readonly CompiledRule[] {
  let frames = known.get(rules);
  if (frames === undefined) {
    frames = { root: {}, nodes: 0 };
    known.set(rules, frames);
  }
  const frame = frameOf(subject.statement, frames);
  if (frame === undefined) return rules;
  frame.rules ??= rules.flatMap((rule) => {
    const test = rule.testInFrame(subject);
    return test === undefined ? [] : [{ ...rule, test }];
  });
  return frame.rules;
}

/**
 * The frame's node: place, effect, which elements name actions, resources and principals, the actions, the conditions.
 * Lists go with their length, so that no value can pass for something else. Undefined where a part of it is known only
 * after apply, or where there are too many frames.
 */
function frameOf(statement: Statement, frames: Frames): Node | undefined {
  const { pointer, effect, action, resource, principal, conditions, moreConditions } = statement;
  if (typeof effect !== 'string' || moreConditions !== undefined) return undefined;
  let node = below(frames.root, pointer, frames);
  node = below(node, effect, frames);
  node = below(node, resource?.element ?? '', frames);
  node = below(node, principal?.element ?? '', frames);
  node = below(node, action.element, frames);
  node = belowValues(node, action, frames);
  for (const condition of conditions) {
    node = below(node, condition.operator, frames);
    node = below(node, condition.key, frames);
    node = belowValues(node, condition, frames);
  }
  return node;
}

interface Values {
  readonly values: readonly Text[];
  readonly listed: boolean;
  readonly more?: Hole;
}

function belowValues(from: Node | undefined, { values, listed, more }: Values, frames: Frames) {
  if (more !== undefined) return undefined;
  let node = below(from, listed ? String(values.length) : 'one', frames);
  for (const value of values) node = below(node, value, frames);
  return node;
}

function below(node: Node | undefined, word: Text, frames: Frames): Node | undefined {
  if (node === undefined || typeof word !== 'string') return undefined;
  node.next ??= new Map();
  let next = node.next.get(word);
  if (next === undefined) {
    if (frames.nodes >= limit) return undefined;
    frames.nodes++;
    next = {};
    node.next.set(word, next);
  }
  return next;
}
