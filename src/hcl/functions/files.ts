/**
 * Files of the module, and paths. Nothing outside of what the reader gives is read.
 * https://developer.hashicorp.com/terraform/language/functions/file and its neighbours
 */

import type { Context } from '../evaluate/context.ts';
import { giveUp, refuse, Undetermined } from '../value/errors.ts';
import { makeSet } from '../value/set.ts';
import { utf8 } from '../value/utf8.ts';
import { bool, type HclValue, text } from '../value/values.ts';
import { stringOf } from './arguments.ts';
import { define, type FunctionTable, known } from './define.ts';
import { base64 } from './encodings.ts';
import { globOf } from './file-glob.ts';

export const fileFunctions: FunctionTable = {
  file: define([known('string')], 'string', ([path], { files }) => text(utf8(files.read(stringOf(path))))),
  filebase64: define([known('string')], 'string', ([path], { files }) =>
    text(base64(files.read(stringOf(path)))),
  ),
  fileexists: define([known('string')], 'bool', ([path], context) => exists(stringOf(path), context)),
  fileset: define(
    [known('string'), known('string')],
    { kind: 'set', element: 'string' },
    ([folder, pattern], context) => fileSet(stringOf(folder), stringOf(pattern), context),
  ),
  basename: define([known('string')], 'string', ([path]) => text(baseName(stringOf(path)))),
  dirname: define([known('string')], 'string', ([path]) => text(folderName(stringOf(path)))),
};

/** Only what can be read is certain: a file that cannot may exist all the same. */
function exists(path: string, { files }: Context): HclValue {
  try {
    files.read(path);
    return bool(true);
  } catch (error) {
    if (error instanceof Undetermined) return giveUp(`whether \`${path}\` exists is not known`);
    throw error;
  }
}

function fileSet(folder: string, pattern: string, { files }: Context): HclValue {
  const matches = globOf(pattern) ?? refuse(`\`${pattern}\` is no pattern`);
  return makeSet(files.list(folder).filter(matches).map(text), 'string');
}

function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

function folderName(path: string): string {
  const slash = path.lastIndexOf('/');
  return cleanPath(slash < 0 ? '' : path.slice(0, slash + 1));
}

/** The shortest path with the same meaning, as Go's `path.Clean` gives it. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..' || kept.at(-1) === '..' || (kept.length === 0 && !isAbsolute)) kept.push(part);
    else kept.pop();
  }
  const joined = kept.join('/');
  return isAbsolute ? `/${joined}` : joined || '.';
}
