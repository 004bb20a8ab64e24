/**
 * The condition tree of `report-when` becomes closures once. `all`, `any` and `not` join by Kleene's strong tables. A no
 * ends `all` at once, so nothing is allocated for the usual case, a subject that complies.
 */
import { any, no, not, unknown, type Verdict, yes } from '../base/verdict.ts';
import type { Subject } from '../subject/types.ts';
import type { Binding, Predicate, RuleContext, Test } from './predicate.ts';
import { clauses, predicates } from './registry.ts';
import type { Clause } from './types.ts';

/** Compiles one condition tree. */
export function compileClause(clause: Clause, context: RuleContext): Test {
  const inner = (one: Clause): Test => compileClause(one, context);
  if ('all' in clause) return allOf(clause.all.map(inner));
  if ('any' in clause) return anyOf(clause.any.map(inner));
  if ('not' in clause) return notOf(inner(clause.not));
  return shared(clause, context);
}

/** A leaf of the tree. */
export type Question = Extract<Clause, { readonly predicate: string }>;

/** The predicate that a question names. Throws where there is none: the loader would have refused it. */
export function predicateOf({ predicate: name }: Question): Predicate {
  const predicate = predicates.get(name);
  if (!predicate) throw new Error(`no predicate is named ${name}`);
  return predicate;
}

/** What predicates are bound to. */
export function bindingOf(context: RuleContext): Binding {
  return { ...context, compile: (inner) => compileClause(inner, context) };
}

const known = new WeakMap<RuleContext, Map<string, Test>>();

/**
 * Rules ask the same questions of the same subject one after the other (does it allow? every resource?), so equal
 * questions are one test that remembers its last answer.
 */
export function shared(question: Question, context: RuleContext): Test {
  const tests = known.get(context) ?? new Map<string, Test>();
  known.set(context, tests);
  const text = JSON.stringify(question);
  const test =
    tests.get(text) ??
    remembering(predicateOf(question).bind(question.argument, clauses, bindingOf(context)));
  tests.set(text, test);
  return test;
}

/** The same question, which remembers its last subject and answer. */
export function remembering<Answer>(ask: (subject: Subject) => Answer): (subject: Subject) => Answer {
  let last: Subject | undefined;
  let answer: Answer;
  return (subject) => {
    if (subject !== last) {
      answer = ask(subject);
      last = subject;
    }
    return answer;
  };
}

const held = yes();

/** Holds where all hold. */
export function allOf(tests: readonly Test[]): Test {
  return (subject) => {
    let joined: Verdict = held;
    for (const test of tests) {
      const verdict = test(subject);
      if (verdict.answer === 'no') return no;
      joined = joined === held ? verdict : both(joined, verdict);
    }
    return joined;
  };
}

function both(left: Verdict, right: Verdict): Verdict {
  if (left.answer === 'no' || right.answer === 'no') return no;
  if (left.answer === 'unknown')
    return right.answer === 'unknown' ? unknown(...left.doubts, ...right.doubts) : left;
  if (right.answer === 'unknown') return right;
  return right.evidence.length === 0 ? left : yes(...left.evidence, ...right.evidence);
}

/** Holds where the other does not. */
export function notOf(test: Test): Test {
  return (subject) => not(test(subject));
}

/** Holds where some hold. */
export function anyOf(tests: readonly Test[]): Test {
  return (subject) => {
    const others: Verdict[] = [];
    for (const test of tests) {
      const verdict = test(subject);
      if (verdict.answer !== 'no') others.push(verdict);
    }
    return others.length === 0 ? no : any(others);
  };
}
