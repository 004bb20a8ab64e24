/**
 * What can never match: a condition on a key that no request of the action carries, and an account in an ARN that is
 * no account.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import type { Pointer } from '../../base/pointer.ts';
import type { Text } from '../../base/value.ts';
import { any, type Evidence, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { pointerOfValue } from '../../iam/clauses.ts';
import type { Clause, Condition, Statement } from '../../iam/types.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { demandsKey } from '../exact/demands.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { widestOf } from './fixed-value.ts';
import { hiddenAction } from './named-actions.ts';

const keyUnsupported = predicate({
  name: 'key-unsupported',
  subjects: ['statement'],
  facts: ['key', 'unsupported'],
  summary:
    'the conditions demand one of the keys, and requests of some action that is listed by name never carry it; name only keys of whose actions AWS’s reference is complete',
  argument: oneOrMore(text('a condition key')),
  inFrame: 'whole',
  bind:
    (keys, { catalogue }) =>
    (subject) => {
      const { conditions, moreConditions, action } = subject.statement;
      if ((conditions.length === 0 && !moreConditions) || action.negated) return no;
      return any(keys.map((key) => neverCarried(subject, key, catalogue)));
    },
});

/** Is the key demanded, and does some action never carry it? Both must hold. */
function neverCarried({ policy, statement }: StatementSubject, key: string, catalogue: Catalogue): Verdict {
  const isNamed = statement.conditions.some((one) => one.key.toLowerCase() === key.toLowerCase());
  if (!isNamed && !statement.moreConditions) return no;
  const lacking = withoutKey(statement, key, catalogue);
  const carried = lacking.length > 0 ? yes(...lacking) : hiddenAction(statement);
  if (carried.answer === 'no') return no;
  const demanded = demandsKey({ policy, statement }, [key], 'any', catalogue);
  if (demanded.answer === 'no' && !statement.moreConditions) return no;
  if (demanded.answer === 'yes') return carried;
  if (demanded.answer === 'unknown') return demanded;
  const reference = statement.moreConditions?.reference;
  const reason = 'the conditions are known only after apply';
  const pointer = `${statement.pointer}/Condition`;
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

function withoutKey({ action }: Statement, key: string, catalogue: Catalogue): readonly Evidence[] {
  return action.values.flatMap((value, index) => {
    const known = typeof value === 'string' ? catalogue.action(value) : undefined;
    if (!known || known.conditionKeys.some((one) => one.toLowerCase() === key.toLowerCase())) return [];
    return [{ pointer: pointerOfValue(action, index), facts: { key: [key], unsupported: [known.name] } }];
  });
}

const accountMalformed = predicate({
  name: 'account-malformed',
  subjects: ['statement'],
  facts: ['arn'],
  summary:
    'an ARN among the resources or the values of conditions has no account number where one must stand',
  argument: oneOf(['some-arn']),
  bind:
    () =>
    ({ statement }) => {
      const { resource, conditions } = statement;
      const found: Evidence[] = [];
      resource?.values.forEach((value, index) => {
        if (isMalformed(value)) found.push(malformed(value, pointerOfValue(resource, index)));
      });
      for (const { values, pointer } of conditions)
        for (const value of values) if (isMalformed(value)) found.push(malformed(value, pointer));
      return found.length > 0 ? yes(...found) : hiddenArn(statement);
    },
});

function malformed(arn: string, pointer: Pointer): Evidence {
  return { pointer, facts: { arn: [arn] } };
}

/** An ARN, or its account, that is known only after apply may be malformed; one of an AWS resource is not. */
function hiddenArn({ resource, conditions }: Statement): Verdict {
  let found = resource && hiddenIn(resource);
  for (const condition of conditions) found ??= hiddenIn(condition);
  return found ?? no;
}

function hiddenIn({ values, more, pointer }: Clause | Condition): Verdict | undefined {
  const unsure = values.find((value) => typeof value !== 'string' && widestOf(value).hidden);
  const hidden = more ?? (unsure === undefined ? undefined : widestOf(unsure).hidden);
  if (!hidden) return undefined;
  const { reference } = hidden;
  const reason = 'an ARN is known only after apply';
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

/** Words that AWS itself puts in an account's place: what it owns, and what it offers from others. */
const ownersInWords = [
  'aws',
  'aws-managed',
  'aws-marketplace',
  'amazon',
  'cloudfront',
  'partner',
  'third-party',
];

function isMalformed(arn: Text): arn is string {
  if (typeof arn !== 'string' || !arn.startsWith('arn:')) return false;
  // A variable's own name holds a colon.
  const account = accountIn(arn.includes('$') ? arn.replace(/\$\{[^}]*\}/g, '*') : arn);
  if (account === undefined || account === '' || /[*?]/.test(account)) return false;
  return !/^\d{12}$/.test(account) && !ownersInWords.includes(account);
}

/** What stands between the fourth and the fifth colon; undefined for fewer parts than an ARN has. */
function accountIn(arn: string): string | undefined {
  let start = -1;
  for (let part = 0; part < 4; part++) {
    start = arn.indexOf(':', start + 1);
    if (start < 0) return undefined;
  }
  const end = arn.indexOf(':', start + 1);
  return end < 0 ? undefined : arn.slice(start + 1, end);
}

/** The predicates of this family. */
export const neverMatchesPredicates: readonly Predicate[] = [keyUnsupported, accountMalformed];
