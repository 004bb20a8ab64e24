/**
 * What peers expect of plans of theirs: addresses they flag, and addresses they pass. Opinions, not truth.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, ScanResult } from '../../src/scan/types.ts';
import { root } from './files.ts';
import { byAddress, scanPlanFile } from './fixture-scan.ts';

/** Where the corpora lie beside the project, if they are there. */
const corpora = '../shared/corpora';

/** The same as a path of the file system. */
export const corporaFolder = join(root, corpora);

/** True where the corpora can be read. */
export const haveCorpora = existsSync(corporaFolder);

/** One opinion of a peer about one address. */
export interface Opinion {
  readonly peer: string;
  readonly check: string;
  readonly plan: string;
  readonly address: string;
  readonly bad: boolean;
}

interface CheckovCase {
  readonly id: string;
  readonly plan: string | null;
  readonly pass_in_plan?: readonly string[];
  readonly fail_in_plan?: readonly string[];
}

interface KicsCase {
  readonly query: string;
  readonly kind: string;
  readonly plan: string | null;
  readonly flagged: readonly { readonly resource: string; readonly in_plan: boolean }[];
  readonly resources: readonly string[];
}

/** Every opinion about what stands in a plan, in the peers' order. */
export function opinions(): readonly Opinion[] {
  if (!haveCorpora) return [];
  return [...checkov(), ...kics()];
}

function checkov(): readonly Opinion[] {
  const cases = expectations<CheckovCase>('checkov_iam_expectations');
  return cases.flatMap(({ id, plan, pass_in_plan: good = [], fail_in_plan: bad = [] }) => {
    if (plan === null) return [];
    const of = (address: string, isBad: boolean) => ({
      peer: 'checkov',
      check: id,
      plan,
      address,
      bad: isBad,
    });
    return [...bad.map((one) => of(one, true)), ...good.map((one) => of(one, false))];
  });
}

function kics(): readonly Opinion[] {
  const cases = expectations<KicsCase>('kics_datadog_fork_iam_expectations');
  return cases.flatMap(({ query, kind, plan, flagged, resources }) => {
    if (plan === null) return [];
    const of = (address: string, bad: boolean) => ({ peer: 'kics', check: query, plan, address, bad });
    const bad = new Set(flagged.flatMap((one) => (one.in_plan ? [one.resource] : [])));
    const good = kind === 'negative' ? resources.filter((one) => !bad.has(one)) : [];
    return [...[...bad].map((one) => of(one, true)), ...good.map((one) => of(one, false))];
  });
}

function expectations<Case>(name: string): readonly Case[] {
  return JSON.parse(
    readFileSync(join(corporaFolder, 'expectations', `${name}.json`), 'utf8'),
  ) as readonly Case[];
}

const scanned = new Map<string, ScanResult>();

/** A plan of the corpora, scanned with the default profile. */
export function scannedPlan(plan: string): ScanResult {
  const result = scanned.get(plan) ?? scanPlanFile(join(corpora, 'made', plan));
  scanned.set(plan, result);
  return result;
}

/** Findings about an address. Peers blame a user or group for its policy, so for those all of the (small) plan counts. */
export function findingsAt({ plan, address }: Opinion): readonly Finding[] {
  const result = scannedPlan(plan);
  return /^aws_iam_(user|group)\./.test(address) ? result.findings : (byAddress(result).get(address) ?? []);
}
