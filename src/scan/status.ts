/**
 * Is a finding new, widened or existing? Decided by what the document grants before and after, never by how it is
 * written: reformatting, splitting, reordering and narrowing bring nothing; more access always does.
 */
import type { Witness } from '../ask/witness.ts';
import type { Pointer } from '../base/pointer.ts';
import type { ParsedPolicy, PolicyDocument, Statement } from '../iam/types.ts';
import type { Access } from '../reason/replay.ts';
import type { Judgement } from '../rule/judgement.ts';
import type { PolicyKind } from '../subject/types.ts';
import type { FindingStatus } from './types.ts';

/** What a document, or a part of it, newly allows. */
export type Gain =
  | { readonly gains: 'nothing' }
  | {
      readonly gains: 'something';
      /** A request that is allowed after the plan and not before. */
      readonly witness: Witness;
      /** Some statement names principals, so that it matters who asks. */
      readonly named: boolean;
      /** The statement that allows it. */
      readonly pointer: Pointer;
      /** References whose values could make it another answer. */
      readonly assuming: readonly string[];
    }
  | { readonly gains: 'unknown'; readonly reason: string };

/** Questions of what a document allows after the plan and not before. */
export interface Gains {
  ofDocument(before: PolicyDocument, after: PolicyDocument, kind: PolicyKind): Gain;
  /** Of one statement of `after`, within its denials; of a denial: what is not denied any more. */
  ofStatement(before: PolicyDocument, after: PolicyDocument, statement: Statement, kind: PolicyKind): Gain;
  /** Of what somebody holds. */
  ofAccess(before: Access, after: Access): Gain;
  /** Does the statement allow anything at all? */
  allowsSomething(document: PolicyDocument, statement: Statement): boolean;
  /** Do statements with the same conditions name, all together, whatever this one names? */
  isNamedBy(before: PolicyDocument, statement: Statement): boolean;
}

/** The answers of whoever cannot compare: what changed counts as widened. */
export const incomparable: Gains = {
  ofDocument: () => unknown,
  ofStatement: () => unknown,
  ofAccess: () => unknown,
  allowsSomething: () => true,
  isNamedBy: () => false,
};

const unknown: Gain = { gains: 'unknown', reason: 'nothing compares documents here' };

/** What stood in the place before, and the rules that report it. */
export interface Earlier {
  readonly policy: ParsedPolicy;
  readonly kind: PolicyKind;
  /** Does the rule report on it, also where another one spoke for both? */
  readonly isReported: (rule: string) => boolean;
}

/** A status, and for a widened finding what it rests on. */
export interface Status {
  readonly status: FindingStatus;
  readonly gain?: Exclude<Gain, { readonly gains: 'nothing' }>;
}

/**
 * The status of a finding in a document that was another one before. A rule that reported before goes on reporting the
 * same mistake, unless what it reports grants more; where that cannot be told it counts as more. A rule that reports now
 * only is new, unless it is about a grant that was there before, under whatever name; one that grants nothing was there
 * where the same conditions stood on as much.
 */
export function statusOf(
  { rule, statement }: Judgement,
  after: ParsedPolicy,
  earlier: Earlier,
  gains: Gains,
): Status {
  const before = earlier.policy;
  if (!after.ok || !before.ok) return { status: 'new' };
  const wasReported = earlier.isReported(rule.id);
  const isGrant = statement?.effect === 'Allow';
  if (!wasReported && !isGrant) return { status: 'new' };
  const gain =
    statement === undefined
      ? gains.ofDocument(before.document, after.document, earlier.kind)
      : gains.ofStatement(before.document, after.document, statement, earlier.kind);
  if (gain.gains !== 'nothing') return wasReported ? { status: 'widened', gain } : { status: 'new' };
  const isThere =
    wasReported ||
    (isGrant &&
      (gains.allowsSomething(after.document, statement) || gains.isNamedBy(before.document, statement)));
  return { status: isThere ? 'existing' : 'new' };
}
