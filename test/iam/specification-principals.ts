/**
 * Whom `Principal` and `NotPrincipal` name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import type { Caller } from '../../src/iam/request.ts';
import {
  type Answer,
  anyOf,
  type Json,
  listOf,
  not,
  type WrittenStatement,
} from './specification-answers.ts';
import { accountOf, lastOf } from './specification-context.ts';

/** How an entry names a caller: which of its identities it is. */
export type Naming = 'everyone' | 'account' | 'user' | 'role' | 'session' | 'federated-user' | 'other';

/** One entry of a principal: `AWS`, `Service` …, and its value. */
interface Entry {
  readonly type: string;
  readonly value: string;
}

/** The entries as written: `*`, or values by type. */
export function entriesOf(written: Json | undefined): readonly Entry[] {
  // `"*"` and `{"AWS": "*"}` are the same: reference_policies_elements_principal.html, "All principals".
  if (typeof written === 'string') return [{ type: 'AWS', value: written }];
  return Object.entries((written ?? {}) as Readonly<Record<string, Json>>).flatMap(([type, values]) =>
    listOf(values).map((value) => ({ type, value })),
  );
}

/**
 * Does the statement name the caller? One without a principal (identity policies) is about whoever it is attached to.
 */
export function named(statement: WrittenStatement, caller: Caller): Answer {
  if ('Principal' in statement) {
    return anyOf(entriesOf(statement.Principal).map((entry) => names(entry, caller)));
  }
  if (!('NotPrincipal' in statement)) return 'yes';
  const entries = entriesOf(statement.NotPrincipal);
  const listed = anyOf(entries.map((entry) => names(entry, caller)));
  if (statement.Effect !== 'Deny' || listed !== 'yes') return not(listed);
  return isListedWhole(entries, caller) ? 'no' : 'ambiguous';
}

/**
 * "You must also specify the account ARN of the not-denied principal. Otherwise, the policy might deny access to the
 * entire account"; for a session "the ARN of a role and the ARN of the account that contains that role":
 * reference_policies_elements_notprincipal.html. Whether one who is not listed is spared by the listing of the account,
 * the pages tell differently: the example there denies all users but Bob although it lists Bob's account, while an
 * account as a principal stands for all of its users.
 */
function isListedWhole(entries: readonly Entry[], caller: Caller): boolean {
  const namings = entries
    .filter((entry) => names(entry, caller) === 'yes')
    .map((entry) => namingOf(entry, caller));
  if (namings.includes('everyone')) return true;
  const needed: readonly Naming[] =
    caller.is === 'user'
      ? ['account', 'user']
      : caller.is === 'role'
        ? ['account', 'role']
        : caller.is === 'federated-user'
          ? ['account', 'federated-user']
          : [];
  return needed.every((one) => namings.includes(one));
}

/** As what an entry that matches names the caller. */
export function namingOf(entry: Entry, caller: Caller): Naming {
  if (entry.value === '*') return 'everyone';
  if (entry.type !== 'AWS') return 'other';
  if (isAccount(entry.value)) return 'account';
  if (caller.is === 'role') return entry.value === caller.arn ? 'role' : 'session';
  return caller.is === 'user' || caller.is === 'federated-user' ? caller.is : 'other';
}

const isAccount = (value: string) => /^\d{12}$|^arn:[^:]*:iam::\d{12}:root$/.test(value);

/** Does one entry name the caller? */
export function names(entry: Entry, caller: Caller): Answer {
  if (entry.type === 'AWS' && entry.value === '*') {
    // AWS's samples of no-new-access checks take `*` for holders of a token too: a statement about a federated provider
    // is
    // no new access beside one about `*`.
    // https://github.com/aws-samples/iam-access-analyzer-custom-policy-check-samples
    return 'yes';
  }
  switch (entry.type) {
    case 'AWS':
      return namesAws(entry.value, caller) ? 'yes' : 'no';
    case 'Service':
      if (caller.is !== 'service') return 'no';
      // "You cannot use a wildcard to match part of a principal name": alone it is refused for services.
      return entry.value === '*' ? 'ambiguous' : entry.value === caller.name ? 'yes' : 'no';
    case 'Federated':
      if (caller.is !== 'web-identity' && caller.is !== 'saml') return 'no';
      return entry.value === '*' ? 'ambiguous' : entry.value === caller.provider ? 'yes' : 'no';
    case 'CanonicalUser':
      return caller.is === 'canonical-user' && entry.value === caller.id ? 'yes' : 'no';
    default:
      return 'no';
  }
}

function namesAws(value: string, caller: Caller): boolean {
  if (!('arn' in caller)) return false;
  // "AWS account principals": the number, or the ARN of root, stands for all principals of the account.
  if (value === accountOf(caller.arn)) return true;
  const partition = caller.arn.split(':')[1] ?? '';
  if (value === `arn:${partition}:iam::${accountOf(caller.arn)}:root`) return true;
  // "IAM user principals", "IAM role principals" (all sessions of the role), "STS federated user principals": exact.
  if (value === caller.arn) return true;
  // "Role session principals": the name of the role without its path, and the name of the session.
  return (
    caller.is === 'role' &&
    value ===
      `arn:${partition}:sts::${accountOf(caller.arn)}:assumed-role/${lastOf(caller.arn)}/${caller.session}`
  );
}
