/**
 * What the command line asked for, typed.
 */
import type { DocumentKind } from '../ask/document-kinds.ts';
import type { Severity } from '../rule/types.ts';
import type { Host } from './starter/starter.ts';

/** Formats of `scan`; other commands have some of them. */
export const formats = ['text', 'json', 'sarif'] as const;

/** One `--format name[=file]`; without a file it goes to standard output. */
export interface OutputFormat {
  readonly format: (typeof formats)[number] | 'markdown';
  readonly file?: string;
}

/** How text is coloured. */
export interface Colored {
  readonly color: 'auto' | 'always' | 'never';
}

/** What the configuration says beside the command line. */
export interface Configured {
  /** `--config`; absent: one is searched for. */
  readonly config?: string;
}

/** `--account ID`, `--account PROVIDER=ID`. */
export interface AccountWords {
  readonly all?: string;
  readonly byProvider: Readonly<Record<string, string>>;
}

/** Which rules are in force. */
export interface RuleSelection extends Colored, Configured {
  /** `--rules`: files and folders of the user's own rules. */
  readonly rules: readonly string[];
  readonly defaultRules: boolean;
  /** Absent: the configuration's, or `default`. */
  readonly profile?: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** The gate and the outputs of a scan. */
export interface ReportOptions extends Colored {
  /** These four: absent where the command line does not tell, and the configuration may. */
  readonly outputs?: readonly OutputFormat[];
  readonly failOn?: Severity | 'never';
  readonly gate?: 'new' | 'all';
  readonly unknown?: 'fail' | 'warn' | 'ignore';
  readonly all: boolean;
  readonly quiet: boolean;
}
export interface ScanCommand extends RuleSelection, ReportOptions {
  readonly command: 'scan';
  readonly plans: readonly string[];
  readonly accounts: AccountWords;
  /** `--source`; absent: it is looked for. */
  readonly source?: string;
  readonly progress: boolean;
}
export interface ExtractCommand extends Colored {
  readonly command: 'extract';
  readonly plans: readonly string[];
  readonly source?: string;
  readonly outputs: readonly OutputFormat[];
}
export interface RulesCommand extends RuleSelection {
  readonly command: 'rules';
  readonly action: 'list' | 'lint' | 'test';
  readonly files: readonly string[];
  readonly outputs: readonly OutputFormat[];
}
export interface ExplainCommand extends RuleSelection {
  readonly command: 'explain';
  /** A rule id or a profile's name. */
  readonly topic: string;
}
export interface CompareCommand extends Colored {
  readonly command: 'compare';
  readonly reference: string;
  readonly candidate: string;
  /** Absent: the elements of the documents tell. */
  readonly kind?: DocumentKind;
  readonly outputs: readonly OutputFormat[];
}
export interface CanCommand extends Colored, Configured {
  readonly command: 'can';
  readonly plan: string;
  readonly source?: string;
  /** An address, a name or an ARN. */
  readonly principal: string;
  readonly actions: readonly string[];
  /** ARNs, or addresses of resources. */
  readonly resources: readonly string[];
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly before: boolean;
  readonly accounts: AccountWords;
  readonly outputs: readonly OutputFormat[];
}
export interface DocumentCommand extends RuleSelection, ReportOptions {
  readonly command: 'document';
  readonly files: readonly string[];
  readonly scope: { readonly kind: DocumentKind; readonly type?: string };
  readonly accounts: AccountWords;
}
export interface DiffCommand extends Colored, Configured {
  readonly command: 'diff';
  readonly plans: readonly string[];
  readonly source?: string;
  readonly outputs: readonly OutputFormat[];
  readonly accounts: AccountWords;
  /** These two: absent where the command line does not tell, and the configuration may. */
  readonly failOn?: Severity | 'never';
  readonly unknown?: 'fail' | 'warn' | 'ignore';
}
export interface InitCommand extends Colored {
  readonly command: 'init';
  /** `--ci`; empty: what the folder shows. */
  readonly ci: readonly Host[];
}
/** `--help` and `--version`: text that is ready. */
export interface ShowCommand {
  readonly command: 'show';
  readonly text: string;
}
export type Command =
  | ScanCommand
  | ExtractCommand
  | CanCommand
  | CompareCommand
  | DocumentCommand
  | DiffCommand
  | RulesCommand
  | ExplainCommand
  | InitCommand
  | ShowCommand;
