/**
 * What an evaluation has at hand: names, the files it may read, and how many steps are left.
 */
import { giveUp } from '../value/errors.ts';
import type { HclValue } from '../value/values.ts';

/** Gives what a reference means: the value of its first names, and how many of them that took; undefined for no name. */
export type ResolveName = (
  root: string,
  names: readonly string[],
) => { readonly value: HclValue; readonly used: number } | undefined;

/** Gives the text of a file, as bytes in Latin-1, by its path from the module; throws Undetermined otherwise. */
export interface Files {
  readonly read: (path: string) => Uint8Array;
  readonly list: (folder: string) => readonly string[];
}

/** Steps left to one evaluation, shared by everything that it asks. */
export interface Budget {
  steps: number;
  depth: number;
  /** How often a name meant something unknown. */
  unknowns: number;
  /** How often something was taken to fit that what Terraform learns may yet turn into an error. */
  doubts: number;
  /** How often an error was passed over, only the type being asked. */
  failures: number;
}

export interface Context {
  readonly resolve: ResolveName;
  readonly files: Files;
  readonly budget: Budget;
  /** True where only the type is asked of what may fail: an error leaves what is around it. */
  readonly recovers?: boolean;
  /** Names that a `for` or a template function binds, the innermost first. */
  readonly bound?: Bound;
}

interface Bound {
  readonly name: string | symbol;
  readonly value: HclValue;
  readonly outer?: Bound | undefined;
}

const allowance = 1_000_000;
const deepest = 400;

/** A budget for one evaluation. */
export function newBudget(): Budget {
  return { steps: allowance, depth: 0, unknowns: 0, doubts: 0, failures: 0 };
}

/** Takes steps; gives up when none are left. A character of a text counts as a sixteenth of a step. */
export function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) giveUp('the expression takes too many steps');
}

/** Runs one level deeper. */
export function deeper<T>(budget: Budget, run: () => T): T {
  if (++budget.depth > deepest) giveUp('the expression is nested too deep');
  try {
    return run();
  } finally {
    budget.depth--;
  }
}

/** The context with one more name. */
export function bind(context: Context, name: string | symbol, value: HclValue): Context {
  return { ...context, bound: { name, value, outer: context.bound } };
}

/** What a bound name means. */
export function boundTo(context: Context, name: string | symbol): HclValue | undefined {
  for (let bound = context.bound; bound !== undefined; bound = bound.outer)
    if (bound.name === name) return bound.value;
  return undefined;
}
