/**
 * The configuration beside a plan, and what its expressions mean. This file is the entry of the folder:
 *
 *     const configuration = readConfiguration(reader, '.');          // modules, from the disk
 *     const evaluator = openEvaluator(configuration, resolver);      // names meet the plan
 *     evaluator.evaluateAttribute(target);                           // a value with holes, or why there is none
 *     evaluator.evaluateBody(target);                                // all arguments and blocks of a resource
 *     rangeOf(configuration, target);                                // file, line and column
 *
 * Files come through `SourceReader`, values of the plan through `Resolver`; nothing else is read and nothing is run.
 * https://developer.hashicorp.com/terraform/language/files
 */

import { isOverride, withOverrides } from './configuration/override.ts';
import { placeOf } from './configuration/place.ts';
import { joinPath, type Sources, sourcesOf } from './configuration/sources.ts';
import type { Configuration, Module, ModuleCall, SourceReader } from './configuration/types.ts';
import { valueOfJson } from './functions/json.ts';
import { SyntaxProblem } from './syntax/cursor.ts';
import { parseJsonBody } from './syntax/json-body.ts';
import { parseBody } from './syntax/parse-body.ts';
import { readJson } from './syntax/read-json.ts';
import type { Block } from './syntax/tree.ts';
import { Undetermined } from './value/errors.ts';
import { utf8 } from './value/utf8.ts';
import { isCollection, isMapping } from './value/values.ts';

/** Calls within calls beyond these are no configuration. */
const deepest = 20;
const mostModules = 1000;

/** The modules that the folder leads to; undefined where it holds no configuration. */
export function readConfiguration(reader: SourceReader, folder: string): Configuration | undefined {
  const sources = sourcesOf(reader);
  if (!sources.reach(folder) || !sources.names(folder).some(isSource)) return undefined;
  const reading: Reading = { sources, folder, installed: installedModules(sources, folder), count: 0 };
  const root = readModule(reading, [], '.');
  return {
    root,
    folder,
    readFile: (path) => sources.read(joinPath(folder, path)),
    listFiles: (path) => sources.filesBelow(joinPath(folder, path)),
  };
}

interface Reading {
  readonly sources: Sources;
  readonly folder: string;
  readonly installed: ReadonlyMap<string, string>;
  count: number;
}

function isSource(name: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(name) && !/^\.|~$|^#.*#$/.test(name);
}

/** OpenTofu reads `a.tofu` in the place of `a.tf`. */
function sourcesAmong(names: readonly string[]): readonly string[] {
  return names.filter(
    (name) =>
      isSource(name) &&
      !(/\.tf(?:\.json)?$/.test(name) && names.includes(name.replace(/\.tf(?=$|\.json$)/, '.tofu'))),
  );
}

function readModule(reading: Reading, path: readonly string[], folder: string): Module {
  reading.count++;
  const problems: string[] = [];
  const usual: Block[] = [];
  const overriding: Block[] = [];
  const place = joinPath(reading.folder, folder);
  for (const name of sourcesAmong(reading.sources.names(place))) {
    const blocks = readFile(reading.sources, joinPath(place, name), problems);
    (isOverride(name) ? overriding : usual).push(...blocks);
  }
  const blocks = withOverrides(usual, overriding);
  const calls = blocks
    .filter(({ type }) => type === 'module')
    .map((block) => callOf(reading, path, folder, block));
  return { path, folder, blocks, calls: new Map(calls), problems };
}

function readFile(sources: Sources, file: string, problems: string[]): readonly Block[] {
  let text = '';
  try {
    text = utf8(sources.read(file));
    return (file.endsWith('.json') ? parseJsonBody({ file, text }) : parseBody({ file, text })).blocks;
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      const { line, column } = placeOf({ file, text }, error.offset);
      problems.push(`\`${file}:${line}:${column}\`: ${error.message}`);
    } else if (error instanceof Error && (error instanceof Undetermined || error.name === 'EvaluationError'))
      problems.push(error.message);
    else throw error;
    return [];
  }
}

function callOf(
  reading: Reading,
  path: readonly string[],
  folder: string,
  block: Block,
): readonly [string, ModuleCall] {
  const [name = ''] = block.labels;
  const inner = [...path, name];
  const found = folderOf(reading, inner, folder, block);
  const isReached =
    found !== undefined &&
    inner.length <= deepest &&
    reading.count < mostModules &&
    reading.sources.reach(joinPath(reading.folder, found));
  return [name, { block, module: isReached ? readModule(reading, inner, found) : undefined }];
}

/** Where Terraform installed the module, or where its source says that it is. */
function folderOf(
  reading: Reading,
  path: readonly string[],
  folder: string,
  block: Block,
): string | undefined {
  const installed = reading.installed.get(path.join('.'));
  if (installed !== undefined) return installed;
  const source = block.body.attributes.get('source')?.expression;
  if (source?.kind !== 'literal' || typeof source.value !== 'string') return undefined;
  return /^(?:\.{1,2}[\\/]|\.{1,2}$|\/)/.test(source.value) ? joinPath(folder, source.value) : undefined;
}

/** `.terraform/modules/modules.json`: keys of calls and their folders. */
function installedModules(sources: Sources, folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  try {
    const manifest = valueOfJson(
      readJson(utf8(sources.read(joinPath(folder, '.terraform/modules/modules.json')))),
    );
    const modules = isMapping(manifest) ? manifest.entries.get('Modules') : undefined;
    for (const one of modules !== undefined && isCollection(modules) ? modules.elements : []) {
      const [key, place] = isMapping(one) ? [one.entries.get('Key'), one.entries.get('Dir')] : [];
      if (key?.kind === 'string' && place?.kind === 'string' && key.value !== '')
        found.set(key.value, place.value);
    }
  } catch (error) {
    if (!(error instanceof Undetermined || error instanceof SyntaxProblem)) throw error;
  }
  return found;
}
