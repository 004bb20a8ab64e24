/**
 * Conditions that no request fulfils any more, because their date is over: requests are made now and with sessions of now,
 * and now is after the day of the data that grantlint comes with. The machine's clock is not asked, so that the same plan gets
 * the same answer everywhere.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { compareDates } from '../../iam/compare/date.ts';
import { readOperator } from '../../iam/operators.ts';
import type { Condition } from '../../iam/types.ts';
import { hiddenConditions } from '../exact/demands.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';

const expired = predicate({
  name: 'condition-expired',
  subjects: ['statement'],
  facts: ['key', 'until'],
  summary: 'a condition on the time of the request or the session ended before the day of grantlint’s data',
  argument: oneOf(['by-date']),
  inFrame: 'whole',
  bind:
    (_, { catalogue }) =>
    ({ statement }) =>
      any([...statement.conditions.map((one) => isExpired(one, catalogue)), hiddenConditions(statement)]),
});

/** The predicates of this family. */
export const expiredPredicates: readonly Predicate[] = [expired];

/** Every request carries the time at which it is made; only those of temporary credentials that of the session. */
const always: ReadonlySet<string> = new Set(['aws:currenttime', 'aws:epochtime']);
const ofSession = 'aws:tokenissuetime';

const before = /^(Date|Numeric)(LessThan|LessThanEquals|Equals)$/;

/**
 * Yes with the condition where its last day is over. A date that Terraform learns during apply is one of then, and not of the
 * past.
 */
export function isExpired(condition: Condition, catalogue: Catalogue): Verdict {
  const { operator, key, values, more, pointer } = condition;
  const folded = key.toLowerCase();
  const isAlways = always.has(folded);
  if (!isAlways && folded !== ofSession) return no;
  if (typeof operator !== 'string')
    return unknown({ pointer, reason: 'the operator of a condition is known only after apply' });
  const { base, set, ifExists } = readOperator(operator);
  if (base === undefined || !before.test(base.name) || set !== undefined || (ifExists && !isAlways))
    return no;
  const { date } = catalogue.actionsOrigin();
  const until = values.filter((value) => typeof value === 'string' && (compareDates(value, date) ?? 0) < 0);
  if (more !== undefined || until.length === 0 || until.length < values.length) return no;
  return yes({ pointer, facts: { key: [key], until: until.map(String) } });
}
