/**
 * Problems speak about grantlint's inputs (a plan, a rule, an option); findings speak about the user's policies.
 * The two never mix.
 */

/** What is wrong with an input, with a closed code, and what to do about it. */
export interface Problem {
  /** kebab-case, stable: `state-instead-of-plan`, `rule-unknown-key` … */
  readonly code: string;
  /** One line, lower-case start, user text in backticks. */
  readonly message: string;
  /** The fix, one or two sentences. */
  readonly hint?: string;
  /** The file or stream it is about. */
  readonly file?: string;
  /** Where in the file: line and column from 1. */
  readonly line?: number;
  readonly column?: number;
  /** The source line and a caret under the place, ready to print. */
  readonly excerpt?: string;
}

/** Exit codes that an input can cause: 2 usage, rules or configuration; 3 a plan that could not be read. */
export type ProblemExit = 2 | 3;

/** Thrown where an input cannot be used; carries every problem found in it. */
export class InputError extends Error {
  /** By name, since parts of the command that load on demand are bundles with a copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'InputError';
  }

  override readonly name = 'InputError';
  readonly problems: readonly Problem[];
  readonly exit: ProblemExit;

  constructor(exit: ProblemExit, problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('; '));
    this.exit = exit;
    this.problems = problems;
  }
}
