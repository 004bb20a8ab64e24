/**
 * `npm run generate`: writes everything in the repository that is derived; with `--check` it only compares, and fails
 * naming what is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationSchema } from '../../config/shape.ts';
import { generatePages } from '../../rule/generate/pages.ts';
import { withOutput } from './readme.ts';
import { readRuleFiles } from './rule-files.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const isCheck = process.argv.includes('--check');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const pages = [
  ...generatePages(readRuleFiles(join(root, 'policies'))),
  {
    path: 'src/config/schema/configuration.schema.json',
    text: `${JSON.stringify(configurationSchema(), null, 2)}\n`,
  },
  { path: 'README.md', text: withOutput(readme, root) },
];

for (const { path, text } of pages) {
  const file = join(root, path);
  if (!isCheck) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${path} is out of date: run \`npm run generate\``);
    process.exitCode = 1;
  }
}
