/**
 * Service control policies and resource control policies of a plan, with the accounts, organizational units and roots that
 * it attaches them to.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html
 */
import { own } from '../base/decode.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { OrganizationPolicySubject, OrganizationTarget } from '../subject/types.ts';
import { documentsOf, goneReason } from './documents.ts';
import { type End, endsOf } from './ends.ts';
import { type ExtractOptions, lookingInto } from './extract.ts';

const policies: ReadonlySet<string> = new Set(['aws_organizations_policy', 'awscc_organizations_policy']);
const attachment = 'aws_organizations_policy_attachment';
const account = 'aws_organizations_account';
const targets: ReadonlySet<string> = new Set([
  account,
  'aws_organizations_organizational_unit',
  'aws_organizations_organization',
]);

/** The policies of a plan, by address. */
export function organizationPoliciesIn(
  plan: Plan,
  options: ExtractOptions,
): readonly OrganizationPolicySubject[] {
  const standing = plan.changes.filter((one) => one.mode === 'managed' && goneReason(one) === undefined);
  const own = standing.filter(({ type }) => policies.has(type));
  if (own.length === 0) return [];
  const { context } = lookingInto(plan, options);
  const attachments = standing.filter(({ type }) => type === attachment);
  return [...own]
    .sort((a, b) => (a.address < b.address ? -1 : 1))
    .flatMap((change) => {
      const [document] = documentsOf(context, change);
      if (document?.kind !== 'scp' && document?.kind !== 'rcp') return [];
      return [{ document, kind: document.kind, targets: targetsOf(context.plan, change, attachments) }];
    });
}

function targetsOf(
  plan: Plan,
  policy: ResourceChange,
  attachments: readonly ResourceChange[],
): readonly OrganizationTarget[] {
  const named = (change: ResourceChange, path: string) =>
    endsOf(plan, change, path, (type) => targets.has(type)).map(({ end }) => targetOf(end, change));
  const attached = attachments.filter((one) =>
    endsOf(plan, one, 'policy_id', (type) => policies.has(type)).some(({ end }) => isPolicy(end, policy)),
  );
  return [...named(policy, 'target_ids'), ...attached.flatMap((one) => named(one, 'target_id'))];
}

function isPolicy(end: End, policy: ResourceChange): boolean {
  if (end.end === 'resource') return end.change.address === policy.address;
  return end.end === 'text' && end.text === own(policy.raw.after, 'id');
}

function targetOf(end: End, { address }: ResourceChange): OrganizationTarget {
  if (end.end === 'hidden') return { target: 'hidden', name: end.references.join(', ') || address };
  const isAccount = end.end === 'resource' && end.change.type === account;
  const text = end.end === 'text' ? end.text : own(end.change.raw.after, 'id');
  if (typeof text === 'string' && /^\d{12}$/.test(text)) return { target: 'account', account: text };
  if (end.end === 'text') return { target: 'group', name: end.text };
  return { target: isAccount ? 'hidden' : 'group', name: end.change.address };
}
