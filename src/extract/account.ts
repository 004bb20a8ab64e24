/**
 * The own account, per provider configuration, as far as the plan tells: the caller identity that was read, what the
 * provider is told to work in, or ARNs of IAM resources that exist already.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/caller_identity
 */
import { isArray, type Value } from '../base/value.ts';
import type { Expressions, Plan } from '../plan/types.ts';
import { type Entry, providerOf } from '../plan/written.ts';

/** Gives the account of an entry of the plan; undefined where the plan does not tell. */
export function accountsOf(plan: Plan): (entry: Entry) => string | undefined {
  let byProvider: ReadonlyMap<string, string> | undefined;
  return (entry) => {
    byProvider ??= readAccounts(plan);
    if (byProvider.size === 0) return undefined;
    return byProvider.get(providerOf(plan, entry) ?? '');
  };
}

function readAccounts(plan: Plan): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (provider: string | undefined, account: string | undefined) => {
    if (provider !== undefined && account !== undefined && !found.has(provider)) found.set(provider, account);
  };
  for (const resource of plan.prior) {
    if (resource.type !== 'aws_caller_identity') continue;
    note(providerOf(plan, resource), accountNumber(resource.values.account_id));
  }
  for (const [key, provider] of Object.entries(plan.configuration.providers)) {
    note(key, allowedAccount(provider.expressions) ?? assumedAccount(provider.expressions));
  }
  for (const resource of plan.prior) {
    if (resource.mode !== 'managed' || !resource.type.startsWith('aws_iam_')) continue;
    note(providerOf(plan, resource), accountOfArn(resource.values.arn));
  }
  return found;
}

function allowedAccount(expressions: Expressions): string | undefined {
  const node = expressions.allowed_account_ids;
  const value = node?.node === 'expression' ? node.expression.constant : undefined;
  return isArray(value) && value.length === 1 ? accountNumber(value[0]) : undefined;
}

function assumedAccount(expressions: Expressions): string | undefined {
  const node = expressions.assume_role;
  const [block] = node?.node === 'blocks' ? node.blocks : [];
  const role = block?.role_arn;
  return role?.node === 'expression' ? accountOfArn(role.expression.constant) : undefined;
}

function accountOfArn(value: Value | undefined): string | undefined {
  return typeof value === 'string' && value.startsWith('arn:')
    ? accountNumber(value.split(':')[4])
    : undefined;
}

function accountNumber(value: Value | undefined): string | undefined {
  return typeof value === 'string' && /^\d{12}$/.test(value) ? value : undefined;
}
