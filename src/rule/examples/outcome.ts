/**
 * What a rule says about an example: the verdict and the places, reduced to what an expectation can be compared with.
 */
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { CompiledRule } from '../compile.ts';
import { judgeDeletion, judgeDocument, judgePasswordPolicy, judgePlan, judgeResource } from '../judge.ts';
import { judgePrincipal } from '../judge-principal.ts';
import type { Judgement } from '../judgement.ts';
import type { Example } from '../types.ts';
import type { GivenSubject } from './given.ts';

/** The outcome of one rule on one example. */
export interface Outcome {
  readonly verdict: 'violates' | 'complies' | 'undetermined';
  /** Places of the violations, or of what could not be told, sorted. */
  readonly pointers: readonly string[];
}

/** Judges the subjects by the rules. A document that does not apply to any of them gives nothing. */
export function judgeSubject(rules: readonly CompiledRule[], subject: GivenSubject): readonly Judgement[] {
  switch (subject.subject) {
    case 'document':
      return subject.content ? judgeDocument(rules, subject, parsePolicy(subject.content)) : [];
    case 'principal':
      return judgePrincipal(rules, subject);
    case 'resource':
      return judgeResource(rules, subject);
    case 'deletion':
      return judgeDeletion(rules, subject);
    case 'password-policy':
      return judgePasswordPolicy(rules, subject);
    case 'plan':
      return judgePlan(rules, subject);
  }
}

/** The outcome of one rule over subjects: a violation anywhere, else a doubt anywhere, else it complies. */
export function outcomeOf(rule: CompiledRule, subjects: readonly GivenSubject[]): Outcome {
  const judgements = subjects.flatMap((subject) => judgeSubject([rule], subject));
  const violations = judgements.filter((one) => one.verdict.answer === 'yes');
  if (violations.length > 0) return { verdict: 'violates', pointers: placesOf(violations) };
  return { verdict: judgements.length > 0 ? 'undetermined' : 'complies', pointers: placesOf(judgements) };
}

/** True when the outcome is what the example expects. */
export function meets(outcome: Outcome, { expect }: Example): boolean {
  if (expect.verdict !== outcome.verdict) return false;
  return expect.verdict !== 'violates' || outcome.pointers.includes(expect.pointer);
}

function placesOf(judgements: readonly Judgement[]): readonly string[] {
  return judgements.map((one) => one.pointer).sort();
}
