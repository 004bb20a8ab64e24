/**
 * Providers of OpenID Connect that a plan creates: their ARN is known only after apply, and whose tokens they stand for often
 * before: by their address, or by the EKS cluster whose address they take over.
 * https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html
 */
import { hole, isHole, type ValueObject } from '../../base/value.ts';
import type { Plan, ResourceChange } from '../../plan/types.ts';
import { sourcesOf, wholeSource } from '../follow.ts';

/** The values of a resource; the ARN of such a provider with the address of its issuer, `*` for what nobody knows of it. */
export function withIssuer(plan: Plan, change: ResourceChange, value: ValueObject): ValueObject {
  if (change.type !== 'aws_iam_openid_connect_provider' || !isHole(value.arn)) return value;
  const issuer = issuerOf(plan, change, value);
  if (issuer === undefined) return value;
  return { ...value, arn: hole({ ...value.arn, type: `arn:iam:openid-connect-provider/${issuer}` }) };
}

function issuerOf(plan: Plan, change: ResourceChange, { url }: ValueObject): string | undefined {
  if (typeof url === 'string') return url.replace(/^https:\/\//, '');
  const source = isHole(url) ? wholeSource(sourcesOf(plan, change, 'url')) : undefined;
  const isCluster = source?.type === 'aws_eks_cluster' && source.attribute.endsWith('.issuer');
  return isCluster ? 'oidc.eks.*.amazonaws.com/id/*' : undefined;
}
