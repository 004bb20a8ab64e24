/**
 * A plan beside its configuration is judged as if it hid nothing: the same findings about the same resources as when every
 * value were known. A hole that is one bucket's ARN is as quiet, and as loud, as that ARN.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConfiguration } from '../../src/cli/open-configuration.ts';
import { type ExtractOptions, extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import { compileRule } from '../../src/rule/compile.ts';
import { gainsIn } from '../../src/scan/gain.ts';
import { scan } from '../../src/scan/scan.ts';
import type { ScanResult } from '../../src/scan/types.ts';
import { context, root, ruleFiles } from './files.ts';
import { account, knownPlan } from './known-plan.ts';

const gains = gainsIn(context.catalogue);
// Whose account it is is no question here: resources of the plan are in it.
const rules = ruleFiles.map(({ rule }) =>
  compileRule(rule, { ...context, accounts: { own: [account], trusted: [] } }),
);
const names = readdirSync(join(root, 'fixtures')).filter((name) => name.startsWith('source-'));

function scanOf(plan: Plan, options: Pick<ExtractOptions, 'openSource'> = {}): ScanResult {
  const { managedPolicy } = context.catalogue;
  const extraction = extract(plan, { managedPolicy, accounts: { byProvider: {}, all: account }, ...options });
  return scan([extraction], rules, { failOn: 'medium', gate: 'new', unknown: 'warn', gains }, []);
}

const found = ({ findings }: ScanResult): readonly string[] =>
  findings
    .flatMap(({ rule, severity, addresses }) => addresses.map((one) => `${severity} ${rule} ${one}`))
    .sort();

const counts = new Map<string, number>();

describe.each(names)('%s', (name) => {
  const folder = join(root, 'fixtures', name);
  const text = readFileSync(join(folder, 'plan.json'), 'utf8');
  const plan = readPlan(text, name);
  const openSource = openConfiguration(plan, folder, false);
  if (typeof openSource !== 'function') throw new Error(openSource.refused);
  const hidden = scanOf(plan, { openSource });
  const known = scanOf(readPlan(knownPlan(text, plan, openSource), name));

  it('has the same findings as when everything is known', () => {
    counts.set(name, found(known).length);
    expect(found(hidden)).toEqual(found(known));
  });

  it('leaves nothing undecided that is decided then', () => {
    const open = ({ undetermined }: ScanResult): readonly string[] =>
      undetermined.map(({ rule, address, reason }) => `${rule} ${address} ${reason}`).sort();
    expect(open(hidden)).toEqual(open(known));
  });
});

it('is said of fixtures in which there is something to find', () => {
  const withFindings = names.filter((name) => counts.get(name) ?? 0);
  expect(withFindings.length).toBeGreaterThanOrEqual(8);
});
