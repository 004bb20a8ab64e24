/**
 * What a document is for, where its place alone does not tell.
 */
import { isHole } from '../base/value.ts';
import { valueAt } from '../plan/change.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { PolicyKind } from '../subject/types.ts';
import type { Row } from './catalogue/row.ts';
import type { Context } from './context.ts';

/** The kind of a document: by the type of an organizations policy, by what a managed policy is used for, else by row. */
export function kindOf(context: Context, change: ResourceChange, row: Row): PolicyKind {
  if (row.type === 'aws_organizations_policy' || row.type === 'awscc_organizations_policy')
    return organizationKind(change);
  return row.type === 'aws_iam_policy' ? (context.limits(change) ?? row.kind) : row.kind;
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html */
function organizationKind(change: ResourceChange): PolicyKind {
  const side = (change.raw.after ?? null) === null ? 'before' : 'after';
  const [type] = valueAt(change, side, 'type');
  if (type === undefined || isHole(type.value) || type.value === 'SERVICE_CONTROL_POLICY') return 'scp';
  return type.value === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : 'other-non-IAM';
}
