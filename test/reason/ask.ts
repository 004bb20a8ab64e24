/**
 * Questions to the engine as the tests put them.
 */
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import type { PolicyDocument } from '../../src/iam/types.ts';
import { universeOf } from '../../src/reason/action-set.ts';
import { type Comparison, compareAccess } from '../../src/reason/compare.ts';
import type { Access } from '../../src/reason/replay.ts';
import { catalogue } from '../aws/data.ts';

/** The catalogue's actions. */
export const universe = universeOf(catalogue);

/** A document of these statements. */
export function documentOf(statements: unknown, version = '2012-10-17'): PolicyDocument {
  const text = JSON.stringify({ Version: version, Statement: statements });
  const parsed = parsePolicy({ form: 'text', text });
  if (!parsed.ok) throw new Error(parsed.defects[0].message);
  return parsed.document;
}

/** One document by itself. */
export function accessOf(statements: unknown, version?: string): Access {
  return { layers: [[documentOf(statements, version)]] };
}

/** What the second is to the first. */
export function compared(reference: unknown, candidate: unknown): Comparison {
  return compareAccess(accessOf(reference), accessOf(candidate), universe, 'one');
}
