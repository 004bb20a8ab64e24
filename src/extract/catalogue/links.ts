/**
 * Resources that attach a managed policy to a principal, or bound one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html
 */
import type { PrincipalSubject } from '../../subject/types.ts';

export type PrincipalKind = PrincipalSubject['principal'];

/** How a resource names the policy and the principal. */
export interface Link {
  readonly type: string;
  /** Attribute that holds ARNs of managed policies, or a document for inline policies. */
  readonly policy: string;
  readonly by: 'managed' | 'inline' | 'boundary';
  /** Attribute that names the principal; undefined where the resource is the principal itself. */
  readonly principal?: string;
  readonly kind: PrincipalKind;
}

type LinkTuple = readonly [
  type: string,
  policy: string,
  by: Link['by'],
  principal: string | undefined,
  kind: PrincipalKind,
];

// biome-ignore format: one line a row
const tuples: readonly LinkTuple[] = [
  ['aws_iam_role', 'managed_policy_arns', 'managed', undefined, 'role'],
  ['aws_iam_role', 'inline_policy[].policy', 'inline', undefined, 'role'],
  ['aws_iam_role', 'permissions_boundary', 'boundary', undefined, 'role'],
  ['aws_iam_user', 'permissions_boundary', 'boundary', undefined, 'user'],
  ['aws_iam_role_policy', 'policy', 'inline', 'role', 'role'],
  ['aws_iam_user_policy', 'policy', 'inline', 'user', 'user'],
  ['aws_iam_group_policy', 'policy', 'inline', 'group', 'group'],
  ['aws_iam_role_policy_attachment', 'policy_arn', 'managed', 'role', 'role'],
  ['aws_iam_user_policy_attachment', 'policy_arn', 'managed', 'user', 'user'],
  ['aws_iam_group_policy_attachment', 'policy_arn', 'managed', 'group', 'group'],
  ['aws_iam_policy_attachment', 'policy_arn', 'managed', 'roles', 'role'],
  ['aws_iam_policy_attachment', 'policy_arn', 'managed', 'users', 'user'],
  ['aws_iam_policy_attachment', 'policy_arn', 'managed', 'groups', 'group'],
  ['aws_iam_role_policy_attachments_exclusive', 'policy_arns', 'managed', 'role_name', 'role'],
  ['aws_iam_user_policy_attachments_exclusive', 'policy_arns', 'managed', 'user_name', 'user'],
  ['aws_iam_group_policy_attachments_exclusive', 'policy_arns', 'managed', 'group_name', 'group'],
  ['aws_ssoadmin_managed_policy_attachment', 'managed_policy_arn', 'managed', 'permission_set_arn', 'permission-set'],
  ['aws_ssoadmin_managed_policy_attachments_exclusive', 'managed_policy_arns', 'managed', 'permission_set_arn', 'permission-set'],
  ['aws_ssoadmin_permission_set_inline_policy', 'inline_policy', 'inline', 'permission_set_arn', 'permission-set'],
  ['awscc_iam_role', 'managed_policy_arns', 'managed', undefined, 'role'],
  ['awscc_iam_role', 'policies[].policy_document', 'inline', undefined, 'role'],
  ['awscc_iam_role', 'permissions_boundary', 'boundary', undefined, 'role'],
  ['awscc_iam_user', 'managed_policy_arns', 'managed', undefined, 'user'],
  ['awscc_iam_user', 'policies[].policy_document', 'inline', undefined, 'user'],
  ['awscc_iam_user', 'permissions_boundary', 'boundary', undefined, 'user'],
  ['awscc_iam_group', 'managed_policy_arns', 'managed', undefined, 'group'],
  ['awscc_iam_group', 'policies[].policy_document', 'inline', undefined, 'group'],
];

const byType = new Map<string, Link[]>();
for (const [type, policy, by, principal, kind] of tuples) {
  const link = { type, policy, by, kind, ...(principal === undefined ? {} : { principal }) };
  byType.set(type, [...(byType.get(type) ?? []), link]);
}

/** The links of a resource type; undefined for most. */
export function linksOf(type: string): readonly Link[] | undefined {
  return byType.get(type);
}

/** Resource types that are principals, by what they are and which attribute names them. */
export const principalTypes: ReadonlyMap<string, { readonly kind: PrincipalKind; readonly name: string }> =
  new Map([
    ['aws_iam_role', { kind: 'role', name: 'name' }],
    ['aws_iam_user', { kind: 'user', name: 'name' }],
    ['aws_iam_group', { kind: 'group', name: 'name' }],
    ['aws_ssoadmin_permission_set', { kind: 'permission-set', name: 'arn' }],
    ['awscc_iam_role', { kind: 'role', name: 'role_name' }],
    ['awscc_iam_user', { kind: 'user', name: 'user_name' }],
    ['awscc_iam_group', { kind: 'group', name: 'group_name' }],
  ]);
