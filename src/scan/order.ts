/**
 * Findings in the order of every output, copies of one made one.
 */
import { withoutInstanceKeys } from '../base/address-keys.ts';
import { severities } from '../rule/types.ts';
import type { Finding } from './types.ts';

/** Joins copies from `count` and `for_each`, and sorts: severity, address, attribute, pointer, rule. */
export function orderFindings(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { plan, rule, status, fingerprint, pointer, attribute, address } = finding;
    const key = JSON.stringify([
      plan,
      rule,
      status,
      fingerprint,
      pointer,
      attribute,
      withoutInstanceKeys(address),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(joined).sort(compare);
}

function joined(group: readonly Finding[]): Finding {
  const sorted = [...group].sort(compare);
  const [first] = sorted;
  if (first === undefined) throw new Error('a group of findings is never empty');
  return { ...first, addresses: [...new Set(sorted.map((one) => one.address))] };
}

function compare(left: Finding, right: Finding): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    left.plan - right.plan ||
    text(left.address, right.address) ||
    text(left.attribute, right.attribute) ||
    text(left.pointer, right.pointer) ||
    text(left.rule, right.rule)
  );
}

/** By UTF-16 units: the same on every machine, whatever its locale. */
export function text(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
