/**
 * Severities that the configuration sets for the findings of a rule at some addresses.
 */
import { globMatches } from '../aws/glob.ts';
import type { Rule, Severity } from '../rule/types.ts';
import type { SeverityOverride } from './configuration.ts';

/** The severity of a finding by its rule and address; undefined where the rule's own holds. */
export type SeverityOf = (rule: string, address: string) => Severity | undefined;

/** The last entry that fits wins; undefined where no entry is about addresses. */
export function severityByAddress(
  overrides: readonly SeverityOverride[],
  rules: readonly Rule[],
): SeverityOf | undefined {
  const local = overrides.filter(({ address }) => address !== undefined);
  if (local.length === 0) return undefined;
  const aliases = new Map(rules.map((rule) => [rule.id, rule.aliases]));
  return (id, at) =>
    local.findLast(
      ({ rule, address = '' }) =>
        (rule === id || aliases.get(id)?.includes(rule) === true) && globMatches(address, at),
    )?.severity;
}
