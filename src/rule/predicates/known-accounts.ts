/**
 * Which accounts are no strangers to a document: the own ones as the configuration says, else the one that the plan tells,
 * those that the user trusts, and those of AWS itself.
 */
import { logDeliveryAccounts } from '../../aws/log-delivery-accounts.ts';
import type { StatementSubject } from '../../subject/types.ts';
import type { RuleContext } from '../predicate.ts';

/** Account numbers by what they are to the user. */
export interface KnownAccounts {
  /** Empty where nobody tells: then any account may be the own one. */
  readonly own: readonly string[];
  /** Own and trusted, and AWS's where it does what AWS asks to be let. */
  readonly trusted: readonly string[];
}

/** What the user and the plan tell, for one statement. */
export function knownAccounts(subject: StatementSubject, { accounts }: RuleContext): KnownAccounts {
  const { account } = subject.document;
  const own = account === undefined ? accounts.own : [account, ...accounts.own];
  return { own, trusted: [...own, ...accounts.trusted, ...ofAws(subject)] };
}

/** True for an account that is surely not the own one: the user says so, or says which the own ones are. */
export function isSurelyOther(
  account: string | undefined,
  { own }: KnownAccounts,
  { accounts }: RuleContext,
): boolean {
  return own.length > 0 || (account !== undefined && accounts.vendors?.includes(account) === true);
}

/** In place of an account in the ARN of an identity of CloudFront, which belongs to a distribution. */
const cloudFront = 'cloudfront';

const deliveries = Object.values(logDeliveryAccounts);

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
function ofAws({ document, statement }: StatementSubject): readonly string[] {
  if (document.kind !== 'resource' || document.service !== 's3') return [];
  const { values, negated, more } = statement.action;
  const onlyWrites =
    !negated &&
    more === undefined &&
    values.every((value) => typeof value === 'string' && value.toLowerCase() === 's3:putobject');
  return onlyWrites ? [cloudFront, ...deliveries] : [cloudFront];
}
