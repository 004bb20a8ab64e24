/**
 * Customer managed policies that the plan only limits somebody with: such a policy grants nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
import { own } from '../base/decode.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { Attachments } from './attachments.ts';
import { policyTypes, sessionLimits } from './catalogue/links.ts';
import type { Context } from './context.ts';
import { goneReason } from './documents.ts';
import { endsOf } from './ends.ts';
import { boundariesNamed } from './named-boundaries.ts';

type Limit = 'boundary' | 'session';

/** Tells what a policy limits; undefined where it is attached to somebody, or limits nobody. */
export function limitsOf(
  plan: Plan,
  attachments: () => Attachments,
  context: () => Context,
): (change: ResourceChange) => Limit | undefined {
  let limits: ReadonlyMap<string, Limit> | undefined;
  return ({ address }) => {
    if (limits === undefined) {
      const read = readLimits(plan, attachments());
      // Looking for boundaries by name looks into documents, whose kinds are asked for again here.
      limits = read.limits;
      const free = plan.changes.filter((one) => policyTypes.has(one.type) && !read.attached.has(one.address));
      const named = boundariesNamed(context(), free);
      limits = new Map([...named.map((one) => [one, 'boundary'] as const), ...read.limits]);
    }
    return limits.get(address);
  };
}

interface Read {
  readonly limits: ReadonlyMap<string, Limit>;
  /** Policies that somebody holds. */
  readonly attached: ReadonlySet<string>;
}

function readLimits(plan: Plan, { all }: Attachments): Read {
  const limits = new Map(sessionPolicies(plan).map((address): [string, Limit] => [address, 'session']));
  const attached = new Set<string>();
  for (const { link, policy } of all) {
    if (policy.end !== 'resource') continue;
    const isBoundary = link.by === 'boundary' || link.by === 'named-boundary';
    if (isBoundary) limits.set(policy.change.address, 'boundary');
    else attached.add(policy.change.address);
  }
  for (const address of attached) limits.delete(address);
  return { limits, attached };
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
