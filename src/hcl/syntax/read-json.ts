/**
 * JSON with positions, and with numbers as they are written.
 * https://www.rfc-editor.org/rfc/rfc8259
 */
import { type Cursor, cursorOf, fail } from './cursor.ts';
import type { Span } from './tree.ts';

export type JsonNode = Span &
  (
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'number'; readonly digits: string }
    | { readonly kind: 'word'; readonly value: null | boolean }
    | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
    | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  );

export interface JsonMember extends Span {
  readonly key: string;
  readonly value: JsonNode;
}

const deepest = 200;

/** The tree of a JSON text. Throws a SyntaxProblem with the place. */
export function readJson(text: string): JsonNode {
  const cursor = cursorOf(text);
  const node = valueAt(cursor);
  blanks(cursor);
  if (cursor.at < text.length) fail(cursor, 'the end of the JSON expected');
  return node;
}

function blanks(cursor: Cursor): void {
  while (' \t\n\r'.includes(cursor.text.charAt(cursor.at)) && cursor.at < cursor.text.length) cursor.at++;
}

function mark(cursor: Cursor, wanted: string): boolean {
  blanks(cursor);
  if (cursor.text.charAt(cursor.at) !== wanted) return false;
  cursor.at++;
  return true;
}

function valueAt(cursor: Cursor): JsonNode {
  blanks(cursor);
  const start = cursor.at;
  const first = cursor.text.charAt(start);
  if (first === '"') return { kind: 'string', value: stringAt(cursor), start, end: cursor.at };
  if (first === '{' || first === '[') {
    if (++cursor.depth > deepest) fail(cursor, `it is nested deeper than ${deepest} levels`);
    const node = first === '{' ? objectAt(cursor, start) : arrayAt(cursor, start);
    cursor.depth--;
    return node;
  }
  return scalarAt(cursor, start);
}

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words: Readonly<Record<string, null | boolean>> = { true: true, false: false, null: null };

function scalarAt(cursor: Cursor, start: number): JsonNode {
  scalar.lastIndex = start;
  const found = scalar.exec(cursor.text)?.[0];
  if (found === undefined) return fail(cursor, 'a JSON value expected');
  cursor.at += found.length;
  const span = { start, end: cursor.at };
  if (Object.hasOwn(words, found)) return { kind: 'word', value: words[found] ?? null, ...span };
  return { kind: 'number', digits: found, ...span };
}

function stringAt(cursor: Cursor): string {
  const start = cursor.at;
  const { text } = cursor;
  let end = start + 1;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  cursor.at = end + 1;
  try {
    return JSON.parse(text.slice(start, end + 1)) as string;
  } catch {
    return fail(cursor, 'a JSON string expected', start);
  }
}

function arrayAt(cursor: Cursor, start: number): JsonNode {
  const items: JsonNode[] = [];
  cursor.at++;
  if (!mark(cursor, ']')) {
    do items.push(valueAt(cursor));
    while (mark(cursor, ','));
    if (!mark(cursor, ']')) fail(cursor, '`]` expected');
  }
  return { kind: 'array', items, start, end: cursor.at };
}

function objectAt(cursor: Cursor, start: number): JsonNode {
  const members: JsonMember[] = [];
  cursor.at++;
  if (!mark(cursor, '}')) {
    do members.push(memberAt(cursor));
    while (mark(cursor, ','));
    if (!mark(cursor, '}')) fail(cursor, '`}` expected');
  }
  return { kind: 'object', members, start, end: cursor.at };
}

function memberAt(cursor: Cursor): JsonMember {
  blanks(cursor);
  const start = cursor.at;
  if (cursor.text.charAt(start) !== '"') fail(cursor, 'a key expected');
  const key = stringAt(cursor);
  if (!mark(cursor, ':')) fail(cursor, '`:` expected');
  const value = valueAt(cursor);
  return { key, value, start, end: value.end };
}
