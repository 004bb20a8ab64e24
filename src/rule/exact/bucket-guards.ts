/**
 * Denials of bucket policies that are about the encryption of uploads, by the bucket that they are for, so that an allowance is
 * asked beside those of its own buckets only.
 */
import { isTemplate, type Text } from '../../base/value.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { Content, PolicyDocument, Statement } from '../../iam/types.ts';
import { denialsIn } from './ask.ts';
import { isAboutEncryption } from './uploads.ts';

interface Guards {
  readonly byBucket: ReadonlyMap<string, readonly PolicyDocument[]>;
  readonly all: readonly PolicyDocument[];
}

const read = new WeakMap<readonly Content[], Guards>();

/** The denials that may be about what the statement is about. */
export function guardsFor(statement: Statement, contents: readonly Content[]): readonly PolicyDocument[] {
  if (contents.length === 0) return [];
  const guards = read.get(contents) ?? readGuards(contents);
  read.set(contents, guards);
  const { byBucket, all } = guards;
  const { resource } = statement;
  const buckets =
    resource === undefined || resource.negated || resource.more ? [any] : resource.values.map(bucketOf);
  if (buckets.includes(any)) return all;
  return [...new Set([any, ...buckets].flatMap((bucket) => byBucket.get(bucket) ?? []))];
}

function readGuards(contents: readonly Content[]): Guards {
  const byBucket = new Map<string, PolicyDocument[]>();
  const all: PolicyDocument[] = [];
  for (const content of contents) {
    const parsed = parsePolicy(content);
    if (!parsed.ok) continue;
    const { statements, ...rest } = denialsIn(parsed.document);
    const about = statements.filter((one) => one.conditions.some(isAboutEncryption));
    if (about.length === 0) continue;
    const document = { ...rest, statements: about };
    all.push(document);
    const buckets = about.flatMap(({ resource }) =>
      resource === undefined || resource.negated || resource.more ? [any] : resource.values.map(bucketOf),
    );
    for (const bucket of new Set(buckets)) byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), document]);
  }
  return { byBucket, all };
}

const any = '*';

/** The name of the bucket, or the resource of the plan that it is; `*` where it may be several. */
function bucketOf(value: Text): string {
  if (typeof value === 'string') {
    const name = /^arn:[^:]*:s3:::([^/*?$]+)(\/|$)/.exec(value)?.[1];
    return name ?? any;
  }
  const [first] = isTemplate(value) ? value.parts : [value];
  const reference = typeof first === 'object' && !isTemplate(first) ? first.reference : undefined;
  return reference?.replace(/\.(arn|id|bucket)$/, '') ?? any;
}
