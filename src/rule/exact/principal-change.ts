/**
 * A principal before and after a plan: what is attached on both sides, and what of the plan makes a request newly allowed.
 * A policy whose document changes where it is attached is judged at that document; here are attachments, memberships of
 * groups, boundaries, and denials that go.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
 */
import type { Pointer } from '../../base/pointer.ts';
import type { PolicyDocument, Statement } from '../../iam/types.ts';
import type { AttachedPolicy, Holder } from '../../subject/types.ts';
import type { SubjectOf } from '../predicate.ts';
import { inAttachment } from '../predicates/attachment.ts';
import type { Layers } from './ask.ts';
import { isSameHolder, readAttached, signOf } from './held.ts';

/** Both sides as the engine reads them. What is the same on both and not in reach is left out. */
export interface PrincipalChange {
  readonly before: Layers;
  readonly after: Layers;
  /** The attachment that a statement of the later side comes by. */
  readonly attachmentOf: (statement: Statement) => Attachment | undefined;
  /** Not in reach, and on one side only: it may have allowed or denied before, or may now. */
  readonly hidden: readonly Hidden[];
  /** Keys of the groups that it was in. */
  readonly groups: readonly string[];
  /** Assumptions on which something new rests. */
  readonly assumptions: readonly string[];
  /** The place of the boundary, where another one limits now. */
  readonly otherBoundary?: Pointer;
}

/** An attachment of the later side, with its document and what it was. */
export interface Attachment {
  readonly policy: AttachedPolicy;
  readonly document: PolicyDocument;
  /** Absent for what comes by a group. */
  readonly index?: number;
  /** The document of the same attachment before; absent for a new one. */
  readonly was?: PolicyDocument;
}

/** Something attached that is not in reach, and its place. */
export interface Hidden {
  readonly pointer: Pointer;
  readonly reason: string;
}

/** The principal as it was; undefined for one that the plan creates, and for one that stays as it is. */
export function changeOf(subject: SubjectOf<'principal'>): PrincipalChange | undefined {
  const before = earlierOf(subject);
  if (before === undefined || isSameHolder(before, subject)) return undefined;
  const was = [...before.policies, ...(before.inherited ?? [])];
  const is = [...subject.policies, ...(subject.inherited ?? [])];
  const read = is.map((policy, index): Attachment => {
    const same = was.find((one) => keyOf(one) === keyOf(policy));
    return {
      policy,
      document: readAttached(policy).document,
      ...(index < subject.policies.length ? { index } : {}),
      ...(same === undefined ? {} : { was: readAttached(same).document }),
    };
  });
  const limits = limitsOf(before.boundary, subject.boundary);
  const isShared = (one: AttachedPolicy, others: readonly AttachedPolicy[]) =>
    one.arn !== undefined && others.some((other) => other.arn === one.arn && isOutOfReach(other));
  return {
    before: [was.map((one) => readAttached(one).document), ...limits.before],
    after: [read.map(({ document }) => document), ...limits.after],
    attachmentOf: lookUp(read),
    hidden: [
      ...is.flatMap((one, index) =>
        isOutOfReach(one) && !isShared(one, was) ? [hiddenAt(one, index, subject)] : [],
      ),
      ...was.flatMap((one) =>
        isOutOfReach(one) && !isShared(one, is) ? [{ pointer: '', reason: gone }] : [],
      ),
      ...limits.hidden.map((reason) => ({ pointer: placeOf(subject.boundary, subject), reason })),
    ],
    groups: before.groups ?? [],
    assumptions: [...(subject.standing === 'resource' ? [] : [unlessHeld]), ...limits.assumptions],
    ...(limits.isOther ? { otherBoundary: placeOf(subject.boundary, subject) } : {}),
  };
}

const gone = 'the document of a policy that it loses is not in this plan';
const unlessHeld = 'unless it holds this already by what is not in this plan';

/** Of a principal that is only named there is nothing before but what the plan held of it. */
function earlierOf({ before, standing, origin }: SubjectOf<'principal'>): Holder | undefined {
  if (before === undefined) return undefined;
  if (standing === 'resource' && origin.actions.join() === 'create') return undefined;
  return before() ?? (standing === 'resource' ? undefined : { policies: [] });
}

function isOutOfReach({ content }: AttachedPolicy): boolean {
  return content === undefined;
}

/** The same attachment before and after has the same key. */
function keyOf({ by, arn, document, origin, through = '' }: AttachedPolicy): string {
  const stands = document ?? origin;
  const isNamed = by !== 'inline' && document === undefined && arn !== undefined;
  return `${through} ${isNamed ? arn : `${stands.address} ${stands.attribute}`}`;
}

function lookUp(read: readonly Attachment[]): PrincipalChange['attachmentOf'] {
  const known = new Map<string, Attachment>();
  for (const one of read) for (const statement of one.document.statements) known.set(signOf(statement), one);
  return (statement) => known.get(signOf(statement));
}

function hiddenAt(
  { reason = 'its document is not in reach' }: AttachedPolicy,
  index: number,
  { policies }: SubjectOf<'principal'>,
): Hidden {
  return { reason, pointer: index < policies.length ? inAttachment(index, '') : '' };
}

interface Limits {
  readonly before: Layers;
  readonly after: Layers;
  readonly isOther: boolean;
  readonly assumptions: readonly string[];
  /** Why it is open whether the later boundary allows more. */
  readonly hidden: readonly string[];
}

/**
 * The boundaries as layers. One that the plan takes away is left out on both sides: a rule of its own tells of it. One that
 * is not in reach limits nothing here, which is an assumption where it limits later.
 */
function limitsOf(before: AttachedPolicy | undefined, after: AttachedPolicy | undefined): Limits {
  const none: Limits = { before: [], after: [], isOther: false, assumptions: [], hidden: [] };
  if (after === undefined) return none;
  const isSame = before !== undefined && before.arn !== undefined && before.arn === after.arn;
  if (isOutOfReach(after)) {
    const hidden =
      before === undefined || isSame ? [] : ['the document of its new boundary is not in this plan'];
    return { ...none, assumptions: ['unless its permissions boundary holds it back'], hidden };
  }
  const limit = [[readAttached(after).document]];
  if (before === undefined) return { ...none, after: limit };
  if (isOutOfReach(before)) {
    const hidden = ['the document of the boundary that it had is not in this plan'];
    return { ...none, before: limit, after: limit, hidden };
  }
  const isOther = JSON.stringify(before.content) !== JSON.stringify(after.content);
  return { ...none, before: [[readAttached(before).document]], after: limit, isOther };
}

/** Where the boundary stands: an attribute of the principal, or a resource of its own. */
export function placeOf(boundary: AttachedPolicy | undefined, { origin }: SubjectOf<'principal'>): Pointer {
  return boundary?.origin.address === origin.address ? `/${boundary.origin.attribute}` : '';
}

/** The document with one of its allowances, and its denials. */
export function withOnly(document: PolicyDocument, pointer: Pointer): PolicyDocument {
  const isKept = (one: Statement) => one.pointer === pointer || one.effect !== 'Allow';
  return { ...document, statements: document.statements.filter(isKept) };
}
