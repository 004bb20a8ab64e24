/**
 * Makes grantlint's data files from pinned development packages. Run by the build; not part of the bundle.
 * `npx tsx src/aws/generate/generate.ts dist/data`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tables } from '../catalogue.ts';
import { filesOf, renderTable } from '../table.ts';
import { readActions } from './actions.ts';
import { readManagedPolicies } from './managed-policies.ts';

/** Writes the tables of actions and of managed policies into a folder, making it when it is not there. */
export async function generateAwsData(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  for (const [name, read] of [
    [tables.actions, readActions],
    [tables.managedPolicies, readManagedPolicies],
  ] as const) {
    const { origin, entries } = await read();
    const files = filesOf(name);
    const rendered = renderTable(origin, entries);
    await writeFile(join(outDir, files.index), rendered.index);
    await writeFile(join(outDir, files.entries), rendered.entries);
  }
}

const [, script, outDir] = process.argv;
if (script === fileURLToPath(import.meta.url)) await generateAwsData(outDir ?? 'dist/data');
