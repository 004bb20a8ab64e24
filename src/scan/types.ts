/**
 * What a scan gives: findings about the user's policies, what could not be evaluated, and how much was.
 */
import type { Witness } from '../ask/witness.ts';
import type { Pointer } from '../base/pointer.ts';
import type { Problem } from '../base/problem.ts';
import type { Value } from '../base/value.ts';
import type { Certainty, Severity } from '../rule/types.ts';
import type { DocumentState, DocumentSubject, Rebuilt, SourceRange } from '../subject/types.ts';

/** new: `before` did not have it; widened: it had it and the plan grants more; existing: the same before and after. */
export type FindingStatus = 'new' | 'widened' | 'existing';

/** One finding. Copies from `count` and `for_each` are one, with a list of addresses. */
export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly status: FindingStatus;
  /** What is wrong, in one sentence, with the evidence's facts filled in. */
  readonly message: string;
  /** Who gets it, in the plan's words: the role, the policy, anyone. */
  readonly who?: string;
  /** The worst that follows (the rule's rationale) and the edit that mends it (its remediation). */
  readonly worst: string;
  readonly edit: string;
  /** The statement as it should be, as JSON over several lines, where the rule can tell. */
  readonly correction?: string;
  readonly references: readonly string[];
  /** The first address; all of them, sorted, in `addresses`. */
  readonly address: string;
  readonly addresses: readonly string[];
  readonly attribute: string;
  /** Pointer inside the document, or to the attribute of the resource. */
  readonly pointer: Pointer;
  readonly actions: readonly string[];
  readonly fingerprint: string;
  readonly evidence: readonly FindingEvidence[];
  /** The parsed document for display with the offending places marked; absent when sensitive or not a document. */
  readonly document?: Value;
  /** Set where the plan hides what this is about: what it was rebuilt from. */
  readonly rebuilt?: Rebuilt;
  /** The data source in which the document is written, where it is not at the address itself. */
  readonly written?: string;
  /** Where it is written in the configuration. */
  readonly source?: SourceRange;
  /** Index of the plan in `ScanResult.plans`. */
  readonly plan: number;
}
export interface FindingEvidence {
  readonly pointer: Pointer;
  readonly value?: string;
  /** A request that proves the finding; of a widened one, a request that nothing allowed before. */
  readonly witness?: Witness;
}

/** Something found and not evaluated, or evaluated without an answer. */
export interface Undetermined {
  readonly address: string;
  readonly attribute: string;
  /** Set where one rule could not be decided on a document that is known in part. */
  readonly rule?: string;
  readonly pointer?: Pointer;
  readonly reason: string;
  readonly references: readonly string[];
  /** What would make it readable. */
  readonly hint?: string;
  /** Where it is written in the configuration. */
  readonly source?: SourceRange;
  readonly plan: number;
}

/** How many documents were found, by state; `found` is the sum of the others. */
export type Coverage = Readonly<Record<'found' | DocumentState, number>>;

/** Something listed and not judged, with what there is to say about it: defaults, other grammars, no consumer. */
export interface Listed {
  readonly address: string;
  readonly attribute: string;
  readonly state: DocumentState;
  readonly reason: string;
  readonly plan: number;
}

export interface PlanSummary {
  readonly file: string;
  readonly formatVersion: string;
  readonly terraformVersion?: string;
  readonly complete: boolean;
  readonly coverage: Coverage;
  /** Password policies, principals and resources that rules looked at. */
  readonly passwordPolicies: number;
  readonly principals: number;
}

/** The result of scanning one or several plans. */
export interface ScanResult {
  readonly plans: readonly PlanSummary[];
  readonly coverage: Coverage;
  /** Most severe first, then by address, attribute, pointer, rule. */
  readonly findings: readonly Finding[];
  readonly undetermined: readonly Undetermined[];
  readonly listed: readonly Listed[];
  readonly problems: readonly Problem[];
  readonly rules: number;
  readonly gate: Gate;
}

/** What the gate decided, and why. */
export interface Gate {
  readonly passed: boolean;
  /** Fingerprints of the findings that fail it. */
  readonly failing: readonly string[];
  readonly failOn: Severity | 'never';
  readonly asked: 'new' | 'all';
  /** True when undetermined documents fail the run (`--unknown fail`). */
  readonly unknownFails: boolean;
}

/** A document for `grantlint extract`. */
export type ExtractedDocument = DocumentSubject;
