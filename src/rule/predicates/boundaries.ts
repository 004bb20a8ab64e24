/**
 * Permissions boundaries: whether who may make and change principals must give them one, may take one away, or may rewrite it.
 * Requests carry the boundary that is asked for, or that the principal has, in `iam:PermissionsBoundary`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
import { isHole, type Text } from '../../base/value.ts';
import { all, any, no, not, type Verdict, verdictOf, yes } from '../../base/verdict.ts';
import { actionsCover, actionsMeet, resourcesCover, resourcesMeet } from '../../iam/clauses.ts';
import type { PolicyDocument, Statement } from '../../iam/types.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { hiddenConditions } from '../exact/demands.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { denialsBeside, isDenial, takesAction } from './denied-beside.ts';
import { widestOf } from './fixed-value.ts';
import { conditionsOn, heldFor } from './key-cases.ts';
import { hiddenAction, servicesOf } from './named-actions.ts';

const key = 'iam:PermissionsBoundary';
const actionsOfIam = oneOrMore(text('an action of IAM without wildcards'));

const delegatesUnbounded = predicate({
  name: 'delegates-unbounded',
  subjects: ['statement'],
  facts: ['unbounded'],
  summary:
    'the statement allows one of the actions to requests without a permissions boundary, or with one of the caller’s choice, and no denial of the same document takes those',
  argument: actionsOfIam,
  inFrame: (actions) => whereIncluded(actions, unboundedAmong(actions)),
  bind: unboundedAmong,
});

const removesBoundary = predicate({
  name: 'removes-boundary',
  subjects: ['statement'],
  facts: ['removing'],
  summary:
    'the statement allows one of the actions on principals that have the boundary which its document names, or any where it names none, and no denial of the same document takes those',
  argument: actionsOfIam,
  inFrame: (actions) => whereIncluded(actions, removingAmong(actions)),
  bind: removingAmong,
});

const boundaryPolicy = predicate({
  name: 'boundary-policy',
  subjects: ['statement'],
  facts: ['boundary'],
  summary:
    'the conditions demand a permissions boundary, and the same document allows somebody to rewrite that policy (`editable`), or does not deny it (`unprotected`)',
  argument: oneOf(['editable', 'unprotected']),
  inFrame: (what) => (subject) => (boundariesOf(subject.statement).length === 0 ? no : rewritable(what)),
  bind: rewritable,
});

const boundaryRequired = predicate({
  name: 'boundary-required',
  subjects: ['resource'],
  summary: 'the configuration says that every role and user must have a permissions boundary',
  argument: oneOf(['everywhere']),
  bind:
    (_, { requireBoundary: isRequired = false }) =>
    () =>
      verdictOf(isRequired),
});

/** The predicates of this family. */
export const boundaryPredicates: readonly Predicate[] = [
  delegatesUnbounded,
  removesBoundary,
  boundaryPolicy,
  boundaryRequired,
];

type Ask = (subject: StatementSubject) => Verdict;

/** The usual statement includes none of the actions, and neither does any other of its frame. */
function whereIncluded(actions: readonly string[], ask: Ask): (subject: StatementSubject) => Verdict | Ask {
  return ({ statement }) => {
    const services = servicesOf(statement);
    if (services !== undefined && !services.includes('iam')) return hiddenAction(statement);
    const isIncluded = actions.some((action) => actionsCover(statement, action).answer !== 'no');
    return isIncluded ? ask : no;
  };
}

function unboundedAmong(actions: readonly string[]): Ask {
  return (subject) => openActions(subject, actions, 'unbounded', [undefined, ...freshIn(subject)]);
}

function removingAmong(actions: readonly string[]): Ask {
  return (subject) => {
    const named = boundariesIn(subject);
    return openActions(subject, actions, 'removing', named.length > 0 ? named : freshIn(subject));
  };
}

function rewritable(what: 'editable' | 'unprotected'): Ask {
  const ask = what === 'editable' ? editable : unprotected;
  return (subject) => any(boundariesOf(subject.statement).map((one) => ask(subject, one)));
}

/** Actions that the statement still allows for one of the boundaries that a request may carry. */
function openActions(
  { policy, statement }: StatementSubject,
  actions: readonly string[],
  fact: string,
  boundaries: readonly (string | undefined)[],
): Verdict {
  if (isServiceLinked(statement)) return no;
  const denials = denialsBeside(policy.statements, statement).filter(isAboutBoundaryAlone);
  return any(
    actions.map((action) => {
      const included = actionsCover(statement, action);
      if (included.answer === 'no') return no;
      const reached = reachesPrincipals(statement, action);
      if (reached.answer === 'no') return no;
      const open = boundaries.map((boundary) => isOpen(statement, denials, action, boundary));
      const verdict = all([included, reached, any(open)]);
      if (verdict.answer !== 'yes' || included.answer !== 'yes') return verdict;
      const facts = { [fact]: [action] };
      return yes(...included.evidence.map(({ pointer }) => ({ pointer, facts })));
    }),
  );
}

/** Does the statement reach users or roles, whichever the action is about, in some partition? */
function reachesPrincipals(statement: Statement, action: string): Verdict {
  const kind = action.toLowerCase().includes('user') ? 'user' : 'role';
  const { resource } = statement;
  if (resource?.negated === false && resource.values.some((value) => isOneOf(kind, value)))
    return yes({ pointer: resource.pointer });
  let open: Verdict = no;
  for (const partition of ['aws', 'aws-cn', 'aws-us-gov']) {
    const verdict = resourcesMeet(statement, `arn:${partition}:iam::*:${kind}/*`);
    if (verdict.answer === 'yes') return verdict;
    if (open.answer === 'no') open = verdict;
  }
  return open;
}

/** The ARN of a role or user that the plan creates, known only after apply. */
function isOneOf(kind: string, value: Text): boolean {
  if (!isHole(value)) return false;
  const { type, reference = '' } = value;
  return type === `arn:iam:${kind}` || new RegExp(`(?:^|\\.)aws_iam_${kind}\\.[^.]+\\.arn$`).test(reference);
}

function isOpen(
  statement: Statement,
  denials: readonly Statement[],
  action: string,
  boundary: string | undefined,
): Verdict {
  const taken = denials.map((denial) =>
    all([heldFor(conditionsOn(denial, key), boundary), takesAction(denial, action, statement)]),
  );
  const hidden = hiddenConditions(statement);
  const allowed = heldFor(conditionsOn(statement, key), boundary);
  const verdict = all([...(hidden.answer === 'unknown' ? [hidden] : []), allowed, not(any(taken))]);
  return verdict.answer === 'yes' ? yes() : verdict;
}

/** Any other condition may be one that a request need not meet. */
function isAboutBoundaryAlone({ conditions, moreConditions }: Statement): boolean {
  return !moreConditions && conditions.every((one) => one.key.toLowerCase() === key.toLowerCase());
}

/** Nobody but the service can change a service-linked role. */
function isServiceLinked({ resource }: Statement): boolean {
  if (!resource || resource.negated || resource.more || resource.values.length === 0) return false;
  return resource.values.every((value) => /:role\/aws-service-role\//.test(widestOf(value).pattern));
}

/** Boundaries that no policy names, one an account in question: who may choose one may choose such a one. */
function freshIn(subject: StatementSubject): readonly string[] {
  const accounts = boundariesIn(subject).map((arn) => arn.split(':')[4] ?? '');
  const digits = accounts.map((account) => (/^\d{12}$/.test(account) ? account : '000000000000'));
  return [...new Set(['000000000000', ...digits])].map((one) => `arn:aws:iam::${one}:policy/‹any›`);
}

/** A boundary that a condition names: as a pattern, and as it is written. */
interface Named {
  readonly arn: string;
  readonly shown: string;
  /** Of one that is known only after apply: the same constant wherever it stands. */
  readonly reference?: string;
}

const boundariesKnown = new WeakMap<PolicyDocument, readonly string[]>();

/** The boundaries that conditions anywhere in the document name; each of its statements asks for them. */
function boundariesIn({ policy }: StatementSubject): readonly string[] {
  const known = boundariesKnown.get(policy);
  if (known !== undefined) return known;
  const found = [...new Set(policy.statements.flatMap(boundariesOf).map(({ arn }) => arn))];
  boundariesKnown.set(policy, found);
  return found;
}

function boundariesOf(statement: Statement): readonly Named[] {
  return conditionsOn(statement, key).flatMap(({ values }) => values.flatMap(boundaryArn));
}

function boundaryArn(value: Text): readonly Named[] {
  const { pattern, hidden } = widestOf(value);
  if (hidden !== undefined || (typeof value === 'string' && !value.startsWith('arn:'))) return [];
  const reference = isHole(value) ? value.reference : undefined;
  const shown = typeof value === 'string' ? value : (reference ?? 'of this plan');
  return [{ arn: pattern, shown, ...(reference === undefined ? {} : { reference }) }];
}

/** With one of these a policy can be made to say something else. */
const rewriting = ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'];

function editable({ policy }: StatementSubject, named: Named): Verdict {
  const { arn, shown } = named;
  const facts = { boundary: [shown] };
  return any(
    policy.statements
      .filter((one) => one.effect !== 'Deny')
      .flatMap((one) =>
        rewriting.map((action) => {
          const taken = denialsBeside(policy.statements, one).map((denial) => denies(denial, action, named));
          const allows = not(isDenial(one));
          const verdict = all([allows, actionsMeet(one, action), resourcesMeet(one, arn), not(any(taken))]);
          return verdict.answer === 'yes'
            ? yes(...verdict.evidence.map(({ pointer }) => ({ pointer, facts })))
            : verdict;
        }),
      ),
  );
}

function unprotected({ policy, statement }: StatementSubject, named: Named): Verdict {
  const denials = policy.statements.filter((one) => one.effect !== 'Allow');
  const verdict = any(
    rewriting.map((action) => not(any(denials.map((denial) => denies(denial, action, named))))),
  );
  return verdict.answer === 'yes'
    ? yes({ pointer: statement.pointer, facts: { boundary: [named.shown] } })
    : verdict;
}

function denies(denial: Statement, action: string, { arn, reference }: Named): Verdict {
  if (denial.conditions.length > 0 || denial.moreConditions) return no;
  const { resource } = denial;
  const isNamed =
    resource?.negated === false &&
    resource.values.some((one) => isHole(one) && reference !== undefined && one.reference === reference);
  const reached = isNamed ? yes({ pointer: resource.pointer }) : resourcesCover(denial, arn);
  return all([isDenial(denial), actionsCover(denial, action), reached]);
}
