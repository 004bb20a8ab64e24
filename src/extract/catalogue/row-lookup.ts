/**
 * The whole catalogue by resource type.
 */
import { awsRows } from './aws.ts';
import { embeddedRows } from './aws-embedded.ts';
import { otherGrammarRows } from './aws-other-grammar.ts';
import { awsccRows } from './awscc.ts';
import type { Row } from './row.ts';

/** Every row, in no particular order. */
export const allRows: readonly Row[] = [...awsRows, ...otherGrammarRows, ...embeddedRows, ...awsccRows].map(
  ([type, path, kind, service, presence]) => ({ type, path, kind, service, presence }),
);

const byType = new Map<string, Row[]>();
for (const row of allRows) byType.set(row.type, [...(byType.get(row.type) ?? []), row]);

/** The rows of a resource type; undefined for types without documents. */
export function rowsOf(type: string): readonly Row[] | undefined {
  return byType.get(type);
}

export type { Row } from './row.ts';
