/**
 * What keeps uploads to the buckets of a plan in order beside the policies of whoever uploads: the policies of the buckets, and
 * the default encryption that the plan sets for them, written as the denial that it amounts to: no object stays without.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 */
import { hole, template, type Value } from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import { after } from '../plan/change.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { Context } from './context.ts';
import { documentsOf, goneReason } from './documents.ts';
import { bucketsOf } from './public-access-blocks.ts';

const policies: readonly string[] = ['aws_s3_bucket_policy', 'aws_s3_bucket'];
const setting = 'server_side_encryption_configuration';
const defaults: Readonly<Record<string, string>> = {
  aws_s3_bucket_server_side_encryption_configuration: 'bucket',
  aws_s3_bucket: '',
};

/** Documents whose denials count for uploads; none in most plans. */
export function bucketGuardsIn(context: Context): readonly Content[] {
  const changes = context.plan.changes.filter(
    (one) => one.mode === 'managed' && goneReason(one) === undefined && /^aws_s3_bucket/.test(one.type),
  );
  const written = changes
    .filter(({ type }) => policies.includes(type))
    .flatMap((one) => documentsOf(context, one).flatMap(({ content }) => content ?? []));
  const buckets = changes.filter(setsDefault).flatMap((one) => arnsOf(context, one));
  return buckets.length === 0 ? written : [...written, encrypted(buckets)];
}

/** In a resource of its own, or in a block of the bucket. */
function setsDefault(change: ResourceChange): boolean {
  if (!Object.hasOwn(defaults, change.type)) return false;
  if (change.type !== 'aws_s3_bucket') return true;
  const block = after(change)?.[setting];
  return Array.isArray(block) && block.length > 0;
}

function arnsOf({ plan }: Context, change: ResourceChange): readonly Value[] {
  return bucketsOf(plan, change, defaults[change.type] ?? '').map((name) =>
    name.startsWith('at ')
      ? template([hole({ reference: `${name.slice('at '.length)}.arn`, type: 'arn:s3:bucket' }), '/*'])
      : `arn:*:s3:::${name.slice('name '.length)}/*`,
  );
}

function encrypted(buckets: readonly Value[]): Content {
  const keys = ['s3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-customer-algorithm'];
  const tree: Value = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: buckets,
      Condition: { Null: Object.fromEntries(keys.map((key) => [key, 'true'])) },
    },
  };
  return { form: 'tree', tree };
}
