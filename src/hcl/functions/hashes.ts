/**
 * Hashes of texts and of files.
 * https://developer.hashicorp.com/terraform/language/functions/sha256 and its neighbours
 */
import { createHash } from 'node:crypto';
import { refuse } from '../value/errors.ts';
import { bytesOf } from '../value/utf8.ts';
import { text } from '../value/values.ts';
import { stringOf } from './arguments.ts';
import { define, type FunctionDefinition, type FunctionTable, known } from './define.ts';

type Encoding = 'hex' | 'base64';

function digest(algorithm: string, encoding: Encoding, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest(encoding);
}

function ofText(algorithm: string, encoding: Encoding): FunctionDefinition {
  return define([known('string')], 'string', ([value]) =>
    text(digest(algorithm, encoding, bytesOf(stringOf(value)))),
  );
}

function ofFile(algorithm: string, encoding: Encoding): FunctionDefinition {
  return define([known('string')], 'string', ([path], { files }) =>
    text(digest(algorithm, encoding, files.read(stringOf(path)))),
  );
}

export const hashFunctions: FunctionTable = {
  md5: ofText('md5', 'hex'),
  sha1: ofText('sha1', 'hex'),
  sha256: ofText('sha256', 'hex'),
  sha512: ofText('sha512', 'hex'),
  base64sha256: ofText('sha256', 'base64'),
  base64sha512: ofText('sha512', 'base64'),
  filemd5: ofFile('md5', 'hex'),
  filesha1: ofFile('sha1', 'hex'),
  filesha256: ofFile('sha256', 'hex'),
  filesha512: ofFile('sha512', 'hex'),
  filebase64sha256: ofFile('sha256', 'base64'),
  filebase64sha512: ofFile('sha512', 'base64'),
  uuidv5: define([known('string'), known('string')], 'string', ([space, name]) =>
    text(uuidv5(stringOf(space), stringOf(name))),
  ),
};

/** https://www.rfc-editor.org/rfc/rfc4122#appendix-C */
const spaces: Readonly<Record<string, string>> = { dns: '0', url: '1', oid: '2', x500: '4' };

function uuidv5(space: string, name: string): string {
  const digit = spaces[space];
  const id = digit === undefined ? space : `6ba7b81${digit}-9dad-11d1-80b4-00c04fd430c8`;
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id)) return refuse('no UUID');
  const hash = createHash('sha1')
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
