/**
 * Managed resources and account password policies as rules see them: their attributes after apply.
 */
import { after, before } from '../plan/change.ts';
import { containsTrue } from '../plan/merge.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { PasswordPolicySubject, ResourceSubject } from '../subject/types.ts';
import type { Context } from './context.ts';
import { goneReason } from './documents.ts';
import { originOf } from './origin.ts';
import { writtenAttributes } from './unwritten.ts';

/** Resources of AWS's providers, of the given types only where there are any given. */
export function* resourcesOf(
  context: Context,
  types: ReadonlySet<string> | undefined,
): Iterable<ResourceSubject> {
  for (const change of context.plan.changes) {
    const isAsked = types === undefined ? /^aws(cc)?_/.test(change.type) : types.has(change.type);
    if (!isAsked || change.mode !== 'managed') continue;
    const facts = factsOf(context, change);
    if (facts !== undefined) yield { subject: 'resource', ...facts };
  }
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_account_password_policy */
export function* passwordPoliciesOf(context: Context): Iterable<PasswordPolicySubject> {
  for (const change of context.plan.changes) {
    if (change.type !== 'aws_iam_account_password_policy' || change.mode !== 'managed') continue;
    const facts = factsOf(context, change);
    if (facts !== undefined) yield { subject: 'password-policy', ...facts };
  }
}

function factsOf(
  context: Context,
  change: ResourceChange,
): Pick<ResourceSubject, 'origin' | 'attributes' | 'before' | 'sensitive'> | undefined {
  const values = goneReason(change) === undefined ? after(change) : null;
  if (values === null) return undefined;
  const earlier = before(change);
  return {
    origin: originOf(context, change, ''),
    attributes: writtenAttributes(context, change, values),
    sensitive: containsTrue(change.raw.after_sensitive) || containsTrue(change.raw.before_sensitive),
    ...(earlier === null ? {} : { before: writtenAttributes(context, change, earlier) }),
  };
}
