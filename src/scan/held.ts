/**
 * What a principal holds, as the engine reads it: the union of its policies, within its boundary. What is the same
 * unknown before and after is left out on both sides: whatever it allows or denies, it brings nothing new.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
import { parsePolicy } from '../iam/parse-policy.ts';
import type { Content, PolicyDocument } from '../iam/types.ts';
import type { Access } from '../reason/replay.ts';
import type { AttachedPolicy, Holder } from '../subject/types.ts';

/** A document with the attachment that it comes by. */
export interface HeldDocument {
  readonly policy: AttachedPolicy;
  readonly document: PolicyDocument;
}

/** What is held on both sides, ready to compare. */
export interface HeldPair {
  readonly before: Access;
  readonly after: Access;
  readonly documents: { readonly before: readonly HeldDocument[]; readonly after: readonly HeldDocument[] };
  /** Not in reach, and the same on both sides: it may allow already what seems new. */
  readonly shared: readonly AttachedPolicy[];
  /** Not in reach, and on one side only: new or lost access may hide in it. */
  readonly onlyBefore: readonly AttachedPolicy[];
  readonly onlyAfter: readonly AttachedPolicy[];
}

/** Puts both sides together. */
export function heldPair(before: Holder, after: Holder): HeldPair {
  const was = readAll(before);
  const is = readAll(after);
  const same = (one: AttachedPolicy, others: readonly AttachedPolicy[]) =>
    others.some((other) => isSameUnknown(one, other));
  const shared = is.hidden.filter((one) => same(one, was.hidden));
  const limits = limitsOf(before.boundary, after.boundary);
  return {
    before: { layers: [was.documents.map(({ document }) => document), ...limits.before] },
    after: { layers: [is.documents.map(({ document }) => document), ...limits.after] },
    documents: {
      before: [...was.documents, ...limits.documentsBefore],
      after: [...is.documents, ...limits.documentsAfter],
    },
    shared: [...shared, ...limits.shared],
    onlyBefore: [...was.hidden.filter((one) => !same(one, is.hidden)), ...limits.onlyBefore],
    onlyAfter: [...is.hidden.filter((one) => !same(one, was.hidden)), ...limits.onlyAfter],
  };
}

interface Read {
  readonly documents: readonly HeldDocument[];
  readonly hidden: readonly AttachedPolicy[];
}

function readAll({ policies, inherited = [] }: Holder): Read {
  const documents: HeldDocument[] = [];
  const hidden: AttachedPolicy[] = [];
  for (const policy of [...policies, ...inherited]) {
    const document = documentOf(policy);
    if (document === undefined) hidden.push(policy);
    else if (document !== 'none') documents.push({ policy, document });
  }
  return { documents, hidden };
}

/** Undefined where it is not in reach; `none` where it is no policy, and so cannot be in force. */
function documentOf({ content }: AttachedPolicy): PolicyDocument | 'none' | undefined {
  if (content === undefined) return undefined;
  const parsed = parsedOnce(content);
  return parsed.ok ? parsed.document : 'none';
}

const parsedTexts = new Map<string, ReturnType<typeof parsePolicy>>();

/** One policy may be attached a thousand times. */
function parsedOnce(content: Content): ReturnType<typeof parsePolicy> {
  if (content.form === 'tree') return parsePolicy(content);
  const known = parsedTexts.get(content.text);
  if (known !== undefined) return known;
  const parsed = parsePolicy(content);
  if (parsedTexts.size > 5000) parsedTexts.clear();
  parsedTexts.set(content.text, parsed);
  return parsed;
}

function isSameUnknown(left: AttachedPolicy, right: AttachedPolicy): boolean {
  if (left.arn !== undefined && right.arn !== undefined) return left.arn === right.arn;
  return false;
}

interface Limits {
  readonly before: Access['layers'];
  readonly after: Access['layers'];
  readonly documentsBefore: readonly HeldDocument[];
  readonly documentsAfter: readonly HeldDocument[];
  readonly shared: readonly AttachedPolicy[];
  readonly onlyBefore: readonly AttachedPolicy[];
  readonly onlyAfter: readonly AttachedPolicy[];
}

/** The boundaries as layers. A boundary that IAM would refuse is told as one that is not in reach. */
function limitsOf(before: AttachedPolicy | undefined, after: AttachedPolicy | undefined): Limits {
  const was = heldLimit(before);
  const is = heldLimit(after);
  const isShared =
    before !== undefined &&
    after !== undefined &&
    was.length + is.length === 0 &&
    isSameUnknown(before, after);
  const hidden = (policy: AttachedPolicy | undefined, held: readonly HeldDocument[]) =>
    policy === undefined || held.length > 0 || isShared ? [] : [policy];
  return {
    before: was.map(({ document }) => [document]),
    after: is.map(({ document }) => [document]),
    documentsBefore: was,
    documentsAfter: is,
    shared: isShared && after !== undefined ? [after] : [],
    onlyBefore: hidden(before, was),
    onlyAfter: hidden(after, is),
  };
}

function heldLimit(policy: AttachedPolicy | undefined): readonly HeldDocument[] {
  const document = policy === undefined ? undefined : documentOf(policy);
  return policy === undefined || document === undefined || document === 'none' ? [] : [{ policy, document }];
}
