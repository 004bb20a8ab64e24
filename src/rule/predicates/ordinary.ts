/**
 * Do the conditions keep an ordinary request out: one about a resource without tags, which carries none of the keys that
 * say something of the resource or the request's content? Then a grant on every resource reaches some only. Keys about who
 * asks, from where and when are the holder's to fulfil, unless their time is over.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { isHole, isTemplate } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { matchCondition } from '../../iam/evaluate.ts';
import type { Condition, Statement } from '../../iam/types.ts';
import { hiddenConditions } from '../exact/demands.ts';
import { isExpired } from './expired.ts';
import { widestOf } from './fixed-value.ts';

/** About caller, place, time and channel, and which account owns the resource: lower-case. */
const ambientKeys: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:federatedprovider',
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:referer',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'aws:securetransport',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:tokenissuetime',
  'aws:useragent',
  'aws:userid',
  'aws:username',
  'aws:viaawsservice',
  'aws:vpcsourceip',
  's3:authtype',
  's3:signatureage',
  's3:signatureversion',
  's3:tlsversion',
]);

/** Keys that every request of their actions carries, with a value of the caller's choice. */
const chosenKeys: ReadonlySet<string> = new Set(['iam:awsservicename', 'iam:passedtoservice']);

/** The same, but for users and roles without a boundary, whose requests do not carry it. */
const boundaryKey = 'iam:permissionsboundary';

/** A value that no policy names. */
const unnamed = '‹any›';

/** Yes where the conditions keep ordinary requests out, with the conditions that do. */
export function keepsOrdinaryOut(statement: Statement, catalogue: Catalogue): Verdict {
  if (statement.conditions.length === 0 && !statement.moreConditions) return no;
  return any([...statement.conditions.map((one) => keepsOut(one, catalogue)), hiddenConditions(statement)]);
}

function keepsOut(condition: Condition, catalogue: Catalogue): Verdict {
  const { key, pointer, operator } = condition;
  const folded = key.toLowerCase();
  if (isAmbient(folded)) return isExpired(condition, catalogue);
  if (typeof operator !== 'string')
    return unknown({ pointer, reason: 'the operator of a condition is known only after apply' });
  const values =
    folded === boundaryKey ? [unnamed, undefined] : [chosenKeys.has(folded) ? unnamed : undefined];
  const isNull = /(^|:)null(ifexists)?$/i.test(operator);
  const hidden =
    condition.more ?? condition.values.find((one) => typeof one !== 'string' && widestOf(one).hidden);
  if (hidden !== undefined && (values.includes(unnamed) || isNull)) return hiddenValue(condition);
  const matches = values.map((value) => matchCondition(settled(condition), value, () => undefined, false));
  if (matches.includes('yes')) return no;
  if (matches.includes('ambiguous'))
    return unknown({ pointer, reason: `what \`${operator}\` on \`${key}\` lets through is not decided` });
  return yes({ pointer, facts: { key: [key] } });
}

function isAmbient(key: string): boolean {
  return ambientKeys.has(key) || key.startsWith('aws:principal') || key.startsWith('aws:vpce');
}

/** An absent key answers whatever the values are; an attribute of a resource is none of the words of a choice. */
function settled({ more, ...condition }: Condition): Condition {
  const values = condition.values.map((value) => (typeof value === 'string' ? value : '‹other›'));
  return { ...condition, values: more === undefined ? values : [...values, '‹other›'] };
}

function hiddenValue({ pointer, key, values, more }: Condition): Verdict {
  const hole = more ?? values.find(isHole) ?? values.find(isTemplate)?.parts.find(isHole);
  const reason = `a value of \`${key}\` is known only after apply`;
  return unknown({
    pointer,
    reason,
    ...(hole?.reference === undefined ? {} : { reference: hole.reference }),
  });
}
