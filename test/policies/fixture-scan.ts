/**
 * A fixture's plan, scanned with the rules of a profile, as `grantlint PLAN --profile NAME` does.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectProfile, selectRules } from '../../src/config/select.ts';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { compileRule } from '../../src/rule/compile.ts';
import { resourceTypesOf } from '../../src/rule/rules-for.ts';
import { scan } from '../../src/scan/scan.ts';
import type { Finding, ScanResult } from '../../src/scan/types.ts';
import { context, profiles, root, ruleFiles } from './files.ts';

const options = { failOn: 'medium', gate: 'new', unknown: 'warn' } as const;

/** The plan at a path from the root of the project, scanned. */
export function scanPlanFile(file: string, profile = 'default'): ScanResult {
  const rules = selectRules(
    ruleFiles.map(({ rule }) => rule),
    selectProfile(profiles, profile),
  );
  const { managedPolicy } = context.catalogue;
  const plan = readPlan(readFileSync(join(root, file)), file);
  const extraction = extract(plan, { managedPolicy, types: resourceTypesOf(rules) });
  return scan(
    [extraction],
    rules.map((rule) => compileRule(rule, context)),
    options,
    plan.problems,
  );
}

/** Findings by each address that they are at, the worst first. */
export function byAddress({ findings }: ScanResult): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const address of finding.addresses) found.set(address, [...(found.get(address) ?? []), finding]);
  return found;
}
