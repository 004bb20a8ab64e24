/**
 * Finds files of an installed development package, wherever npm put it.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Origin } from '../table.ts';

/** Everything a data file is made of. */
export interface TableSource {
  readonly origin: Origin;
  readonly entries: Iterable<readonly [key: string, text: string]>;
}

/** Reads JSON from a package's folder; the caller says what shape it knows it to have. */
export async function readPackageJson<T>(packageName: string, file: string): Promise<T> {
  const entry = createRequire(import.meta.url).resolve(packageName);
  const root = `${entry.slice(0, entry.lastIndexOf(`node_modules/${packageName}/`))}node_modules/${packageName}/`;
  return JSON.parse(await readFile(root + file, 'utf8')) as T;
}
