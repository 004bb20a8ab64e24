/**
 * Makes grantlint's data files from pinned development packages. Run by the build; not part of the bundle.
 * `npx tsx src/aws/generate/generate.ts dist/data`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFiles } from '../catalogue.ts';
import { renderTable } from '../table.ts';
import { readActions } from './actions.ts';
import { readManagedPolicies } from './managed-policies.ts';

/** Writes `actions.txt` and `managed-policies.txt` into a folder, making it when it is not there. */
export async function generateAwsData(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  for (const [file, read] of [
    [dataFiles.actions, readActions],
    [dataFiles.managedPolicies, readManagedPolicies],
  ] as const) {
    const { origin, entries } = await read();
    await writeFile(join(outDir, file), renderTable(origin, entries));
  }
}

const [, script, outDir] = process.argv;
if (script === fileURLToPath(import.meta.url)) await generateAwsData(outDir ?? 'dist/data');
