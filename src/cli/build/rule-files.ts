/**
 * Reads our own rule and profile files for the build and the generated pages.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every YAML file under the folder, sorted by path, with its path relative to the folder. */
export function readRuleFiles(folder: string): { readonly file: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}
