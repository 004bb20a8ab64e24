/**
 * Plans compared with what was there before them.
 */
import type { Json, JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { type DiffOptions, diff } from '../../src/scan/diff/diff.ts';
import type { AccessChange, DiffResult } from '../../src/scan/diff/types.ts';
import { entry, planObject } from '../plan/plans.ts';
import { context } from '../policies/files.ts';

const { catalogue } = context;

/** The diff of the text of a plan. */
export function diffOfText(text: string, options: Partial<DiffOptions> = {}): DiffResult {
  const extraction = extract(readPlan(text, 'plan.json'), { managedPolicy: catalogue.managedPolicy });
  return diff([extraction], catalogue, { failOn: 'medium', unknown: 'warn', ...options }, []);
}

/** The diff of a plan with these changes. */
export function diffOf(
  changes: readonly Json[],
  options: Partial<DiffOptions> = {},
  parts: JsonObject = {},
): DiffResult {
  return diffOfText(JSON.stringify(planObject({ resource_changes: changes, ...parts })), options);
}

/** A resource that stays as it is. */
export function staying(address: string, values: JsonObject): JsonObject {
  return entry(address, { actions: ['no-op'], before: values, after: values });
}

/** A resource that is updated. */
export function updated(address: string, before: JsonObject, after: JsonObject): JsonObject {
  return entry(address, { actions: ['update'], before, after });
}

/** A resource that is created. */
export function created(address: string, after: JsonObject): JsonObject {
  return entry(address, { after });
}

/** A resource that is deleted. */
export function deleted(address: string, before: JsonObject): JsonObject {
  return entry(address, { actions: ['delete'], before, after: null });
}

/** A document of these statements as text. */
export function text(...statements: readonly Json[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** A statement that allows. */
export function allow(Action: Json, Resource: Json = '*', more: JsonObject = {}): JsonObject {
  return { Effect: 'Allow', Action, Resource, ...more };
}

/** "wider created principal aws_iam_role.r", one line a change. */
export function summary({ changes }: DiffResult): readonly string[] {
  return changes.map(
    ({ relation, life, subject, address, attribute }) =>
      `${relation} ${life} ${subject} ${`${address} ${attribute}`.trim()}`,
  );
}

/** The change of an address; of its principal, or of its document where an attribute is named. */
export function changeOf({ changes }: DiffResult, address: string, attribute = ''): AccessChange {
  const found = changes.find((one) => one.address === address && one.attribute === attribute);
  if (found === undefined) throw new Error(`${address} ${attribute} does not change`);
  return found;
}
