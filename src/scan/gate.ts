/**
 * The gate asks about this apply: new and widened findings at or above the severity fail it, existing ones only when
 * all are asked about.
 */
import { type Severity, severities } from '../rule/types.ts';
import type { Finding, Gate } from './types.ts';

/** What the user asked of the gate. */
export interface GateOptions {
  readonly failOn: Severity | 'never';
  readonly gate: 'new' | 'all';
  readonly unknown: 'fail' | 'warn' | 'ignore';
  /** The severity of a rule's findings at an address, where it is another one than the rule's. */
  readonly severityOf?: (rule: string, address: string) => Severity | undefined;
}

/** Decides. `unknowns` is how much stayed undetermined. */
export function gateOf(findings: readonly Finding[], unknowns: number, options: GateOptions): Gate {
  const { failOn, gate, unknown } = options;
  const limit = failOn === 'never' ? -1 : severities.indexOf(failOn);
  const failing = findings
    .filter(
      (one) => severities.indexOf(one.severity) <= limit && (gate === 'all' || one.status !== 'existing'),
    )
    .map((one) => one.fingerprint);
  const unknownFails = unknown === 'fail' && unknowns > 0;
  return { passed: failing.length === 0 && !unknownFails, failing, failOn, asked: gate, unknownFails };
}
