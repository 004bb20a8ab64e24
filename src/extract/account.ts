/**
 * The own account, per provider configuration, as far as the plan tells: the caller identity that was read, what the
 * provider is told to work in, ARNs of resources that exist already, the policies of keys, or what must be of the same account.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/caller_identity
 */
import { asObject, own } from '../base/decode.ts';
import { isArray, type Json, type Value } from '../base/value.ts';
import type { ExpressionNode, Expressions, Plan } from '../plan/types.ts';
import type { Entry } from '../plan/written.ts';
import { keyOwner } from './key-owner.ts';
import { ownedNames } from './owned-names.ts';

/** The provider configuration of an entry, by its key: `aws`, `aws.east`. */
type ProviderOf = (entry: Entry) => string | undefined;

/** Accounts that the user names: by provider configuration, for all others, and those that the configuration knows. */
export interface NamedAccounts {
  /** By the key of the provider configuration: `aws`, `aws.east`. */
  readonly byProvider: Readonly<Record<string, string>>;
  /** Of every provider configuration that is not named. */
  readonly all?: string;
  /** What the configuration calls own: where it names any, the account is one of them, whatever the plan says. */
  readonly own?: readonly string[];
  /** What it calls a vendor's, which is never the own one. */
  readonly vendors?: readonly string[];
}

/** Gives the account of an entry of the plan; undefined where nobody tells. What the user says wins over the plan. */
export function accountsOf(
  plan: Plan,
  providerOf: ProviderOf,
  named: NamedAccounts = { byProvider: {} },
): (entry: Entry) => string | undefined {
  let byProvider: ReadonlyMap<string, string> | undefined;
  return (entry) => {
    const provider = providerOf(entry) ?? '';
    const told = Object.hasOwn(named.byProvider, provider) ? named.byProvider[provider] : named.all;
    if (told !== undefined) return told;
    byProvider ??= readAccounts(plan, providerOf);
    return amongOwn(byProvider.get(provider), named);
  };
}

/** Of several own accounts the plan tells which. */
function amongOwn(told: string | undefined, { own = [], vendors = [] }: NamedAccounts): string | undefined {
  if (told !== undefined && (own.length === 0 ? !vendors.includes(told) : own.includes(told))) return told;
  return own.length === 1 ? own[0] : undefined;
}

/** The first source that tells counts; a source that names two accounts for one provider tells nothing. */
function readAccounts(plan: Plan, providerOf: ProviderOf): ReadonlyMap<string, string> {
  const identities = plan.prior.filter((one) => one.type === 'aws_caller_identity');
  const there = plan.prior.filter((one) => one.mode === 'managed');
  const before = plan.changes.filter(
    (one) => one.mode === 'managed' && asObject(one.raw.before) !== undefined,
  );
  const managed = plan.changes.filter((one) => one.mode === 'managed');
  const keys = managed.filter((one) => one.type === 'aws_kms_key' || one.type === 'aws_kms_key_policy');
  const sources: readonly Iterable<Told>[] = [
    identities.map((one) => [accountNumber(one.values.account_id), providerOf(one)]),
    Object.entries(plan.configuration.providers).map(([key, one]) => [declaredAccount(one.expressions), key]),
    [...told(there, (one) => one.values.arn), ...told(before, (one) => own(one.raw.before, 'arn'))].map(
      ([account, entry]) => [account, providerOf(entry)],
    ),
    keys.map((one) => [keyOwner(asObject(one.raw.after) ?? {}), providerOf(one)]),
  ];
  const found = new Map<string, string>();
  for (const source of sources) tellAll(source, found);
  // The weakest of them, so last.
  tellAll(ownedIn(managed, providerOf), found);
  return found;
}

type Told = readonly [account: string | undefined, provider: string | undefined];

function ownedIn(changes: Plan['changes'], providerOf: ProviderOf): readonly Told[] {
  const told: Told[] = [];
  for (const change of changes)
    for (const account of ownedNames(change)) told.push([account, providerOf(change)]);
  return told;
}

/** Adds what a source tells of the providers that no earlier one told of. */
function tellAll(source: Iterable<Told>, found: Map<string, string>): void {
  for (const [provider, accounts] of byProvider(source)) {
    const [account, ...others] = accounts;
    if (account !== undefined && others.length === 0 && !found.has(provider)) found.set(provider, account);
  }
}

function byProvider(source: Iterable<Told>): ReadonlyMap<string, ReadonlySet<string>> {
  const accounts = new Map<string, Set<string>>();
  for (const [account, provider] of source) {
    if (account === undefined || provider === undefined) continue;
    accounts.set(provider, (accounts.get(provider) ?? new Set()).add(account));
  }
  return accounts;
}

/** Entries whose ARN names an account. Those of AWS, and of things that are global, do not. */
function told<T>(
  entries: readonly T[],
  arnOf: (entry: T) => Json | undefined,
): readonly (readonly [string, T])[] {
  return entries.flatMap((entry) => {
    const account = accountOfArn(arnOf(entry));
    return account === undefined ? [] : [[account, entry] as const];
  });
}

function declaredAccount({
  allowed_account_ids: allowed,
  assume_role: assumed,
}: Expressions): string | undefined {
  const accounts = constantOf(allowed);
  const [block] =
    assumed?.node === 'blocks' ? assumed.blocks : assumed?.node === 'block' ? [assumed.block] : [];
  const only = isArray(accounts) && accounts.length === 1 ? accountNumber(accounts[0]) : undefined;
  return only ?? accountOfArn(constantOf(block?.role_arn));
}

function constantOf(node: ExpressionNode | undefined): Value | undefined {
  return node?.node === 'expression' ? node.expression.constant : undefined;
}

function accountOfArn(value: Value | undefined): string | undefined {
  const isArn = typeof value === 'string' && value.startsWith('arn:');
  return isArn ? accountNumber(value.split(':', 5)[4]) : undefined;
}

function accountNumber(value: Value | undefined): string | undefined {
  return typeof value === 'string' && /^\d{12}$/.test(value) ? value : undefined;
}
