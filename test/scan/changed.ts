/**
 * Plans that change one document, scanned with all rules.
 */

import type { Json, JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { gainsIn } from '../../src/scan/gain.ts';
import { type ScanOptions, scan } from '../../src/scan/scan.ts';
import type { Finding } from '../../src/scan/types.ts';
import type { PolicyKind } from '../../src/subject/types.ts';
import { entry, planObject } from '../plan/plans.ts';
import { compiled, context } from '../policies/files.ts';

export const gains = gainsIn(context.catalogue);

const places: Readonly<Partial<Record<PolicyKind, readonly [type: string, attribute: string]>>> = {
  identity: ['aws_iam_policy', 'policy'],
  resource: ['aws_s3_bucket_policy', 'policy'],
  trust: ['aws_iam_role', 'assume_role_policy'],
};

/** Rules about how a document is written, or about the change itself, say something else of every rewriting. */
const aboutGrants = compiled.filter(({ rule }) => !['hygiene', 'change'].includes(rule.family));

/** The findings of a plan with these changes; without `gains` nothing compares. */
export function findingsOf(
  changes: readonly JsonObject[],
  comparing: Pick<ScanOptions, 'gains'> = { gains },
): readonly Finding[] {
  const plan = readPlan(JSON.stringify(planObject({ resource_changes: changes })), 'plan.json');
  const extraction = extract(plan, { managedPolicy: context.catalogue.managedPolicy });
  return scan([extraction], aboutGrants, { failOn: 'medium', gate: 'new', unknown: 'warn', ...comparing }, [])
    .findings;
}

/** The findings of a plan that changes one document of a kind into another; statements, or a whole document as text. */
export function changed(
  before: readonly Json[] | string,
  after: readonly Json[] | string,
  kind: PolicyKind = 'identity',
): readonly Finding[] {
  return findingsOf([changeOfPolicy(before, after, kind)]);
}

/** The change of a document of a kind into another. */
export function changeOfPolicy(
  before: readonly Json[] | string,
  after: readonly Json[] | string,
  kind: PolicyKind = 'identity',
): JsonObject {
  const [type, attribute] = places[kind] ?? ['', ''];
  const values = (document: readonly Json[] | string) => ({ name: 'n', [attribute]: textOf(document) });
  return entry(`${type}.r`, { actions: ['update'], before: values(before), after: values(after) });
}

function textOf(document: readonly Json[] | string): string {
  return typeof document === 'string'
    ? document
    : JSON.stringify({ Version: '2012-10-17', Statement: document });
}

/** "rule status", sorted. */
export function statuses(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, status }) => `${rule} ${status}`).sort();
}
