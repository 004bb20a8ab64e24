/**
 * What a plan changes in what is granted: for each principal and each policy document, new and lost access, with a
 * request as witness and the statement that decides.
 */
import type { Place, Witness } from '../../ask/witness.ts';
import type { Problem } from '../../base/problem.ts';
import type { Relation } from '../../reason/compare.ts';
import type { Severity } from '../../rule/types.ts';
import type { PolicyKind, PrincipalSubject } from '../../subject/types.ts';

/** A statement in the plan. */
export interface StatementPlace extends Place {
  readonly address: string;
  readonly attribute: string;
}

/** The account behind a request: one that the user names, or somebody else's. */
export interface Asker {
  readonly trust: KnownAccount['trust'] | 'outsider';
  /** What the user calls the account. */
  readonly name?: string;
}

/** An account that the user names. A vendor's is known, and not trusted. */
export interface KnownAccount {
  readonly name?: string;
  readonly trust: 'own' | 'trusted' | 'vendor';
}

/** Whom the user knows. */
export interface Acquaintance {
  /** By account number. */
  readonly accounts: Readonly<Record<string, KnownAccount>>;
  /** `o-…` */
  readonly organization?: string;
}

/** A request that is allowed on one side of the plan and not on the other. */
export interface Allowance {
  /** Absent where the document is sensitive: then nothing of it is shown. */
  readonly witness?: Witness;
  /** Actions that are treated alike, the most consequential first. */
  readonly actions: readonly string[];
  /** The statement in short, as it is written: "`s3:*` on `*`"; absent where the document is sensitive. */
  readonly written?: string;
  /** The statement that allows it. Absent where it is only not denied any more, and other policies decide. */
  readonly statement?: StatementPlace;
  /** The statement of the other side that denies it. */
  readonly denied?: StatementPlace;
  /** True where anyone in the world can make the request. */
  readonly anyone: boolean;
  /** Who asks, as far as the user tells whom to trust; absent where that does not matter or is not told. */
  readonly asker?: Asker;
  readonly severity: Severity;
}

/** One direction of a change. */
export type Direction =
  | {
      readonly verdict: 'yes';
      readonly allowances: readonly [Allowance, ...Allowance[]];
      /** What could make it another answer. */
      readonly assuming: readonly string[];
    }
  | { readonly verdict: 'no' }
  | { readonly verdict: 'undetermined'; readonly reason: string; readonly references: readonly string[] };

/** Is it there on both sides of the plan? */
export type Life = 'created' | 'changed' | 'destroyed';

/** A principal or a document whose access the plan may change. */
export interface AccessChange {
  readonly subject: 'principal' | 'document';
  readonly kind: PrincipalSubject['principal'] | PolicyKind;
  readonly address: string;
  /** Copies from `count` and `for_each`, sorted. */
  readonly addresses: readonly string[];
  /** Empty for a principal. */
  readonly attribute: string;
  /** What people call a principal. */
  readonly name?: string;
  readonly life: Life;
  /** The boundaries of a principal by name, where they are not the same; null for none. */
  readonly boundary?: { readonly before: string | null; readonly after: string | null };
  readonly relation: Relation;
  readonly newAccess: Direction;
  readonly lostAccess: Direction;
  /** Of what is new, the most severe; absent where nothing is. */
  readonly severity?: Severity;
  /** The values of the document are sensitive. */
  readonly sensitive: boolean;
  /** A principal that holds the document says the same. */
  readonly told: boolean;
  /** Index of the plan in `DiffResult.plans`. */
  readonly plan: number;
}

/** Something that the plan may change, and that could not be compared. */
export interface NotCompared {
  readonly address: string;
  readonly attribute: string;
  readonly reason: string;
  readonly references: readonly string[];
  readonly plan: number;
}

/** A plan that was compared. */
export interface DiffPlan {
  readonly file: string;
  readonly formatVersion: string;
  readonly terraformVersion?: string;
  readonly complete: boolean;
}

/** What the plans change. */
export interface DiffResult {
  readonly plans: readonly DiffPlan[];
  /** The most severe new access first, then what only loses, then what stays the same. */
  readonly changes: readonly AccessChange[];
  readonly undetermined: readonly NotCompared[];
  readonly problems: readonly Problem[];
  readonly gate: DiffGate;
}

/** New access fails the gate by its severity. */
export interface DiffGate {
  readonly passed: boolean;
  /** How many changes fail it. */
  readonly failing: number;
  readonly failOn: Severity | 'never';
  /** True when something could not be compared, and `--unknown fail` was given. */
  readonly unknownFails: boolean;
}
