/**
 * The policy language as data. String-or-array and single-statement shapes are removed once, by the parser;
 * the clause remembers how the user wrote it, so that a pointer leads to the text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import type { Pointer } from '../base/pointer.ts';
import type { Hole, Text, Value } from '../base/value.ts';

/** A document before parsing: its JSON text, or a tree in which values may be unknown. */
export type Content =
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'tree'; readonly tree: Value };

/** A policy document after parsing. */
export interface PolicyDocument {
  /** Absent means 2008-10-17: variables stay literal text. */
  readonly version?: Text;
  readonly id?: Text;
  readonly statements: readonly Statement[];
  /** A hole where the whole list of statements is unknown: any statement may be there. */
  readonly moreStatements?: Hole;
}

/** One statement. A clause that is absent is `undefined`; a clause with an empty list grants nothing. */
export interface Statement {
  readonly pointer: Pointer;
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid?: Text;
  readonly effect: 'Allow' | 'Deny' | Hole;
  /** `Action` or `NotAction`. */
  readonly action: Clause;
  /** `Resource` or `NotResource`; absent in trust policies. */
  readonly resource?: Clause;
  /** `Principal` or `NotPrincipal`; absent in identity policies. */
  readonly principal?: PrincipalClause;
  readonly conditions: readonly Condition[];
  /** The statement holds conditions that are unknown as a whole. */
  readonly moreConditions?: Hole;
}

/** The list of values of an element, positive or negated. */
export interface Clause {
  /** The element as written: `Action`, `NotAction`, `Resource`, `NotResource`. */
  readonly element: string;
  readonly negated: boolean;
  readonly pointer: Pointer;
  readonly values: readonly Text[];
  /** False where the user wrote one value and no list: its pointer is the element's own. */
  readonly listed: boolean;
  /** Elements that are unknown in number and value. */
  readonly more?: Hole;
}

/** `Principal` or `NotPrincipal`. `"*"` is one entry of type `AWS` with value `*` and `wildcard` true. */
export interface PrincipalClause {
  readonly element: 'Principal' | 'NotPrincipal';
  readonly negated: boolean;
  readonly pointer: Pointer;
  readonly principals: readonly PrincipalEntry[];
  readonly more?: Hole;
}

/** One principal: its type as AWS writes it, its value, and where it stands. */
export interface PrincipalEntry {
  readonly type: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser' | Text;
  readonly value: Text;
  readonly pointer: Pointer;
}

/** One key of one operator of a condition block, with all its values. */
export interface Condition {
  /** Operator as written: `ForAllValues:StringLikeIfExists`. */
  readonly operator: Text;
  /** Base operator in AWS's spelling, undefined when IAM has no such operator. */
  readonly base?: string;
  readonly set?: 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
  /** Condition key as written; keys compare without case. */
  readonly key: string;
  /** In the key of a claim, the issuer of the token where it is known only after apply. */
  readonly issuer?: Hole;
  readonly values: readonly Text[];
  readonly listed: boolean;
  readonly pointer: Pointer;
  readonly more?: Hole;
}

/** What IAM would refuse, or never match, in a document. */
export interface Defect {
  /** Access Analyzer's issue code in kebab-case where it has one, else our own: `duplicate-key`. */
  readonly code: string;
  readonly message: string;
  readonly pointer: Pointer;
  /** True when IAM refuses the document, false when it accepts it and something in it has no effect. */
  readonly refused: boolean;
}

/** What parsing gives: the document as far as it could be read, and what is wrong with it. */
export type ParsedPolicy =
  | { readonly ok: true; readonly document: PolicyDocument; readonly defects: readonly Defect[] }
  | { readonly ok: false; readonly defects: readonly [Defect, ...Defect[]] };
