/**
 * A rule as a function: the condition tree of `report-when` becomes closures once, and answers for many subjects.
 * `all`, `any` and `not` join by Kleene's strong tables. A no ends `all` at once, so nothing is allocated for the
 * usual case, a subject that complies.
 */
import { any, no, not, unknown, type Verdict, yes } from '../base/verdict.ts';
import type { Subject } from '../subject/types.ts';
import type { RuleContext, Test } from './predicate.ts';
import { clauses, predicates } from './registry.ts';
import type { Clause, Rule } from './types.ts';

/** A rule that is ready to be asked. */
export interface CompiledRule {
  readonly rule: Rule;
  /** The answer of `report-when` for a subject that the rule applies to. */
  readonly test: Test;
}

/** Compiles a checked rule. Throws for a predicate or argument that the loader would have refused. */
export function compileRule(rule: Rule, context: RuleContext): CompiledRule {
  return { rule, test: compileClause(rule.reportWhen, context) };
}

/** Compiles one condition tree. */
export function compileClause(clause: Clause, context: RuleContext): Test {
  const compile = (inner: Clause): Test => compileClause(inner, context);
  if ('all' in clause) return allOf(clause.all.map(compile));
  if ('any' in clause) return anyOf(clause.any.map(compile));
  if ('not' in clause) {
    const inner = compile(clause.not);
    return (subject) => not(inner(subject));
  }
  return shared(clause, context, () => {
    const predicate = predicates.get(clause.predicate);
    if (!predicate) throw new Error(`no predicate is named ${clause.predicate}`);
    return predicate.bind(clause.argument, clauses, { ...context, compile });
  });
}

const questions = new WeakMap<RuleContext, Map<string, Test>>();

/**
 * Rules ask the same questions of the same subject one after the other (does it allow? every resource?), so equal
 * questions are one test that remembers its last answer.
 */
function shared(clause: Clause, context: RuleContext, bind: () => Test): Test {
  const known = questions.get(context) ?? new Map<string, Test>();
  questions.set(context, known);
  const question = JSON.stringify(clause);
  const test = known.get(question) ?? remembering(bind());
  known.set(question, test);
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
