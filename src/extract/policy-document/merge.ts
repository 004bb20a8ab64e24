/**
 * Merging of source and overriding documents: a statement with a Sid replaces, in its place, the first one with that
 * Sid; all others are added.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document#source_policy_documents
 */
import { parseJson } from '../../base/json.ts';
import { type Hole, isArray, isHole, isObject, type Value, type ValueObject } from '../../base/value.ts';

/** A document that is being put together. */
export interface Merge {
  readonly version?: Value;
  readonly id?: Value;
  readonly statements: readonly Value[];
}

type Merged = Merge | { readonly reason: string };

/** Adds a document. */
export function mergeDocument(into: Merge, document: Merge): Merge {
  const statements = [...into.statements];
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

/** Adds a document given as JSON text. In source documents a Sid may stand only once. */
export function mergeText(
  into: Merge,
  text: Value,
  role: 'source' | 'override',
): Merged | { readonly hidden: Hole } {
  const json = typeof text === 'string' ? parseJson(text) : undefined;
  const root = json?.ok === true && isObject(json.value) ? json.value : undefined;
  if (root === undefined) return { reason: `one of its ${role} documents is not a JSON object` };
  const statements = member(root, 'Statement') ?? [];
  if (!isArray(statements))
    return {
      reason: `\`Statement\` of one of its ${role} documents is not a list, which the provider refuses`,
    };
  const read: Value[] = [];
  for (const statement of statements) read.push(isObject(statement) ? readStatement(statement) : statement);
  const known = [...into.statements, ...read].map(sidOf).filter((sid) => sid !== undefined);
  if (role === 'source' && new Set(known).size < known.length) {
    return { reason: 'its source documents use the same Sid twice, which the provider refuses' };
  }
  const version = member(root, 'Version');
  const id = member(root, 'Id');
  return mergeDocument(into, {
    statements: read,
    ...(version === undefined ? {} : { version }),
    ...(id === undefined ? {} : { id }),
  });
}

/** The provider reads a document into its own model: known keys in its order, principals sorted, conditions as text. */
function readStatement(statement: ValueObject): ValueObject {
  const keys = [
    'Sid',
    'Effect',
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
    'Principal',
    'NotPrincipal',
    'Condition',
  ];
  const read: Record<string, Value> = {};
  for (const key of keys) {
    const value = member(statement, key);
    if (value === undefined || value === null || value === '') continue;
    if (key === 'Principal' || key === 'NotPrincipal') read[key] = readPrincipal(value);
    else if (key === 'Condition') read[key] = readConditions(value);
    else read[key] = value;
  }
  return read;
}

/** Any text becomes `*`; lists are sorted in descending order. */
function readPrincipal(value: Value): Value {
  if (!isObject(value)) return '*';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([type, named]) => [type, isArray(named) ? [...named].sort().reverse() : named]),
  );
}

/** Booleans become text, a list of one its value; a bare number is dropped with its key. */
function readConditions(value: Value): Value {
  if (!isObject(value)) return value;
  const sorted = (object: ValueObject) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted(value).flatMap(([operator, keys]) => {
      const read = isObject(keys) ? sorted(keys).flatMap(([key, one]) => readValues(key, one)) : [];
      return read.length === 0 ? [] : [[operator, Object.fromEntries(read)]];
    }),
  );
}

function readValues(key: string, value: Value): readonly (readonly [string, Value])[] {
  if (typeof value === 'number') return [];
  if (typeof value === 'boolean') return [[key, String(value)]];
  const [only] = isArray(value) ? value : [];
  return [[key, isArray(value) && value.length === 1 && only !== undefined ? only : value]];
}

/** Go's JSON decoder matches names without case. */
function member(object: ValueObject, name: string): Value | undefined {
  const exact = object[name];
  if (exact !== undefined) return exact;
  const key = Object.keys(object).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}

function sidOf(statement: Value): string | undefined {
  return isObject(statement) &&
    !isHole(statement) &&
    typeof statement.Sid === 'string' &&
    statement.Sid !== ''
    ? statement.Sid
    : undefined;
}

function later(left: Value | undefined, right: Value | undefined): Value | undefined {
  if (typeof left !== 'string' || typeof right !== 'string') return right ?? left;
  return right > left ? right : left;
}
