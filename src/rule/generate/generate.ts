/**
 * `npx tsx src/rule/generate/generate.ts`: writes the generated pages of `policies/`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatePages } from './pages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const policies = join(root, 'policies');
const files = readdirSync(policies, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(policies, file), 'utf8') }));
for (const { path, text } of generatePages(files)) writeFileSync(join(root, path), text);
