/**
 * Base64, percent and CSV encodings.
 * https://developer.hashicorp.com/terraform/language/functions/base64encode and its neighbours
 */
import { giveUp, refuse } from '../value/errors.ts';
import { bytesOf, utf8 } from '../value/utf8.ts';
import { list, object, text } from '../value/values.ts';
import { stringOf } from './arguments.ts';
import { define, type FunctionDefinition, type FunctionTable, known } from './define.ts';

function plain(change: (value: string) => string): FunctionDefinition {
  return define([known('string')], 'string', ([value]) => text(change(stringOf(value))));
}

export const encodingFunctions: FunctionTable = {
  base64encode: plain((value) => base64(bytesOf(value))),
  base64decode: plain((value) => utf8(fromBase64(value))),
  textencodebase64: define([known('string'), known('string')], 'string', ([value, encoding]) =>
    text(base64(encoded(stringOf(value), stringOf(encoding)))),
  ),
  textdecodebase64: define([known('string'), known('string')], 'string', ([value, encoding]) =>
    text(decoded(fromBase64(stringOf(value)), stringOf(encoding))),
  ),
  urlencode: plain(percentEncoded),
  csvdecode: define(
    [known('string')],
    { kind: 'list', element: { kind: 'map', element: 'string' } },
    ([value]) => decodeCsv(stringOf(value)),
  ),
};

/** Standard Base64 with padding. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(value: string): Uint8Array {
  const plainValue = value.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plainValue))
    return refuse('no Base64');
  return Buffer.from(plainValue, 'base64');
}

function encoded(value: string, encoding: string): Uint8Array {
  if (/^utf-?16le$/i.test(encoding)) return Buffer.from(value, 'utf16le');
  if (/^utf-?8$/i.test(encoding)) return bytesOf(value);
  return giveUp(`the encoding \`${encoding}\` is not supported`);
}

function decoded(bytes: Uint8Array, encoding: string): string {
  if (/^utf-?16le$/i.test(encoding)) return Buffer.from(bytes).toString('utf16le');
  if (/^utf-?8$/i.test(encoding)) return utf8(bytes);
  return giveUp(`the encoding \`${encoding}\` is not supported`);
}

/** As a query's value: a space becomes `+`. */
function percentEncoded(value: string): string {
  return encodeURIComponent(value)
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function decodeCsv(value: string): ReturnType<typeof list> {
  const [header, ...rows] = recordsOf(value);
  if (header === undefined) return refuse('missing header line');
  if (new Set(header).size < header.length) return refuse('a column occurs twice');
  const objects = rows.map((row) => {
    if (row.length !== header.length) return refuse('a record has another number of fields');
    return object(header.map((name, index) => [name.normalize('NFC'), text(row[index] ?? '')]));
  });
  const attributes = new Map(header.map((name) => [name, 'string' as const]));
  return list(objects, { kind: 'object', attributes });
}

const field = /"((?:[^"]|"")*)"|([^",\n]*)/y;

/** The records of a CSV text; empty lines are none. */
function recordsOf(source: string): readonly (readonly string[])[] {
  const value = source.replaceAll('\r\n', '\n');
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < value.length; ) {
    if (record.length === 0 && value.charAt(at) === '\n') {
      at++;
      continue;
    }
    field.lastIndex = at;
    const [all = '', quoted, plainField = ''] = field.exec(value) ?? [];
    record.push(quoted?.replaceAll('""', '"') ?? plainField);
    at += all.length;
    const next = value.charAt(at++);
    if (next === ',' && at === value.length) record.push('');
    if (next !== ',' && next !== '\n' && next !== '') return refuse('no CSV');
    if (next !== ',' || at >= value.length) {
      records.push(record);
      record = [];
    }
  }
  return records;
}
