/**
 * `aws_iam_policy_document` rebuilt from its arguments: the document that the provider would render, with holes where an
 * argument is known only after apply.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import {
  hole,
  isArray,
  isHole,
  isObject,
  isTemplate,
  type Value,
  type ValueObject,
} from '../../base/value.ts';
import { addSource, type Document, hasDuplicateSids, mergeDocument } from './merge.ts';
import { readDocument } from './source-document.ts';
import { renderStatement } from './statement.ts';

/** The document: its text where nothing in it is unknown, else its tree; or why the provider would refuse it. */
export type Rendered = { readonly json: string } | { readonly tree: Value } | { readonly refused: string };

/** Renders from the arguments of the data source: source documents, its own statements, overriding documents. */
export function renderPolicyDocument(values: ValueObject): Rendered {
  let document: Document | string = { statements: [] };
  for (const source of textsOf(values.source_json, values.source_policy_documents))
    document = withSource(document, source);
  if (typeof document !== 'string') document = withOwn(document, values);
  for (const override of textsOf(values.override_policy_documents, values.override_json))
    document = withOverride(document, override);
  if (typeof document === 'string') return { refused: document };
  const { version, id, statements } = document;
  const tree: Record<string, Value> = {};
  if (version !== undefined) tree.Version = version;
  if (id !== undefined && id !== '') tree.Id = id;
  if (statements.length > 0) tree.Statement = statements;
  return hasHole(tree) ? { tree } : { json: printDocument(tree) };
}

/** JSON text exactly as the provider's `json`: two spaces, and `<`, `>`, `&` escaped as Go does. */
export function printDocument(tree: Value): string {
  return escapeHtml(JSON.stringify(tree, null, 2));
}

/** Go's JSON escapes what HTML could read. https://pkg.go.dev/encoding/json#Marshal */
export function escapeHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** True where anything in the tree is unknown. */
export function hasHole(value: Value): boolean {
  if (isHole(value) || isTemplate(value)) return true;
  if (isArray(value)) return value.some(hasHole);
  return isObject(value) && Object.values(value).some(hasHole);
}

function withSource(into: Document | string, source: Value): Document | string {
  const read = typeof into === 'string' ? into : documentOf(source);
  if (typeof into === 'string' || typeof read === 'string')
    return typeof into === 'string' ? into : `one of its source documents ${read}`;
  return addSource(into, read) ?? 'its source documents use the same Sid twice, which the provider refuses';
}

function withOverride(into: Document | string, override: Value): Document | string {
  const read = typeof into === 'string' ? into : documentOf(override);
  if (typeof into === 'string' || typeof read === 'string')
    return typeof into === 'string' ? into : `one of its overriding documents ${read}`;
  return mergeDocument(into, read);
}

/** A document that is unknown may hold any statements, and any version. */
function documentOf(source: Value): Document | string {
  return isHole(source) ? { version: source, statements: [source] } : readDocument(source);
}

/** A document of its own always has a version. Holes for an unknown list of statements stand among them. */
function withOwn(into: Document, { version, policy_id: id, statement }: ValueObject): Document | string {
  const statements = isHole(statement)
    ? [statement]
    : (isArray(statement) ? statement : []).map((one): Value => (isObject(one) ? renderStatement(one) : one));
  if (hasDuplicateSids(statements))
    return 'two of its statements have the same `sid`, which the provider refuses';
  if (version === '2008-10-17' && hasVariable(statement))
    return 'it writes a policy variable, which version 2008-10-17 does not know';
  return mergeDocument(into, {
    version: version === null || version === undefined || version === '' ? '2012-10-17' : version,
    ...(id === null || id === undefined ? {} : { id }),
    statements,
  });
}

function hasVariable(value: Value | undefined): boolean {
  if (typeof value === 'string') return value.includes('&{');
  if (isArray(value)) return value.some(hasVariable);
  if (!isObject(value)) return false;
  const { actions: _actions, not_actions: _others, ...read } = value;
  return Object.values(read).some(hasVariable);
}

/** Documents in order; null and empty ones are skipped, and an unknown list may hold any. */
function textsOf(...given: readonly (Value | undefined)[]): readonly Value[] {
  const all = given.flatMap((one): readonly Value[] => (isArray(one) ? one : one === undefined ? [] : [one]));
  return all.filter((one) => one !== null && one !== '').map((one) => (isTemplate(one) ? hole() : one));
}
