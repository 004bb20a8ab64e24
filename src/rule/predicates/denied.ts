/**
 * Whether an Allow is taken away by a Deny of the same document: one without conditions that covers its actions, its
 * resources and its principals. A Deny on MFA, Region or address takes nothing away for good.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Text } from '../../base/value.ts';
import { all, any, no, unknown, type Verdict, verdictOf } from '../../base/verdict.ts';
import { actionsCover, actionsMeet, resourcesCover, resourcesMeet } from '../../iam/clauses.ts';
import { patternOf } from '../../iam/pattern.ts';
import type { Clause, PolicyDocument, PrincipalClause, Statement } from '../../iam/types.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';

const denied = predicate({
  name: 'denied',
  subjects: ['statement'],
  summary: 'denials without conditions in the same document take away all that the statement allows',
  argument: oneOf(['wholly']),
  bind: () => (subject) => {
    const denials = denialsOf(subject);
    if (denials.length === 0) return no;
    return all(
      patternsOf(subject.statement.action).map((action) => isDenied(subject.statement, action, denials)),
    );
  },
});

/** The predicates of this family. */
export const deniedPredicates: readonly Predicate[] = [denied];

/** True where the action, which the statement allows, is denied on all of the statement's resources. */
export function actionIsDenied(subject: StatementSubject, action: string): Verdict {
  const denials = denialsOf(subject);
  return denials.length === 0
    ? no
    : isDenied(subject.statement, { widest: action, isHidden: false }, denials);
}

/** Of each document, looked for once: a document may have thousands of statements. */
const denials = new WeakMap<PolicyDocument, readonly Statement[]>();

function denialsOf({ policy, statement }: StatementSubject): readonly Statement[] {
  const known =
    denials.get(policy) ??
    policy.statements.filter((one) => one.effect !== 'Allow' && one.conditions.length === 0);
  denials.set(policy, known);
  return known.includes(statement) ? known.filter((one) => one !== statement) : known;
}

/** Each resource may be denied by another statement. */
function isDenied(allowed: Statement, action: Part, denials: readonly Statement[]): Verdict {
  const resources = allowed.resource ? patternsOf(allowed.resource) : [everything];
  return all(
    resources.map((resource) =>
      any(denials.map((denial) => takesAway(denial, allowed.principal, action, resource))),
    ),
  );
}

function takesAway(
  denial: Statement,
  from: PrincipalClause | undefined,
  action: Part,
  resource: Part,
): Verdict {
  const { effect, moreConditions, pointer } = denial;
  const taken = all([
    coversPart(denial, action, actionsCover, actionsMeet),
    coversPart(denial, resource, resourcesCover, resourcesMeet),
    coversPrincipals(denial, from),
  ]);
  const sure = effect === 'Deny' && !moreConditions;
  if (sure || taken.answer === 'no') return taken;
  return unknown({ pointer, reason: 'whether another statement denies it is known only after apply' });
}

/** Everyone whom the other statement lets in must be among those that this one denies. */
function coversPrincipals({ principal }: Statement, from: PrincipalClause | undefined): Verdict {
  if (!principal || !from) return verdictOf(!principal);
  if (principal.negated) return no;
  const doubt = unknown({ pointer: principal.pointer, reason: 'who is denied is known only after apply' });
  const isUnsure = principal.more !== undefined || principal.principals.some((one) => isUnknown(one.value));
  if (from.negated) {
    const everyone = principal.principals.some((one) => one.type === 'AWS' && one.value === '*');
    return everyone || !isUnsure ? verdictOf(everyone) : doubt;
  }
  const verdicts = from.principals.map(({ type, value }) => {
    const isDenied = principal.principals.some(
      (one) => one.type === type && (one.value === '*' ? type === 'AWS' : one.value === value),
    );
    return isDenied || !(isUnsure || isUnknown(value)) ? verdictOf(isDenied) : doubt;
  });
  return all(from.more ? [...verdicts, doubt] : verdicts);
}

function isUnknown(value: Text): boolean {
  return typeof value !== 'string';
}

/** Part of what a statement allows: an action or a resource. */
interface Part {
  /** The widest pattern that it can be. */
  readonly widest: string;
  /** True where it is known only after apply, so that it may be narrower. */
  readonly isHidden: boolean;
}

const everything: Part = { widest: '*', isHidden: false };

type Compare = (statement: Statement, pattern: string) => Verdict;

/** What is hidden may turn out to be among what is denied, where the two have anything in common. */
function coversPart(denial: Statement, { widest, isHidden }: Part, cover: Compare, meet: Compare): Verdict {
  const covered = cover(denial, widest);
  if (covered.answer !== 'no' || !isHidden || meet(denial, widest).answer === 'no') return covered;
  return unknown({ pointer: denial.pointer, reason: 'whether it denies the same is known only after apply' });
}

/** The parts of a clause; a negated one is taken for everything. */
function patternsOf({ negated, values, more }: Clause): readonly Part[] {
  const unseen = { widest: '*', isHidden: true };
  if (negated) return [more || values.some(isUnknown) ? unseen : everything];
  const parts = values.map((value) => ({ widest: patternOf(value).widest, isHidden: isUnknown(value) }));
  return more ? [...parts, unseen] : parts;
}
