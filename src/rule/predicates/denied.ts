/**
 * Whether an Allow is taken away by a Deny of the same document: one without conditions that covers its actions, its
 * resources and its principals. A Deny on MFA, Region or address takes nothing away for good.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { all, any, no, unknown, type Verdict, verdictOf } from '../../base/verdict.ts';
import { actionsCover, resourcesCover } from '../../iam/clauses.ts';
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
  return denials.length === 0 ? no : isDenied(subject.statement, action, denials);
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
function isDenied(allowed: Statement, action: string, denials: readonly Statement[]): Verdict {
  const resources = allowed.resource ? patternsOf(allowed.resource) : ['*'];
  return all(
    resources.map((resource) =>
      any(denials.map((denial) => takesAway(denial, allowed.principal, action, resource))),
    ),
  );
}

function takesAway(
  denial: Statement,
  from: PrincipalClause | undefined,
  action: string,
  resource: string,
): Verdict {
  const { effect, moreConditions, pointer } = denial;
  const taken = all([
    actionsCover(denial, action),
    resourcesCover(denial, resource),
    coversPrincipals(denial, from),
  ]);
  const sure = effect === 'Deny' && !moreConditions;
  if (sure || taken.answer === 'no') return taken;
  return unknown({ pointer, reason: 'whether another statement denies it is known only after apply' });
}

function coversPrincipals({ principal }: Statement, from: PrincipalClause | undefined): Verdict {
  if (!principal || !from) return verdictOf(!principal);
  if (principal.negated) return no;
  const denies = (type: unknown, value: unknown) =>
    principal.principals.some(
      (one) => one.type === type && (one.value === value || (type === 'AWS' && one.value === '*')),
    );
  const everyone = principal.principals.some((one) => one.type === 'AWS' && one.value === '*');
  if (from.negated) return verdictOf(everyone);
  return verdictOf(from.principals.every(({ type, value }) => denies(type, value)));
}

/** The widest that a clause can be about; everything for a negated one. */
function patternsOf({ negated, values, more }: Clause): readonly string[] {
  return negated || more ? ['*'] : values.map((value) => patternOf(value).widest);
}
