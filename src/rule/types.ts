/**
 * A rule as data: what `policies/<family>/<id>.yaml` holds after loading. Our rules and users' rules are the same.
 */
import type { Pointer } from '../base/pointer.ts';
import type { Json } from '../base/value.ts';
import type { PolicyKind, Subject } from '../subject/types.ts';
import type { Correction } from './correct.ts';

/** By what can really be done with the grant; most severe first. */
export const severities = ['critical', 'high', 'medium', 'low', 'note'] as const;
export type Severity = (typeof severities)[number];

/** `definite`, or `assumed` where a stated assumption is needed ("if 1234… is not yours"). */
export type Certainty = 'definite' | 'assumed';

/** What a rule looks at. */
export interface AppliesTo {
  readonly subject: Subject['subject'];
  readonly kinds?: readonly PolicyKind[];
  /** AWS service prefixes of the resource that a resource policy belongs to. */
  readonly services?: readonly string[];
  /** Terraform resource types, for `resource` rules. */
  readonly types?: readonly string[];
}

/** The condition tree of `report-when`. */
export type Clause =
  | { readonly all: readonly Clause[] }
  | { readonly any: readonly Clause[] }
  | { readonly not: Clause }
  | { readonly predicate: string; readonly argument: Json };

/** A threshold, or a list of words such as actions. */
export type Parameter = number | readonly string[];

/** Parameters by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** A rule, checked: every predicate exists, fits the subject and has a decoded argument. */
export interface Rule {
  readonly id: string;
  /** The folder it stands in: `grant`, `trust`, `exposure` … */
  readonly family: string;
  readonly title: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly appliesTo: AppliesTo;
  readonly rationale: string;
  readonly remediation: string;
  readonly acceptWhen: string;
  readonly references: readonly string[];
  readonly frameworks: Readonly<Record<string, readonly string[]>>;
  readonly reportWhen: Clause;
  readonly message: string;
  /** Ids of rules that say less about the same statement: where this one reports it, they are silent about it. */
  readonly supersedes: readonly string[];
  readonly aliases: readonly string[];
  readonly deprecated?: string;
  /** How the statement of a finding is put right. */
  readonly correction?: Correction;
  /** Thresholds that profiles and configurations may set; the rule's texts and condition hold these values. */
  readonly parameters?: Parameters;
  /** Those texts and the condition with the names of parameters instead. */
  readonly unbound?: Pick<Rule, 'title' | 'rationale' | 'remediation' | 'message' | 'reportWhen'>;
}

/** An example of a rule: its documentation and its test. */
export interface Example {
  readonly title: string;
  readonly expect:
    | { readonly verdict: 'complies' | 'undetermined' }
    | { readonly verdict: 'violates'; readonly pointer: Pointer };
  /** What the rule is about; the key tells which (`document`, `password-policy`, `resource`, `resources`). */
  readonly given: Json;
}

/** A rule file: the rule and its examples. */
export interface RuleFile {
  readonly file: string;
  readonly rule: Rule;
  readonly examples: readonly Example[];
}

/** A profile: which rules are in force, with other severities and the rows of a framework mapped onto them. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  /** Rule ids; `*` is every rule. */
  readonly rules: readonly string[];
  /** Rule ids that `*` leaves out. */
  readonly except: readonly string[];
  readonly severities: Readonly<Record<string, Severity>>;
  /** Rule id → thresholds that the profile sets. */
  readonly parameters: Readonly<Record<string, Parameters>>;
  /** Framework row → rule ids, in the framework's order. */
  readonly rows: readonly {
    readonly row: string;
    readonly title: string;
    /** Empty where no rule answers the row yet; `unanswered` then says why. */
    readonly rules: readonly string[];
    readonly unanswered?: string;
  }[];
}
