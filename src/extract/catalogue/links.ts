/**
 * Resources that attach a policy to a principal, bound one, limit sessions, or put a user into a group. A policy that a
 * budget action attaches once money is spent counts as attached; SSO assignments attach nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html
 */
import type { PrincipalSubject } from '../../subject/types.ts';

export type PrincipalKind = PrincipalSubject['principal'];

/** How a resource names the policy and the principal. */
export interface Link {
  readonly type: string;
  /** Attribute that holds ARNs or names of managed policies, or the document of an inline policy. */
  readonly policy: string;
  readonly by: 'managed' | 'named' | 'inline' | 'boundary' | 'named-boundary';
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
  ['aws_budgets_budget_action', 'definition[].iam_action_definition[].policy_arn', 'managed', 'definition[].iam_action_definition[].roles', 'role'],
  ['aws_budgets_budget_action', 'definition[].iam_action_definition[].policy_arn', 'managed', 'definition[].iam_action_definition[].users', 'user'],
  ['aws_budgets_budget_action', 'definition[].iam_action_definition[].policy_arn', 'managed', 'definition[].iam_action_definition[].groups', 'group'],
  ['aws_iam_role_policy_attachments_exclusive', 'policy_arns', 'managed', 'role_name', 'role'],
  ['aws_iam_user_policy_attachments_exclusive', 'policy_arns', 'managed', 'user_name', 'user'],
  ['aws_iam_group_policy_attachments_exclusive', 'policy_arns', 'managed', 'group_name', 'group'],
  ['aws_ssoadmin_managed_policy_attachment', 'managed_policy_arn', 'managed', 'permission_set_arn', 'permission-set'],
  ['aws_ssoadmin_managed_policy_attachments_exclusive', 'managed_policy_arns', 'managed', 'permission_set_arn', 'permission-set'],
  ['aws_ssoadmin_customer_managed_policy_attachment', 'customer_managed_policy_reference[].name', 'named', 'permission_set_arn', 'permission-set'],
  ['aws_ssoadmin_customer_managed_policy_attachments_exclusive', 'customer_managed_policy_reference[].name', 'named', 'permission_set_arn', 'permission-set'],
  ['aws_ssoadmin_permissions_boundary_attachment', 'permissions_boundary[].managed_policy_arn', 'boundary', 'permission_set_arn', 'permission-set'],
  ['aws_ssoadmin_permissions_boundary_attachment', 'permissions_boundary[].customer_managed_policy_reference[].name', 'named-boundary', 'permission_set_arn', 'permission-set'],
  ['aws_ssoadmin_permission_set_inline_policy', 'inline_policy', 'inline', 'permission_set_arn', 'permission-set'],
  ['awscc_iam_role', 'managed_policy_arns', 'managed', undefined, 'role'],
  ['awscc_iam_role', 'policies[].policy_document', 'inline', undefined, 'role'],
  ['awscc_iam_role', 'permissions_boundary', 'boundary', undefined, 'role'],
  ['awscc_iam_user', 'managed_policy_arns', 'managed', undefined, 'user'],
  ['awscc_iam_user', 'policies[].policy_document', 'inline', undefined, 'user'],
  ['awscc_iam_user', 'permissions_boundary', 'boundary', undefined, 'user'],
  ['awscc_iam_group', 'managed_policy_arns', 'managed', undefined, 'group'],
  ['awscc_iam_group', 'policies[].policy_document', 'inline', undefined, 'group'],
  ['awscc_iam_role_policy', 'policy_document', 'inline', 'role_name', 'role'],
  ['awscc_iam_user_policy', 'policy_document', 'inline', 'user_name', 'user'],
  ['awscc_iam_group_policy', 'policy_document', 'inline', 'group_name', 'group'],
  ['awscc_sso_permission_set', 'managed_policies', 'managed', undefined, 'permission-set'],
  ['awscc_sso_permission_set', 'inline_policy', 'inline', undefined, 'permission-set'],
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

/**
 * Attributes with the ARNs of managed policies that limit sessions of a role, or what users of a chat may do through one.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-create-session.html
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html
 */
export const sessionLimits: ReadonlyMap<string, string> = new Map([
  ['aws_chatbot_slack_channel_configuration', 'guardrail_policy_arns'],
  ['aws_chatbot_teams_channel_configuration', 'guardrail_policy_arns'],
  ['aws_emr_studio_session_mapping', 'session_policy_arn'],
  ['aws_quicksight_iam_policy_assignment', 'policy_arn'],
  ['aws_rolesanywhere_profile', 'managed_policy_arns'],
  ['awscc_rolesanywhere_profile', 'managed_policy_arns'],
]);

/** How a resource puts users into groups: the attributes that name both. */
export interface MembershipType {
  readonly user: string;
  readonly group: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html */
export const membershipTypes: ReadonlyMap<string, MembershipType> = new Map([
  ['aws_iam_user_group_membership', { user: 'user', group: 'groups' }],
  ['aws_iam_group_membership', { user: 'users', group: 'group' }],
  ['awscc_iam_user', { user: '', group: 'groups' }],
]);

/** A resource type that is a principal. */
export interface PrincipalType {
  readonly kind: PrincipalKind;
  /** The attribute by which attachments name it. */
  readonly by: string;
  /** The attribute that people know it by. */
  readonly name: string;
  /** The attribute of its trust policy. */
  readonly trust?: string;
}

/** Resource types that are principals; an instance profile only carries a role. */
export const principalTypes: ReadonlyMap<string, PrincipalType> = new Map<string, PrincipalType>([
  ['aws_iam_role', { kind: 'role', by: 'name', name: 'name', trust: 'assume_role_policy' }],
  ['aws_iam_user', { kind: 'user', by: 'name', name: 'name' }],
  ['aws_iam_group', { kind: 'group', by: 'name', name: 'name' }],
  ['aws_ssoadmin_permission_set', { kind: 'permission-set', by: 'arn', name: 'name' }],
  [
    'awscc_iam_role',
    { kind: 'role', by: 'role_name', name: 'role_name', trust: 'assume_role_policy_document' },
  ],
  ['awscc_iam_user', { kind: 'user', by: 'user_name', name: 'user_name' }],
  ['awscc_iam_group', { kind: 'group', by: 'group_name', name: 'group_name' }],
  ['awscc_sso_permission_set', { kind: 'permission-set', by: 'permission_set_arn', name: 'name' }],
]);

/** Resource types that are managed policies of the customer: the attributes of their ARN and name. */
export const policyTypes: ReadonlyMap<
  string,
  { readonly arn: string; readonly name: string; readonly path: string }
> = new Map([
  ['aws_iam_policy', { arn: 'arn', name: 'name', path: 'path' }],
  ['awscc_iam_managed_policy', { arn: 'policy_arn', name: 'managed_policy_name', path: 'path' }],
]);
