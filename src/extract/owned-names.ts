/**
 * Accounts that a resource names where only its own will do: its permissions boundary, a policy of the customer's that is
 * attached to it, and the resources that its own policy is about.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
 */
import { own } from '../base/decode.ts';
import type { Json } from '../base/value.ts';
import type { ResourceChange } from '../plan/types.ts';
import { rowsOf } from './catalogue/row-lookup.ts';

/** The numbers, with repetitions; none for most resources. */
export function ownedNames({ type, raw: { after } }: ResourceChange): readonly string[] {
  const found: string[] = [];
  for (const name of ['permissions_boundary', 'policy_arn'])
    found.push(...accountIn(own(after, name), 'iam'));
  for (const { kind, path, service } of rowsOf(type) ?? none)
    if (kind === 'resource') found.push(...accountsOfResources(own(after, path), service));
  return found;
}

const none: readonly never[] = [];

/** What stands as `Resource` of statements, in the service that the resource belongs to. */
function accountsOfResources(policy: Json | undefined, service: string): readonly string[] {
  if (typeof policy !== 'string') return [];
  const elements = policy.match(/"Resource"\s*:\s*(?:"[^"]*"|\[[^\]]*\])/g) ?? [];
  return elements.flatMap((one) => one.match(/arn:[^"]*/g) ?? []).flatMap((arn) => accountIn(arn, service));
}

function accountIn(value: Json | undefined, service: string): readonly string[] {
  if (typeof value !== 'string') return none;
  const [, , owner, , account = ''] = value.split(':', 6);
  return owner === service && /^\d{12}$/.test(account) ? [account] : none;
}
