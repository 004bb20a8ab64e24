/**
 * Merging of source and overriding documents: a statement with a Sid replaces, in its place, the first one with that
 * Sid; all others are added.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document#override_policy_documents
 */
import { hole, isHole, isObject, type Value } from '../../base/value.ts';

/** A document that is being put together. */
export interface Document {
  readonly version?: Value;
  readonly id?: Value;
  readonly statements: readonly Value[];
}

/**
 * Adds a document. What may replace anything, because it or its Sid is unknown, makes each earlier statement with a Sid
 * unknown, too: it may no longer be there.
 */
export function mergeDocument(into: Document, document: Document): Document {
  const unsure = document.statements.find(mayReplaceAny);
  const statements = unsure === undefined ? [...into.statements] : into.statements.map(unsureOf(unsure));
  for (const statement of document.statements) {
    const sid = sidOf(statement);
    const at = sid === undefined ? -1 : statements.findIndex((one) => sidOf(one) === sid);
    if (at < 0) statements.push(statement);
    else statements[at] = statement;
  }
  const id = document.id === undefined || document.id === '' ? into.id : document.id;
  const version = later(into.version, document.version);
  return { statements, ...(id === undefined ? {} : { id }), ...(version === undefined ? {} : { version }) };
}

/** Adds a source document; in all of them together a Sid may stand only once, so that none replaces another. */
export function addSource(into: Document, document: Document): Document | undefined {
  const added = { ...document, statements: [] };
  const statements = [...into.statements, ...document.statements];
  return hasDuplicateSids(statements) ? undefined : { ...mergeDocument(into, added), statements };
}

/** True where two statements have the same Sid. */
export function hasDuplicateSids(statements: readonly Value[]): boolean {
  const sids = statements.map(sidOf).filter((sid) => sid !== undefined);
  return new Set(sids).size < sids.length;
}

function mayReplaceAny(statement: Value): boolean {
  return isHole(statement) || (isObject(statement) && isHole(statement.Sid));
}

function unsureOf(cause: Value): (statement: Value) => Value {
  const reference = isHole(cause) ? cause.reference : undefined;
  return (statement) => {
    const isSure = isObject(statement) && (statement.Sid === undefined || statement.Sid === '');
    return isSure ? statement : hole(reference === undefined ? {} : { reference });
  };
}

function sidOf(statement: Value): string | undefined {
  const sid = isObject(statement) ? statement.Sid : undefined;
  return typeof sid === 'string' && sid !== '' ? sid : undefined;
}

/** The greater of two versions; where one is unknown, only the greatest there is says that it does not matter. */
function later(left: Value | undefined, right: Value | undefined): Value | undefined {
  if (left === undefined || right === undefined) return right ?? left;
  if ([left, right].includes('2012-10-17')) return '2012-10-17';
  if (typeof left !== 'string' || typeof right !== 'string') return typeof left === 'string' ? right : left;
  return right > left ? right : left;
}
