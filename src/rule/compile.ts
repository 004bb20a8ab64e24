/**
 * A rule as a function: the condition tree of `report-when` becomes closures once, and answers for many subjects.
 * `all`, `any` and `not` join by Kleene's strong tables. A no ends `all` at once, so nothing is allocated for the
 * usual case, a subject that complies.
 */
import { any, no, not, unknown, type Verdict, yes } from '../base/verdict.ts';
import type { Subject } from '../subject/types.ts';
import type { Predicate, RuleContext, Test } from './predicate.ts';
import { clauses, predicates } from './registry.ts';
import type { Clause, Rule } from './types.ts';

/** A rule that is ready to be asked. */
export interface CompiledRule {
  readonly rule: Rule;
  /** The answer of `report-when` for a subject that the rule applies to. */
  readonly test: Test;
  /** The same as far as a statement's frame tells: no where `test` is no for every statement of that frame. */
  readonly mayHold: Test;
}

/**
 * Compiles a checked rule when it is first asked: most plans have something for a few rules only. The first question
 * throws for a predicate or argument that the loader would have refused.
 */
export function compileRule(rule: Rule, context: RuleContext): CompiledRule {
  return {
    rule,
    test: onFirstUse(() => compileClause(rule.reportWhen, context)),
    mayHold: onFirstUse(() => compileTree(rule.reportWhen, (question) => inFrame(question, context))),
  };
}

function onFirstUse(make: () => Test): Test {
  let test: Test | undefined;
  return (subject) => {
    test ??= make();
    return test(subject);
  };
}

/** Compiles one condition tree. */
export function compileClause(clause: Clause, context: RuleContext): Test {
  return compileTree(clause, (question) =>
    shared(question, context, () => bound(question, context, predicateOf(question).bind)),
  );
}

type Question = Extract<Clause, { readonly predicate: string }>;

function compileTree(clause: Clause, leaf: (question: Question) => Test): Test {
  const inner = (one: Clause): Test => compileTree(one, leaf);
  if ('all' in clause) return allOf(clause.all.map(inner));
  if ('any' in clause) return anyOf(clause.any.map(inner));
  if ('not' in clause) {
    const test = inner(clause.not);
    return (subject) => not(test(subject));
  }
  return leaf(clause);
}

/** What stands outside the frame is unknown, and so is every answer that hangs on it. */
function inFrame(question: Question, context: RuleContext): Test {
  const { bindInFrame } = predicateOf(question);
  return bindInFrame === undefined ? () => undecided : bound(question, context, bindInFrame);
}

const undecided = unknown();

function predicateOf({ predicate: name }: Question): Predicate {
  const predicate = predicates.get(name);
  if (!predicate) throw new Error(`no predicate is named ${name}`);
  return predicate;
}

function bound({ argument }: Question, context: RuleContext, bind: Predicate['bind']): Test {
  return bind(argument, clauses, { ...context, compile: (inner) => compileClause(inner, context) });
}

const questions = new WeakMap<RuleContext, Map<string, Test>>();

/**
 * Rules ask the same questions of the same subject one after the other (does it allow? every resource?), so equal
 * questions are one test that remembers its last answer.
 */
function shared(question: Question, context: RuleContext, bind: () => Test): Test {
  const known = questions.get(context) ?? new Map<string, Test>();
  questions.set(context, known);
  const text = JSON.stringify(question);
  const test = known.get(text) ?? remembering(bind());
  known.set(text, test);
  return test;
}

function remembering(test: Test): Test {
  let last: Subject | undefined;
  let verdict: Verdict = no;
  return (subject) => {
    if (subject !== last) {
      verdict = test(subject);
      last = subject;
    }
    return verdict;
  };
}

const held = yes();

function allOf(tests: readonly Test[]): Test {
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

function anyOf(tests: readonly Test[]): Test {
  return (subject) => {
    const others: Verdict[] = [];
    for (const test of tests) {
      const verdict = test(subject);
      if (verdict.answer !== 'no') others.push(verdict);
    }
    return others.length === 0 ? no : any(others);
  };
}
