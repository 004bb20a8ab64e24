/**
 * The account that owns a KMS key, told by the key's policy. KMS refuses a policy after which whoever sets it could not set
 * another one, and what a policy gives to an account's root it gives to that account. So where a policy names principals of
 * one account only, and lets its root change the policy, that account is the key's own.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html#KMS-PutKeyPolicy-request-BypassPolicyLockoutSafetyCheck
 */
import { asObject } from '../base/decode.ts';
import type { Json, JsonObject } from '../base/value.ts';

/** The number of the account; undefined where the policy tells none, or two. Takes the values of an `aws_kms_key`. */
export function keyOwner({
  policy,
  bypass_policy_lockout_safety_check: unchecked,
}: JsonObject): string | undefined {
  if (typeof policy !== 'string' || unchecked === true) return undefined;
  const allowances = statementsOf(policy).filter(({ Effect }) => Effect === 'Allow');
  const accounts = new Set(allowances.flatMap(accountsNamed));
  const [account, ...others] = accounts;
  if (account === undefined || others.length > 0) return undefined;
  return allowances.some((one) => isForRoot(one, account)) ? account : undefined;
}

function statementsOf(policy: string): readonly JsonObject[] {
  try {
    return listOf(asObject(JSON.parse(policy) as Json)?.Statement).flatMap((one) => {
      const statement = asObject(one);
      return statement === undefined ? [] : [statement];
    });
  } catch {
    return [];
  }
}

function accountsNamed(statement: JsonObject): readonly string[] {
  return principalsOf(statement).flatMap(
    (one) => /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(one)?.[1] ?? [],
  );
}

/** Everything, without a condition, as the default key policy has it. */
function isForRoot(statement: JsonObject, account: string): boolean {
  const isEverything = statement.Condition === undefined && listOf(statement.Action).includes('kms:*');
  const isRoot = (one: string) => one === account || one.endsWith(`::${account}:root`);
  return isEverything && principalsOf(statement).some(isRoot);
}

function principalsOf({ Principal }: JsonObject): readonly string[] {
  return listOf(asObject(Principal)?.AWS).filter((one) => typeof one === 'string');
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];
}
