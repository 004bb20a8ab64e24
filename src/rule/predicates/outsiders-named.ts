/**
 * Whether a statement can be about others at all: what is cheap to see, before anything exact is asked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import type { Pointer } from '../../base/pointer.ts';
import { isHole } from '../../base/value.ts';
import { no, unknown, type Verdict } from '../../base/verdict.ts';
import type { PrincipalEntry, Statement } from '../../iam/types.ts';
import { accountOf } from './account.ts';
import { widestOf } from './fixed-value.ts';

/** True where the statement may allow something to strangers: it names everyone, or what it names is not known. */
export function mayNameStrangers(statement: Statement): boolean {
  return mayName(statement, (entry) => isEveryone(entry) || isHidden(entry));
}

/** True where the statement may allow something to somebody who is not of these accounts. */
export function mayNameOthers(statement: Statement, accounts: readonly string[]): boolean {
  return mayName(statement, (entry) => {
    if (entry.type !== 'AWS') return isHidden(entry);
    const found = accountOf(entry.value);
    if ('own' in found) return false;
    return !('account' in found) || !accounts.includes(found.account);
  });
}

function mayName({ effect, principal }: Statement, isOther: (entry: PrincipalEntry) => boolean): boolean {
  if (effect === 'Deny' || principal === undefined) return false;
  return principal.negated || principal.more !== undefined || principal.principals.some(isOther);
}

/** Providers of which anybody can have a token: the page on the meaning of public calls one of them public. */
const openProviders: readonly string[] = [
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
];

function isEveryone({ type, value }: PrincipalEntry): boolean {
  return (
    (type === 'AWS' && value === '*') ||
    (type === 'Federated' && typeof value === 'string' && openProviders.includes(value))
  );
}

/** The providers among the principals of which anybody can have a token. */
export function openProvidersNamed({ principal }: Statement): readonly string[] {
  return (principal?.principals ?? []).flatMap(({ type, value }) =>
    type === 'Federated' && typeof value === 'string' && openProviders.includes(value) ? [value] : [],
  );
}

function isHidden({ type, value }: PrincipalEntry): boolean {
  return typeof type !== 'string' || (typeof value !== 'string' && widestOf(value).hidden !== undefined);
}

/** Where the statement names everyone: the whole element for `NotPrincipal`. */
export function placesOfEveryone({ principal }: Statement): readonly Pointer[] {
  if (principal === undefined) return [];
  if (principal.negated) return [principal.pointer];
  return principal.principals.filter(isEveryone).map(({ pointer }) => pointer);
}

/** The services that an allowance names. */
export function servicesNamed({ effect, principal }: Statement): readonly NamedService[] {
  if (effect === 'Deny' || principal === undefined || principal.negated) return [];
  return principal.principals.flatMap(({ type, value, pointer }) =>
    type === 'Service' && typeof value === 'string' ? [{ name: value, pointer }] : [],
  );
}

/** Whether services that are known only after apply may be among the principals. */
export function hiddenService({ effect, principal }: Statement): Verdict {
  if (effect === 'Deny' || principal === undefined || principal.negated) return no;
  const hidden = principal.principals.find(({ type, value }) => type === 'Service' && isHole(value))?.value;
  const hole = principal.more ?? (isHole(hidden) ? hidden : undefined);
  if (hole === undefined) return no;
  const { reference } = hole;
  const reason = 'a principal is known only after apply';
  return unknown({ pointer: principal.pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

/** A service principal and its place. */
export interface NamedService {
  readonly name: string;
  readonly pointer: Pointer;
}
