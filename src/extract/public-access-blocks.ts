/**
 * Settings of a bucket that take its ACLs away: a block of public access, and owners that are enforced.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
import { isObject } from '../base/value.ts';
import { after, valueAt } from '../plan/change.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import { goneReason } from './documents.ts';
import { endsOf } from './ends.ts';

/** What is left of a bucket's ACLs: `none` where they are off, `accounts` where nothing public counts. */
export type AclReach = 'all' | 'accounts' | 'none';

/** Tells what the ACL that a resource sets for the bucket named by `attribute` can do; `` is the bucket itself. */
export function aclReachOf(plan: Plan): (change: ResourceChange, attribute: string) => AclReach {
  let limits: ReadonlyMap<string, AclReach> | undefined;
  return (change, attribute) => {
    limits ??= readLimits(plan);
    if (limits.size === 0) return 'all';
    const found = bucketsOf(plan, change, attribute).map((bucket) => limits?.get(bucket) ?? 'all');
    return found.includes('none') ? 'none' : found.includes('accounts') ? 'accounts' : 'all';
  };
}

function readLimits(plan: Plan): ReadonlyMap<string, AclReach> {
  const limits = new Map<string, AclReach>();
  for (const change of plan.changes) {
    const reach = change.mode === 'managed' ? limitOf(change) : 'all';
    if (reach === 'all' || goneReason(change) !== undefined) continue;
    for (const bucket of bucketsOf(plan, change, 'bucket'))
      if (limits.get(bucket) !== 'none') limits.set(bucket, reach);
  }
  return limits;
}

function limitOf(change: ResourceChange): AclReach {
  if (change.type === 'aws_s3_bucket_public_access_block') {
    const values = after(change);
    const isOn = (name: string) => isObject(values) && values[name] === true;
    return isOn('ignore_public_acls') || isOn('block_public_acls') ? 'accounts' : 'all';
  }
  if (change.type !== 'aws_s3_bucket_ownership_controls') return 'all';
  const rules = valueAt(change, 'after', 'rule[].object_ownership');
  return rules.some(({ value }) => value === 'BucketOwnerEnforced') ? 'none' : 'all';
}

/** A bucket of the plan by its address, and any bucket by its name. */
export function bucketsOf(plan: Plan, change: ResourceChange, attribute: string): readonly string[] {
  if (attribute === '') return namesOf(change);
  return endsOf(plan, change, attribute, (type) => type === 'aws_s3_bucket').flatMap(({ end }) => {
    if (end.end === 'resource') return namesOf(end.change);
    return end.end === 'text' ? [`name ${end.text}`] : [];
  });
}

function namesOf(bucket: ResourceChange): readonly string[] {
  const [name] = valueAt(bucket, 'after', 'bucket');
  const address = `at ${bucket.address}`;
  return typeof name?.value === 'string' ? [address, `name ${name.value}`] : [address];
}
