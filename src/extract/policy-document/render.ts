/**
 * `aws_iam_policy_document` rebuilt from its arguments: the document that the provider would render, with holes where an
 * argument is known only after apply.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import { isArray, isHole, isObject, isTemplate, type Value, type ValueObject } from '../../base/value.ts';
import { type Merge, mergeDocument, mergeText } from './merge.ts';
import { renderStatement } from './statement.ts';

/** The document, or why the provider would refuse it. */
export type Rendered =
  | { readonly ok: true; readonly tree: Value; readonly complete: boolean }
  | { readonly ok: false; readonly reason: string };

/** Renders from the arguments of the data source: source documents, its own statements, overriding documents. */
export function renderPolicyDocument(values: ValueObject): Rendered {
  let merge: Merge = { statements: [] };
  for (const source of documentsOf(values.source_policy_documents, values.source_json)) {
    const next = isHole(source) ? { hidden: source } : mergeText(merge, source, 'source');
    if ('hidden' in next) merge = { ...merge, statements: [...merge.statements, next.hidden] };
    else if ('reason' in next) return { ok: false, reason: next.reason };
    else merge = next;
  }
  if (isHole(values.statement)) merge = { ...merge, statements: [...merge.statements, values.statement] };
  const own = ownDocument(values);
  if (hasDuplicateSids(own))
    return { ok: false, reason: 'two of its statements have the same `sid`, which the provider refuses' };
  merge = mergeDocument(merge, own);
  for (const override of documentsOf(values.override_policy_documents, values.override_json)) {
    const next = isHole(override) ? { hidden: override } : mergeText(merge, override, 'override');
    if ('hidden' in next) merge = { ...merge, statements: [...merge.statements, next.hidden] };
    else if ('reason' in next) return { ok: false, reason: next.reason };
    else merge = next;
  }
  const tree: Record<string, Value> = {};
  if (merge.version !== undefined) tree.Version = merge.version;
  if (merge.id !== undefined && merge.id !== '') tree.Id = merge.id;
  if (merge.statements.length > 0) tree.Statement = merge.statements;
  return { ok: true, tree, complete: !hasHole(tree) };
}

/** JSON text exactly as the provider's `json`: two spaces, and `<`, `>`, `&` escaped as Go does. */
export function printDocument(tree: Value): string {
  return JSON.stringify(tree, null, 2)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** True where anything in the tree is unknown. */
export function hasHole(value: Value): boolean {
  if (isHole(value) || isTemplate(value)) return true;
  if (isArray(value)) return value.some(hasHole);
  return isObject(value) && Object.values(value).some(hasHole);
}

function ownDocument(values: ValueObject): Merge {
  const { version, policy_id: id, statement } = values;
  const blocks = (isArray(statement) ? statement : []).map(
    (block): Value => (isObject(block) ? renderStatement(block) : block),
  );
  return {
    version: version === null || version === undefined || version === '' ? '2012-10-17' : version,
    ...(id === null || id === undefined ? {} : { id }),
    statements: blocks,
  };
}

function hasDuplicateSids({ statements }: Merge): boolean {
  const sids = statements.flatMap((one) => (isObject(one) && typeof one.Sid === 'string' ? [one.Sid] : []));
  return new Set(sids).size < sids.length;
}

/** The list of documents, or the one of the older argument; null and empty ones are skipped. */
function documentsOf(list: Value | undefined, single: Value | undefined): readonly Value[] {
  const all: readonly Value[] = isHole(list) ? [list] : isArray(list) ? list : [];
  return [...all, ...(single === undefined ? [] : [single])].filter((one) => one !== null && one !== '');
}
