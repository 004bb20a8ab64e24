/**
 * The whole catalogue by type: of resources, and of data sources.
 */
import { awsRows } from './aws.ts';
import { dataRows } from './aws-data.ts';
import { echoRows } from './aws-echoes.ts';
import { embeddedRows } from './aws-embedded.ts';
import { otherGrammarRows } from './aws-other-grammar.ts';
import { awsccRows } from './awscc.ts';
import type { DataRow, Row } from './row.ts';

/** Every row of resources, in no particular order. */
export const allRows: readonly Row[] = [
  ...awsRows,
  ...otherGrammarRows,
  ...embeddedRows,
  ...echoRows,
  ...awsccRows,
].map(([type, path, kind, service, presence, since]) => ({
  type,
  path,
  kind,
  service,
  presence,
  ...(since === undefined ? {} : { since }),
}));

/** Every row of data sources. */
export const allDataRows: readonly DataRow[] = dataRows.map(([type, path, kind, service, role, since]) => ({
  type,
  path,
  kind,
  service,
  role,
  ...(since === undefined ? {} : { since }),
}));

const byType = grouped(allRows.filter((row) => row.presence !== 'echo'));
const dataByType = grouped(allDataRows.filter((row) => row.role === 'made' || row.role === 'read'));

/** The rows of a resource type that hold a document of their own; undefined for types without documents. */
export function rowsOf(type: string): readonly Row[] | undefined {
  return byType.get(type);
}

/** True where resources of a service, by AWS's prefix, can have policies of their own. */
export function hasResourcePolicies(service: string): boolean {
  return allRows.some((row) => row.kind === 'resource' && row.service === service);
}

/** The rows of a data source type that hold a document; undefined for types without documents. */
export function dataRowsOf(type: string): readonly DataRow[] | undefined {
  return dataByType.get(type);
}

function grouped<T extends { readonly type: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(row.type, [...(found.get(row.type) ?? []), row]);
  return found;
}
