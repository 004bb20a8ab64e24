/**
 * What becomes of a public bucket policy, by the blocks of its bucket and of the account.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-settings.html
 */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/value.ts';
import { publicAccessOf } from '../../src/extract/bucket-policy-blocks.ts';
import { entry, planOf } from '../plan/plans.ts';

const policy = (change: JsonObject = {}) =>
  entry('aws_s3_bucket_policy.site', {
    actions: ['create'],
    after: { bucket: 'site', policy: '{}' },
    ...change,
  });
const bucket = (change: JsonObject = {}) =>
  entry('aws_s3_bucket.site', {
    actions: ['no-op'],
    before: { bucket: 'site' },
    after: { bucket: 'site' },
    ...change,
  });
const block = (settings: JsonObject, change: JsonObject = {}) =>
  entry('aws_s3_bucket_public_access_block.site', {
    actions: ['create'],
    after: { bucket: 'site', ...settings },
    ...change,
  });
const refuses = { block_public_policy: true, restrict_public_buckets: false };
const restricts = { block_public_policy: false, restrict_public_buckets: true };
const open = { block_public_policy: false, restrict_public_buckets: false };
const unchanged = { actions: ['no-op'], before: { bucket: 'site', policy: '{}' } };

/** What becomes of the policy of `site`, in a plan of these resources. */
function accessIn(...changes: readonly JsonObject[]) {
  const plan = planOf({ resource_changes: [...changes] });
  const [change] = plan.changes.filter(({ type }) => type === 'aws_s3_bucket_policy');
  if (change === undefined) throw new Error('no policy');
  return publicAccessOf(plan)(change);
}

describe('the policy of a bucket', () => {
  it('is taken for open where the plan shows neither the bucket nor a block', () => {
    expect(accessIn(policy())).toBe('assumed');
    expect(accessIn(policy(), bucket())).toBe('assumed');
  });

  it('is refused for a bucket that the plan makes, which has all four settings on', () => {
    expect(accessIn(policy(), bucket({ actions: ['create'], before: null }))).toBe('refused');
  });

  it('is open where a block of the bucket leaves it alone, also for a new bucket', () => {
    expect(accessIn(policy(), block(open))).toBe('open');
    expect(accessIn(policy(), bucket({ actions: ['create'], before: null }), block(open))).toBe('open');
    expect(accessIn(policy(), block({}))).toBe('open');
  });

  it('is refused where it is written under BlockPublicPolicy, and stays where it was there before', () => {
    expect(accessIn(policy(), block(refuses))).toBe('refused');
    expect(accessIn(policy(unchanged), block(refuses))).toBe('open');
  });

  it('is kept from strangers by RestrictPublicBuckets, whenever it was written', () => {
    expect(accessIn(policy(), block(restricts))).toBe('restricted');
    expect(accessIn(policy(unchanged), block(restricts))).toBe('restricted');
  });

  it('is refused rather than restricted where both settings are on', () => {
    const both = { block_public_policy: true, restrict_public_buckets: true };
    expect(accessIn(policy(), block(both))).toBe('refused');
    expect(accessIn(policy(unchanged), block(both))).toBe('restricted');
  });

  it('is undecided where a setting that counts is known only after apply', () => {
    const hidden = (name: string) =>
      block(
        { block_public_policy: false, restrict_public_buckets: false, [name]: null },
        {
          after_unknown: { [name]: true },
        },
      );
    expect(accessIn(policy(), hidden('block_public_policy'))).toBe('undecided');
    expect(accessIn(policy(unchanged), hidden('block_public_policy'))).toBe('open');
    expect(accessIn(policy(unchanged), hidden('restrict_public_buckets'))).toBe('undecided');
  });

  it('is under the block of the account too, and one of both is enough', () => {
    const account = entry('aws_s3_account_public_access_block.all', {
      actions: ['no-op'],
      before: refuses,
      after: refuses,
    });
    expect(accessIn(policy(), account)).toBe('refused');
    expect(accessIn(policy(), account, block(open))).toBe('refused');
  });

  it('is under no block that the plan takes away', () => {
    const gone = { actions: ['delete'], before: { bucket: 'site', ...restricts }, after: null };
    expect(accessIn(policy(), block({}, gone))).toBe('open');
  });

  it('is under no block of another bucket', () => {
    expect(accessIn(policy(), block({ ...restricts, bucket: 'other' }))).toBe('assumed');
  });
});

describe('other resources', () => {
  it('have no such settings', () => {
    const plan = planOf({ resource_changes: [entry('aws_sqs_queue_policy.q', { after: { policy: '{}' } })] });
    expect(plan.changes.map(publicAccessOf(plan))).toEqual([undefined]);
  });
});
