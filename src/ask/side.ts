/**
 * The two sides that decide whether somebody may do something: what the principal holds, and what stands on the resource.
 */
import type { Caller } from '../iam/request.ts';
import type { Content, PolicyDocument } from '../iam/types.ts';
import type { PublicAccess } from '../subject/types.ts';

/** Where a document stands in the plan. */
export interface Source {
  readonly address: string;
  readonly attribute: string;
  /** The name or ARN of a managed policy, where its document stands in no resource of the plan. */
  readonly policy?: string;
  /** What stands in it must not be shown. */
  readonly sensitive?: boolean;
}

/** A document with its place. */
export interface SourcedDocument {
  readonly source: Source;
  readonly document: PolicyDocument;
  /** As it stands in the plan, for showing it. */
  readonly content: Content;
  /** Of a bucket policy. */
  readonly publicAccess?: PublicAccess;
}

/** A document that is not in reach, and why. */
export interface HiddenDocument {
  readonly source: Source;
  readonly reason: string;
}

/** Who asks, with what it holds. */
export interface PrincipalSide {
  readonly caller: Caller;
  /** Absent where the plan does not tell. */
  readonly account?: string;
  /** `plan`: everything attached to it is known or listed as hidden; `outside`: nothing of it is. */
  readonly from: 'plan' | 'outside';
  readonly identity: readonly SourcedDocument[];
  readonly boundary?: SourcedDocument;
  readonly hidden: readonly HiddenDocument[];
  /** True where identity policies are among those that are hidden, and where the boundary is. */
  readonly identityHidden: boolean;
  readonly boundaryHidden: boolean;
}

/** A resource of the plan that has policies of its own. */
export interface ResourceSide {
  /** ARNs that it is or holds; `*` stands for what is not known. */
  readonly arns: readonly string[];
  /** Actions that the policies are about. */
  readonly actions: readonly string[];
  readonly policies: readonly SourcedDocument[];
  readonly hidden: readonly HiddenDocument[];
  /** "IAM role trust policies and KMS key policies … must explicitly allow access." */
  readonly mustAllow: boolean;
  readonly account?: string;
}
