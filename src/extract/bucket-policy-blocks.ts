/**
 * What becomes of a public bucket policy: the blocks of public access of its bucket and of the account, and for a new bucket
 * without one that all four settings are on, as for every bucket made since April 2023. `BlockPublicPolicy` refuses to take
 * a public policy and leaves those that are there; `RestrictPublicBuckets` keeps strangers out whatever the policy says.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-settings.html
 */
import { isHole, type Value } from '../base/value.ts';
import { after, before } from '../plan/change.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { PublicAccess } from '../subject/types.ts';
import { goneReason } from './documents.ts';
import { bucketsOf } from './public-access-blocks.ts';

/** The two settings that bear on policies; a hole where one is known only after apply. */
interface Block {
  readonly refuses: Value | undefined;
  readonly restricts: Value | undefined;
}

interface Blocks {
  readonly account: readonly Block[];
  readonly buckets: ReadonlyMap<string, readonly Block[]>;
  /** Buckets that the plan creates. */
  readonly created: ReadonlySet<string>;
}

const open: Block = { refuses: false, restricts: false };

/** Tells what becomes of the policy that a resource sets for a bucket; undefined for policies of other things. */
export function publicAccessOf(plan: Plan): (change: ResourceChange) => PublicAccess | undefined {
  let read: Blocks | undefined;
  return (change) => {
    if (change.type !== 'aws_s3_bucket_policy' && change.type !== 'aws_s3_bucket') return undefined;
    read ??= readBlocks(plan);
    const { account, buckets, created } = read;
    const names = bucketsOf(plan, change, change.type === 'aws_s3_bucket' ? '' : 'bucket');
    const own = names.flatMap((name) => buckets.get(name) ?? []);
    const told = accessUnder([...account, ...own], isWritten(change));
    if (told !== 'open' || own.length > 0) return told;
    return names.some((name) => created.has(name)) ? 'refused' : 'assumed';
  };
}

/** A policy that the plan leaves as it is was taken already. */
function isWritten({ actions }: ResourceChange): boolean {
  return actions.some((action) => action !== 'no-op' && action !== 'read');
}

function accessUnder(blocks: readonly Block[], written: boolean): PublicAccess {
  const some = (setting: (block: Block) => Value | undefined, is: (value: Value | undefined) => boolean) =>
    blocks.some((block) => is(setting(block)));
  const isOn = (value: Value | undefined) => value === true;
  if (written && some(({ refuses }) => refuses, isOn)) return 'refused';
  if (some(({ restricts }) => restricts, isOn)) return 'restricted';
  const isUnsure =
    some(({ restricts }) => restricts, isHole) || (written && some(({ refuses }) => refuses, isHole));
  return isUnsure ? 'undecided' : 'open';
}

function readBlocks(plan: Plan): Blocks {
  const account: Block[] = [];
  const buckets = new Map<string, Block[]>();
  const created = new Set<string>();
  for (const change of plan.changes) {
    if (change.mode !== 'managed') continue;
    const block = blockOf(change);
    if (change.type === 'aws_s3_account_public_access_block') account.push(block);
    else if (change.type === 'aws_s3_bucket_public_access_block')
      for (const name of blockedBuckets(plan, change))
        buckets.set(name, [...(buckets.get(name) ?? []), block]);
    else if (change.type === 'aws_s3_bucket' && change.actions.includes('create'))
      for (const name of bucketsOf(plan, change, '')) created.add(name);
  }
  return { account, buckets, created };
}

/** A block that is taken away was on the bucket that it names until then. */
function blockedBuckets(plan: Plan, change: ResourceChange): readonly string[] {
  if (goneReason(change) === undefined) return bucketsOf(plan, change, 'bucket');
  const bucket = before(change)?.bucket;
  return typeof bucket === 'string' ? [`name ${bucket}`] : [];
}

/** What the plan takes away blocks nothing any more. */
function blockOf(change: ResourceChange): Block {
  const values = goneReason(change) === undefined ? after(change) : null;
  return values === null
    ? open
    : { refuses: values.block_public_policy, restricts: values.restrict_public_buckets };
}
