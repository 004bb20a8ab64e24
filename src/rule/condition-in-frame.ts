/**
 * A condition tree for the statements of one frame (`frame.ts`): what the frame decides is filled in, and only what is
 * left is asked of each statement. What stands outside the frame is unknown; by Kleene's law nothing that it may be changes
 * a yes or a no.
 */
import { all, any, no, not, unknown, type Verdict } from '../base/verdict.ts';
import type { Subject } from '../subject/types.ts';
import {
  allOf,
  anyOf,
  bindingOf,
  notOf,
  predicateOf,
  type Question,
  remembering,
  shared,
} from './condition.ts';
import type { RuleContext, Test } from './predicate.ts';
import { clauses } from './registry.ts';
import type { Clause } from './types.ts';

/** What a frame tells of a condition, and the test that is left for each statement. */
interface Part {
  readonly verdict: Verdict;
  readonly test: Test;
}

/** Asked about one statement for all of its frame. */
type Ask = (subject: Subject) => Part;

const undecided = unknown();
const impossible: Part = { verdict: no, test: () => no };

/** Gives the test for the statements of a subject's frame; undefined where it is no for all of them. */
export function testInFrame(clause: Clause, context: RuleContext): (subject: Subject) => Test | undefined {
  let ask: Ask | undefined;
  return (subject) => {
    ask ??= askOf(clause, context);
    const { verdict, test } = ask(subject);
    return verdict.answer === 'no' ? undefined : test;
  };
}

function askOf(clause: Clause, context: RuleContext): Ask {
  const inner = (one: Clause): Ask => askOf(one, context);
  if ('all' in clause) return allInFrame(clause.all.map(inner));
  if ('any' in clause) return anyInFrame(clause.any.map(inner));
  if ('not' in clause) {
    const ask = inner(clause.not);
    return (subject) => {
      const { verdict, test } = ask(subject);
      return { verdict: not(verdict), test: notOf(test) };
    };
  }
  return sharedInFrame(clause, context);
}

function allInFrame(asks: readonly Ask[]): Ask {
  return (subject) => {
    const parts: Part[] = [];
    for (const ask of asks) {
      const part = ask(subject);
      if (part.verdict.answer === 'no') return impossible;
      parts.push(part);
    }
    return { verdict: all(parts.map((one) => one.verdict)), test: allOf(parts.map((one) => one.test)) };
  };
}

function anyInFrame(asks: readonly Ask[]): Ask {
  return (subject) => {
    const parts = asks.map((ask) => ask(subject)).filter(({ verdict }) => verdict.answer !== 'no');
    return { verdict: any(parts.map((one) => one.verdict)), test: anyOf(parts.map((one) => one.test)) };
  };
}

const known = new WeakMap<RuleContext, Map<string, Ask>>();

/** Rules ask the same questions about the same frame one after the other: equal ones are asked once. */
function sharedInFrame(question: Question, context: RuleContext): Ask {
  const asks = known.get(context) ?? new Map<string, Ask>();
  known.set(context, asks);
  const text = JSON.stringify(question);
  const ask = asks.get(text) ?? askInFrame(question, context);
  asks.set(text, ask);
  return ask;
}

function askInFrame(question: Question, context: RuleContext): Ask {
  const { bindInFrame } = predicateOf(question);
  if (bindInFrame === undefined) {
    const part: Part = { verdict: undecided, test: shared(question, context) };
    return () => part;
  }
  const ask = bindInFrame(question.argument, clauses, bindingOf(context));
  return remembering((subject) => {
    const told = ask(subject);
    return typeof told === 'function'
      ? { verdict: undecided, test: remembering(told) }
      : { verdict: told, test: () => told };
  });
}
