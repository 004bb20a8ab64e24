/**
 * What a scan counts and keeps while documents stream by.
 */
import type { DocumentState } from '../subject/types.ts';
import type { Coverage, Finding, Listed, Undetermined } from './types.ts';

/** The tally of one plan. */
export interface Tally {
  readonly coverage: Record<'found' | DocumentState, number>;
  readonly findings: Finding[];
  readonly undetermined: Undetermined[];
  readonly listed: Listed[];
  principals: number;
  passwordPolicies: number;
}

/** An empty tally. */
export function emptyTally(): Tally {
  return {
    coverage: noCoverage(),
    findings: [],
    undetermined: [],
    listed: [],
    principals: 0,
    passwordPolicies: 0,
  };
}

/** Counts one document. */
export function count(tally: Tally, state: DocumentState): void {
  tally.coverage.found++;
  tally.coverage[state]++;
}

/** The coverage of several plans together. */
export function sumCoverage(all: readonly Coverage[]): Coverage {
  const sum = noCoverage();
  for (const one of all) for (const key of Object.keys(sum) as (keyof Coverage)[]) sum[key] += one[key];
  return sum;
}

function noCoverage(): Record<'found' | DocumentState, number> {
  return {
    found: 0,
    known: 0,
    rebuilt: 0,
    partly: 0,
    undetermined: 0,
    default: 0,
    invalid: 0,
    'other-grammar': 0,
  };
}
