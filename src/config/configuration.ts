/**
 * What `.grantlint.yaml` says, decoded. Options of the command line win over it.
 */
import type { Parameters, Severity } from '../rule/types.ts';

/** `own`: yours; `trusted`: treated like it; `vendor`: somebody else's, known and not trusted. */
export const trusts = ['own', 'trusted', 'vendor'] as const;

/** An account by its number. */
export interface Account {
  readonly name?: string;
  readonly trust: (typeof trusts)[number];
}

/** Another severity for the findings of a rule, at the addresses that the glob matches. */
export interface SeverityOverride {
  /** A rule id or alias. */
  readonly rule: string;
  /** `*` stands for any text: `module.sandbox.*`. Absent: everywhere. */
  readonly address?: string;
  readonly severity: Severity;
}

/** A configuration; a key that the file leaves out is absent. */
export interface Configuration {
  readonly accounts: Readonly<Record<string, Account>>;
  readonly organization?: string;
  readonly profile?: string;
  /** Ids of rules that are in force whatever the profile names. */
  readonly addRules?: readonly string[];
  readonly severities: readonly SeverityOverride[];
  /** Thresholds and lists by rule id. */
  readonly parameters?: Readonly<Record<string, Parameters>>;
  readonly failOn?: Severity | 'never';
  readonly gate?: 'new' | 'all';
  readonly unknown?: 'fail' | 'warn' | 'ignore';
  /** `NAME` or `NAME=FILE`, as `--format` takes them. */
  readonly formats?: readonly string[];
  readonly requireBoundary?: boolean;
  readonly accountBaseline?: boolean;
}

/** What holds where there is no file. */
export const noConfiguration: Configuration = { accounts: {}, severities: [] };

/** Numbers of the accounts of that trust, sorted. */
export function accountsOf({ accounts }: Configuration, trust: Account['trust']): readonly string[] {
  return Object.keys(accounts)
    .filter((number) => accounts[number]?.trust === trust)
    .sort();
}
