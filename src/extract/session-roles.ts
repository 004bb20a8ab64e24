/**
 * Policies that limit the sessions of a role which some service begins, with the roles. The sessions that begin otherwise
 * are not limited by them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
import type { Plan } from '../plan/types.ts';
import type { SessionPolicySubject } from '../subject/types.ts';
import { documentsOf, goneReason } from './documents.ts';
import { endsOf } from './ends.ts';
import { type ExtractOptions, lookingInto } from './extract.ts';

/** The attribute that names the role, by type. */
const roles: ReadonlyMap<string, string> = new Map([
  ['aws_eks_pod_identity_association', 'role_arn'],
  ['aws_rolesanywhere_profile', 'role_arns'],
  ['aws_transfer_access', 'role'],
  ['aws_transfer_user', 'role'],
  ['awscc_eks_pod_identity_association', 'role_arn'],
  ['awscc_rolesanywhere_profile', 'role_arns'],
]);

/** The session policies of a plan whose role is told. */
export function sessionPoliciesIn(plan: Plan, options: ExtractOptions): readonly SessionPolicySubject[] {
  const beginning = plan.changes.filter((one) => roles.has(one.type) && goneReason(one) === undefined);
  if (beginning.length === 0) return [];
  const { context } = lookingInto(plan, options);
  return beginning.flatMap((change) =>
    documentsOf(context, change)
      .filter(({ kind, state }) => kind === 'session' && state !== 'default')
      .map(({ origins: [{ address, attribute }] }) => ({
        address,
        attribute,
        roles: endsOf(plan, change, roles.get(change.type) ?? '', (type) =>
          type.endsWith('_iam_role'),
        ).flatMap(({ end }) =>
          end.end === 'resource' ? [end.change.address] : end.end === 'text' ? [end.text] : [],
        ),
      })),
  );
}
