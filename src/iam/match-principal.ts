/**
 * The principals of a statement against the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
import { accountOf } from './caller.ts';
import { knownText } from './known-text.ts';
import { anyMatch, type Match, matchOf, notMatch } from './match.ts';
import { type Caller, sessionArn } from './request.ts';
import type { PrincipalClause, PrincipalEntry } from './types.ts';

/** How an entry names a caller: among everyone, by its account, by the role of its session, or itself. */
export type Naming = 'everyone' | 'account' | 'role' | 'itself';

/** Whether an entry names a caller, and how. */
export interface Named {
  readonly match: Match;
  readonly by: Naming;
}

/** What else decides about a principal: the statement's effect, and whether the caller has a permissions boundary. */
export interface PrincipalFacts {
  readonly effect: 'Allow' | 'Deny';
  readonly bounded: boolean;
}

/** Does `Principal` or `NotPrincipal` include the caller? Identity policies have neither: whoever they are attached to. */
export function matchPrincipals(
  clause: PrincipalClause | undefined,
  caller: Caller,
  facts: PrincipalFacts,
): Match {
  if (clause === undefined) return 'yes';
  const { principals, negated } = clause;
  if (negated && facts.effect === 'Deny') return matchDenied(principals, caller, facts.bounded);
  if (negated && principals.length === 0) return 'ambiguous';
  const matched = anyMatch(principals, (entry) => namesCaller(entry, caller).match);
  return negated ? notMatch(matched) : matched;
}

/**
 * Deny with `NotPrincipal`. It "will always deny any IAM principal that has a permissions boundary policy attached".
 * Whoever is to be spared is listed with its account: "Otherwise, the policy might deny access to the entire account
 * containing the principal"; and the account alone spares, in the page's examples, nobody in it. What lists one
 * without the other is open. A session is spared by its role and account.
 */
function matchDenied(principals: readonly PrincipalEntry[], caller: Caller, bounded: boolean): Match {
  if (bounded && (caller.is === 'user' || caller.is === 'role')) return 'yes';
  if (principals.length === 0) return 'ambiguous';
  const named = principals.map((entry) => namesCaller(entry, caller));
  const listed = anyMatch(named, ({ match }) => match);
  if (listed !== 'yes') return notMatch(listed);
  // The user behind a federated session may have the boundary: whether it is then such a principal, the page leaves open.
  if (bounded && caller.is === 'federated-user') return 'ambiguous';
  const by = new Set(named.filter(({ match }) => match === 'yes').map((one) => one.by));
  const isSpared =
    by.has('everyone') ||
    accountOf(caller) === undefined ||
    caller.is === 'root' ||
    (by.has('account') && by.has(caller.is === 'role' ? 'role' : 'itself'));
  return isSpared ? 'no' : 'ambiguous';
}

/** Does one entry name the caller, and how? */
export function namesCaller({ type, value }: PrincipalEntry, caller: Caller): Named {
  const text = knownText(value);
  switch (type) {
    case 'AWS':
      return namedByAws(text, caller);
    case 'Service':
      return itself(caller.is === 'service' ? exactly(text, caller.name) : 'no');
    case 'Federated':
      return itself('provider' in caller ? exactly(text, caller.provider) : 'no');
    case 'CanonicalUser':
      return itself(matchOf(caller.is === 'canonical-user' && text === caller.id));
    default:
      return itself('no');
  }
}

function itself(match: Match): Named {
  return { match, by: 'itself' };
}

/** `{"Service": "*"}` and `{"Federated": "*"}` are in no grammar; some services took them. */
function exactly(text: string, name: string): Match {
  return text === '*' ? 'ambiguous' : matchOf(text === name);
}

/** A unique id (`AROA…`, `AIDA…`) is what is left of a deleted principal: nobody has it any more. */
function namedByAws(text: string, caller: Caller): Named {
  if (text === '*') return { match: 'yes', by: 'everyone' };
  if (!('arn' in caller)) return itself('no');
  if (namesAccount(text, caller.arn)) return { match: 'yes', by: 'account' };
  if (text === caller.arn) return { match: 'yes', by: caller.is === 'role' ? 'role' : 'itself' };
  return itself(matchOf(caller.is === 'role' && text === sessionArn(caller.arn, caller.session)));
}

/** The twelve digits or the ARN of the root: both delegate to the account, not only to its root user. */
function namesAccount(text: string, arn: string): boolean {
  const [, partition, , , account] = arn.split(':');
  return text === account || text === `arn:${partition}:iam::${account}:root`;
}
