/**
 * A rule as functions that answer for many subjects.
 */
import type { Subject } from '../subject/types.ts';
import { compileClause } from './condition.ts';
import { testInFrame } from './condition-in-frame.ts';
import type { RuleContext, Test } from './predicate.ts';
import type { Rule } from './types.ts';

/** A rule that is ready to be asked. */
export interface CompiledRule {
  readonly rule: Rule;
  /** The answer of `report-when` for a subject that the rule applies to. */
  readonly test: Test;
  /** `test` for the statements of a subject's frame, what the frame decides filled in; undefined where all of it is no. */
  readonly testInFrame: (subject: Subject) => Test | undefined;
}

/**
 * Compiles a checked rule when it is first asked: most plans have something for a few rules only. The first question
 * throws for a predicate or argument that the loader would have refused.
 */
export function compileRule(rule: Rule, context: RuleContext): CompiledRule {
  return {
    rule,
    test: onFirstUse(() => compileClause(rule.reportWhen, context)),
    testInFrame: testInFrame(rule.reportWhen, context),
  };
}

function onFirstUse(make: () => Test): Test {
  let test: Test | undefined;
  return (subject) => {
    test ??= make();
    return test(subject);
  };
}
