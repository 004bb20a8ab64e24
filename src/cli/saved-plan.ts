/**
 * The plan as `terraform plan -out` saves it: a zip archive that holds a copy of the configuration it was made from. It is
 * looked for beside the plan's JSON, and taken where both were made at the same time.
 * https://developer.hashicorp.com/terraform/cli/commands/plan#out-filename
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plan } from '../plan/types.ts';
import { type Archive, openArchive } from './archive.ts';

/** The configuration in a saved plan: folders as seen from where Terraform ran, each with its files. */
export interface SavedPlan {
  readonly file: string;
  readonly modules: readonly SavedModule[];
}

export interface SavedModule {
  /** `a.b` for the module `b` that `a` calls; empty for the root. */
  readonly key: string;
  readonly folder: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Larger archives are left alone, and no folder with so many files is looked through. */
const largest = 100_000_000;
const mostFiles = 1000;

/** The saved plan of this plan; undefined where none lies beside it. */
export function savedPlanOf({ file, madeAt }: Plan): SavedPlan | undefined {
  if (madeAt === undefined) return undefined;
  const folder = file === '-' ? '.' : dirname(file);
  for (const name of archivesIn(folder)) {
    const archive = openArchive(readFileSync(join(folder, name)));
    const plan = archive?.read('tfplan');
    if (archive === undefined || plan === undefined || !isMadeAt(plan, madeAt)) continue;
    const modules = modulesIn(archive);
    if (modules !== undefined) return { file: join(folder, name), modules };
  }
  return undefined;
}

/** Files that begin as zip archives do. */
function archivesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).sort();
    return names.length > mostFiles ? [] : names.filter((name) => isArchive(join(folder, name)));
  } catch {
    return [];
  }
}

function isArchive(path: string): boolean {
  if (/\.(?:json|tf|tofu|md|ya?ml|tfvars|hcl)$/.test(path)) return false;
  const start = Buffer.alloc(4);
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > largest) return false;
    const descriptor = openSync(path, 'r');
    readSync(descriptor, start);
    closeSync(descriptor);
  } catch {
    return false;
  }
  return start.equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}

/**
 * The time stands in the saved plan as field 21, a text of 20 bytes.
 * https://github.com/hashicorp/terraform/blob/main/internal/plans/planproto/planfile.proto
 */
function isMadeAt(plan: Uint8Array, madeAt: number): boolean {
  const time = new Date(madeAt).toISOString().replace('.000Z', 'Z');
  return Buffer.from(plan).includes(Buffer.from(`\u00aa\u0001\u0014${time}`, 'latin1'));
}

function modulesIn(archive: Archive): readonly SavedModule[] | undefined {
  const manifest = archive.read('tfconfig/modules.json');
  if (manifest === undefined) return undefined;
  try {
    const entries: unknown = JSON.parse(Buffer.from(manifest).toString('utf8'));
    if (!Array.isArray(entries)) return undefined;
    return entries.map((entry: { readonly Key?: unknown; readonly Dir?: unknown }) => {
      const key = String(entry.Key ?? '');
      return { key, folder: String(entry.Dir ?? ''), files: filesIn(archive, `tfconfig/m-${key}/`) };
    });
  } catch {
    return undefined;
  }
}

function filesIn(archive: Archive, folder: string): ReadonlyMap<string, Uint8Array> {
  const names = archive.names.filter(
    (name) => name.startsWith(folder) && !name.slice(folder.length).includes('/'),
  );
  return new Map(
    names.map((name) => {
      const bytes = archive.read(name);
      if (bytes === undefined) throw new Error(`\`${name}\` cannot be read`);
      return [name.slice(folder.length), bytes];
    }),
  );
}
