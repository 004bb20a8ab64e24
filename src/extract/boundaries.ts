/**
 * Customer managed policies that the plan only uses as permissions boundaries: such a policy grants nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
import type { ResourceChange } from '../plan/types.ts';
import type { Attachments } from './attachments.ts';

/** Tells whether a policy bounds somebody and is attached to nobody. */
export function boundariesOf(attachments: () => Attachments): (change: ResourceChange) => boolean {
  let bounds: Set<string> | undefined;
  return ({ address }) => {
    bounds ??= readBoundaries(attachments());
    return bounds.has(address);
  };
}

function readBoundaries({ all }: Attachments): Set<string> {
  const bounds = new Set<string>();
  const attached = new Set<string>();
  for (const { link, policy } of all) {
    if (policy.end !== 'resource') continue;
    const isBoundary = link.by === 'boundary' || link.by === 'named-boundary';
    (isBoundary ? bounds : attached).add(policy.change.address);
  }
  for (const address of attached) bounds.delete(address);
  return bounds;
}
