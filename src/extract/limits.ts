/**
 * Customer managed policies that the plan only limits somebody with: such a policy grants nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
import { own } from '../base/decode.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { Attachments } from './attachments.ts';
import { policyTypes, sessionLimits } from './catalogue/links.ts';
import { goneReason } from './documents.ts';
import { endsOf } from './ends.ts';

type Limit = 'boundary' | 'session';

/** Tells what a policy limits; undefined where it is attached to somebody, or limits nobody. */
export function limitsOf(
  plan: Plan,
  attachments: () => Attachments,
): (change: ResourceChange) => Limit | undefined {
  let limits: ReadonlyMap<string, Limit> | undefined;
  return ({ address }) => {
    limits ??= readLimits(plan, attachments());
    return limits.get(address);
  };
}

function readLimits(plan: Plan, { all }: Attachments): ReadonlyMap<string, Limit> {
  const limits = new Map(sessionPolicies(plan).map((address): [string, Limit] => [address, 'session']));
  const attached = new Set<string>();
  for (const { link, policy } of all) {
    if (policy.end !== 'resource') continue;
    const isBoundary = link.by === 'boundary' || link.by === 'named-boundary';
    if (isBoundary) limits.set(policy.change.address, 'boundary');
    else attached.add(policy.change.address);
  }
  for (const address of attached) limits.delete(address);
  return limits;
}

function sessionPolicies(plan: Plan): readonly string[] {
  return plan.changes.flatMap((change) => {
    const attribute = sessionLimits.get(change.type);
    if (attribute === undefined || change.mode !== 'managed' || goneReason(change) !== undefined) return [];
    return endsOf(plan, change, attribute, (type) => policyTypes.has(type)).flatMap(({ end }) =>
      end.end === 'resource' ? [end.change.address] : policiesNamed(plan, end.end === 'text' ? end.text : ''),
    );
  });
}

/** A policy whose ARN is known already exists, and says so. */
function policiesNamed(plan: Plan, arn: string): readonly string[] {
  const isNamed = ({ type, raw }: ResourceChange) => policyTypes.has(type) && own(raw.after, 'arn') === arn;
  return plan.changes.filter(isNamed).map(({ address }) => address);
}
