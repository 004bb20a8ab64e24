/**
 * A source or overriding document as the provider reads it into its own model: known elements in its order, principals
 * sorted, conditions as text; what has no place in the model is lost.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document#source_policy_documents
 */
import { own } from '../../base/decode.ts';
import { parseJson } from '../../base/json.ts';
import { isArray, isHole, isObject, type Value, type ValueObject } from '../../base/value.ts';
import { ascending, descending } from './byte-order.ts';
import type { Document } from './merge.ts';
import { isEveryone } from './statement.ts';

/**
 * Reads a document from its JSON, or from a tree in which values may be unknown; a text that says why where the provider
 * refuses it.
 */
export function readDocument(source: Value): Document | string {
  const tree = typeof source === 'string' ? treeOf(source) : source;
  if (!isObject(tree)) return 'is not a JSON object';
  const statements = member(tree, 'Statement') ?? [];
  if (!isArray(statements)) return 'has a `Statement` that is not a list, which the provider refuses';
  const version = member(tree, 'Version');
  const id = member(tree, 'Id');
  return {
    statements: statements.map((one) => (isObject(one) ? readStatement(one) : one)),
    ...(version === undefined ? {} : { version }),
    ...(id === undefined ? {} : { id }),
  };
}

function treeOf(text: string): Value | undefined {
  const json = parseJson(text);
  return json.ok ? json.value : undefined;
}

const readers: readonly (readonly [name: string, read: (value: Value) => Value])[] = [
  ['Sid', (value) => value],
  ['Effect', (value) => value],
  ['Action', (value) => value],
  ['NotAction', (value) => value],
  ['Resource', (value) => value],
  ['NotResource', (value) => value],
  ['Principal', readPrincipal],
  ['NotPrincipal', readPrincipal],
  ['Condition', readConditions],
];

function readStatement(statement: ValueObject): ValueObject {
  const read: Record<string, Value> = {};
  for (const [name, readElement] of readers) {
    const value = member(statement, name);
    if (value === undefined || value === null) continue;
    const element = readElement(value);
    const isEmptyText = element === '' && (name === 'Sid' || name === 'Effect');
    const isEmptyObject = isObject(element) && Object.keys(element).length === 0;
    if (!isEmptyText && !isEmptyObject) read[name] = element;
  }
  return read;
}

/** Any text becomes `*`, as `{"*": "*"}` and `{"*": ["*"]}` do; lists are sorted in descending order. */
function readPrincipal(value: Value): Value {
  if (isHole(value)) return value;
  if (!isObject(value)) return '*';
  const entries = Object.entries(value);
  const [[type, named] = []] = entries;
  if (entries.length === 1 && type === '*' && (named === '*' || isEveryone(named))) return '*';
  return ascending(entries.map(([key, one]) => [key, isArray(one) ? descending(one) : one] as const));
}

function readConditions(value: Value): Value {
  if (!isObject(value)) return value;
  return ascending<Value>(
    Object.entries(value).flatMap(([operator, keys]): readonly (readonly [string, Value])[] => {
      const read = isObject(keys) ? Object.entries(keys).flatMap(([key, one]) => readValues(key, one)) : [];
      return read.length === 0 ? [] : [[operator, ascending(read)] as const];
    }),
  );
}

/** Booleans become text, a list of one its value; a bare number is dropped with its key. */
function readValues(key: string, value: Value): readonly (readonly [string, Value])[] {
  if (typeof value === 'number') return [];
  if (typeof value === 'boolean') return [[key, String(value)]];
  const [only] = isArray(value) ? value : [];
  return [[key, isArray(value) && value.length === 1 && only !== undefined ? only : value]];
}

/** Go's JSON decoder matches names without case. */
function member(object: ValueObject, name: string): Value | undefined {
  const key = Object.keys(object).findLast((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (own(object, key) ?? undefined);
}
