/**
 * Bad policies are found, each as bad as it is: `fixtures/mistakes` says how bad, and in words why.
 */
import { describe, expect, it } from 'vitest';
import { mistakes, undecided } from '../../fixtures/mistakes/expected.ts';
import type { Severity } from '../../src/rule/types.ts';
import type { ScanResult } from '../../src/scan/types.ts';
import { ruleFiles } from './files.ts';
import { byAddress, scanPlanFile } from './fixture-scan.ts';

const profiles = ['default', 'guide', 'strict'] as const;
const plan = 'fixtures/mistakes/plan.json';
const results = new Map<string, ScanResult>(
  profiles.map((profile) => [profile, scanPlanFile(plan, profile)]),
);
const found = new Map([...results].map(([profile, result]) => [profile, byAddress(result)]));
const familyOf = new Map(ruleFiles.map(({ rule }) => [rule.id, rule.family]));

const expected = mistakes.flatMap(({ families, profile = 'default', at }) =>
  Object.entries(at).map(([address, [severity, why]]) => ({ address, families, profile, severity, why })),
);
const addresses = new Set(expected.map(({ address }) => address));

/** The severity of the worst findings at an address that are of those families; undefined where there is none. */
function worstAt(address: string, profile: string, families: readonly string[]): Severity | undefined {
  const all = found.get(profile)?.get(address) ?? [];
  const worst = all.filter(({ severity }) => severity === all[0]?.severity);
  return worst.find(({ rule }) => families.includes(familyOf.get(rule) ?? ''))?.severity;
}

describe('each mistake', () => {
  it.each(expected)('$address is $severity: $why', ({ address, families, profile, severity }) => {
    expect(worstAt(address, profile, families)).toBe(severity);
  });

  it('is one of at least 60, and covers every family that is about policies', () => {
    expect(expected.length).toBeGreaterThanOrEqual(60);
    const covered = new Set(mistakes.map(({ families }) => families[0]));
    expect([...covered].sort()).toEqual([
      'account',
      'boundary',
      'condition',
      'credential',
      'exposure',
      'grant',
      'password',
      'trust',
      'validity',
    ]);
  });

  it('stands in the plan, and nothing else of the plan is medium or worse', () => {
    const others = [...(results.get('default')?.findings ?? [])].filter(
      (finding) => !finding.addresses.some((address) => addresses.has(address)),
    );
    const bad = others.filter(({ severity }) => !['low', 'note'].includes(severity));
    expect(bad.map(({ rule, address }) => `${rule} ${address}`)).toEqual([]);
  });
});

describe('what the plan does not tell', () => {
  it.each(Object.entries(undecided))('%s is listed as undetermined: %s', (address) => {
    const listed = results.get('default')?.undetermined.filter((one) => one.address === address) ?? [];
    expect(listed.map(({ rule }) => rule)).not.toEqual([]);
    expect(found.get('default')?.get(address)).toBeUndefined();
  });
});
