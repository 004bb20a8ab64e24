/**
 * A policy that lets its holder rewrite the policy itself, or give themselves another: with that they have any right.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html
 */

import { isHole, type Text } from '../../base/value.ts';
import { no, type Verdict, yes } from '../../base/verdict.ts';
import { actionsMeet, resourcesMeet } from '../../iam/clauses.ts';
import type { Statement } from '../../iam/types.ts';
import type { HeldBy, StatementSubject } from '../../subject/types.ts';
import { holderAllows } from '../exact/holders.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate, type RuleContext } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { text } from '../shape/scalar.ts';

const onItself = predicate({
  name: 'grants-on-itself',
  subjects: ['statement'],
  facts: ['policy', ...factsOfWitness],
  summary:
    'the statement allows one of the actions on the managed policy that its document is of, after all denials of the document',
  argument: oneOrMore(text('an action of IAM')),
  inFrame: (actions, context) => (subject) =>
    includesSome(subject, actions) ? (one) => grantedOnItself(one, actions, context) : no,
  bind: (actions, context) => (subject) => grantedOnItself(subject, actions, context),
});

const onHolder = predicate({
  name: 'grants-on-holder',
  subjects: ['statement'],
  facts: ['holder', ...factsOfWitness],
  summary:
    'the statement allows one of the actions on a role, user or group that the plan gives its document, after all denials that it has',
  argument: oneOrMore(text('an action of IAM')),
  inFrame: (actions, context) => (subject) =>
    includesSome(subject, actions) ? (one) => grantedOnHolder(one, actions, context) : no,
  bind: (actions, context) => (subject) => grantedOnHolder(subject, actions, context),
});

/** The predicates of this family. */
export const ownPolicyPredicates: readonly Predicate[] = [onItself, onHolder];

function includesSome({ statement }: StatementSubject, actions: readonly string[]): boolean {
  return statement.effect !== 'Deny' && actions.some((one) => actionsMeet(statement, one).answer !== 'no');
}

function grantedOnItself(
  subject: StatementSubject,
  actions: readonly string[],
  { catalogue }: RuleContext,
): Verdict {
  const { document, statement } = subject;
  const met = (document.arns?.() ?? []).filter((arn) => resourcesMeet(statement, arn).answer !== 'no');
  if (met.length === 0 || !includesSome(subject, actions)) return no;
  const told = holderAllows(subject, { actions, resources: met }, catalogue);
  if (told.answer !== 'yes') return told;
  const names = new Set(met.map((arn) => arn.split('/').at(-1) ?? arn));
  return yes(evidenceWith(statement.pointer, told.found[0].request, { policy: [...names] }));
}

function grantedOnHolder(
  subject: StatementSubject,
  actions: readonly string[],
  { catalogue }: RuleContext,
): Verdict {
  if (!includesSome(subject, actions)) return no;
  const holders = subject.document.holders?.() ?? [];
  const resources = holders.flatMap((one) => namedIn(subject.statement, one));
  if (resources.length === 0) return no;
  const told = holderAllows(subject, { actions, resources }, catalogue);
  if (told.answer !== 'yes') return told;
  const [{ request }] = told.found;
  const [, name = request.resource] = request.resource.split(/:(?=(?:role|user|group)\/)/);
  const holder = /‹(.+)\.arn›/.exec(name)?.[1] ?? name;
  return yes(evidenceWith(subject.statement.pointer, request, { holder: [holder] }));
}

/** What of the holder the statement is about: its ARN, or the reference that stands for it. */
function namedIn(statement: Statement, { address, arns }: HeldBy): readonly Text[] {
  const isItself = (value: Text) => isHole(value) && value.reference === `${address}.arn`;
  const referred = statement.resource?.negated === false ? statement.resource.values.filter(isItself) : [];
  return [...referred, ...arns.filter((arn) => resourcesMeet(statement, arn).answer !== 'no')];
}
