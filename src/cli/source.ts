/**
 * The configuration that belongs to a plan: in the saved plan beside it, where `--source` says, else beside the plan, else in
 * the working directory.
 * It is looked for only where the plan hides something, and what reads it is loaded only where there is one.
 */
import { readdirSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';
import { InputError, type Problem } from '../base/problem.ts';
import type { OpenSource } from '../extract/source.ts';
import type { Plan } from '../plan/types.ts';
import type { ScanResult } from '../scan/types.ts';
import type { PlanSource } from '../scan/with-source.ts';

/** What was found of a plan's configuration. */
export interface FoundSource {
  readonly openSource?: OpenSource;
  /** Said where it was named, or found, and is not that of the plan. */
  readonly problems: readonly Problem[];
  /** What would make readable what the plan hides. */
  readonly hint?: string;
}

/** A plan, and what was found where it hides something. */
export interface ReadSource {
  readonly plan: Plan;
  readonly found: FoundSource | undefined;
}

/** What the extraction is handed. */
export function openerIn(found: FoundSource | undefined): { readonly openSource?: OpenSource } {
  return found?.openSource === undefined ? {} : { openSource: found.openSource };
}

/**
 * The places of what a scan reports. Where a plan hides nothing its configuration is opened only now, and only where there
 * is something to place; one that does not fit then gives no places.
 */
export async function openedFor(
  { findings, undetermined }: Pick<ScanResult, 'findings' | 'undetermined'>,
  sources: readonly ReadSource[],
  named: string | undefined,
): Promise<readonly PlanSource[]> {
  const opened: PlanSource[] = [];
  for (const [at, { plan, found }] of sources.entries()) {
    const isReported = [...findings, ...undetermined].some((one) => one.plan === at);
    const used = found ?? (isReported ? await findSource(plan, named) : undefined);
    const rangeOf = isReported ? used?.openSource?.(() => undefined).rangeOf : undefined;
    opened.push({
      ...(rangeOf === undefined ? {} : { rangeOf }),
      ...(used?.hint === undefined ? {} : { hint: used.hint }),
    });
  }
  return opened;
}

/** Looks for the configuration of a plan. Throws InputError with exit 2 where `--source` names none. */
export async function findSource(plan: Plan, named: string | undefined): Promise<FoundSource> {
  const folders = named === undefined ? placesOf(plan.file) : [named];
  const present = [...new Set(folders.map(shortest))].filter(holdsConfiguration);
  if (named !== undefined && present.length === 0) throw noConfiguration(named);
  // Plans of Terraform before 1.5 do not tell when they were made, and so not which saved plan is theirs.
  if (present.length === 0 && plan.madeAt === undefined) return { problems: [], hint: nameIt };
  const { openConfiguration, openSaved } = await import('./open-configuration.ts');
  const [first = shortest(dirname(plan.file))] = present;
  const saved = openSaved(plan, first, named !== undefined);
  if (saved !== undefined) return { openSource: saved, problems: [] };
  const problems: Problem[] = [];
  for (const folder of present) {
    const opened = openConfiguration(plan, folder, named !== undefined);
    if (typeof opened === 'function') return { openSource: opened, problems: [] };
    problems.push(misfit(plan.file, folder, opened.refused));
  }
  return { problems, hint: nameIt };
}

const nameIt = 'name the folder of the configuration with `--source DIR`, as it was when the plan was made';

/** Beside the plan, then where the command runs. */
function placesOf(file: string): readonly string[] {
  return file === '-' ? ['.'] : [dirname(file), '.'];
}

/** As seen from the working directory, where it lies below. */
function shortest(folder: string): string {
  const path = relative('', folder);
  if (path === '') return '.';
  return path.startsWith('..') && isAbsolute(folder) ? folder : path;
}

function holdsConfiguration(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name));
  } catch {
    return false;
  }
}

function misfit(file: string, folder: string, reason: string): Problem {
  return {
    code: 'source-misfit',
    message: `the configuration in \`${folder}\` is not used: ${reason}`,
    hint: 'plan again, or name the folder as it was when the plan was made with `--source DIR`',
    file,
  };
}

function noConfiguration(folder: string): InputError {
  return new InputError(2, [
    {
      code: 'no-configuration',
      message: `\`${folder}\` holds no Terraform configuration`,
      hint: '`--source` names the folder in which `terraform plan` ran',
      file: folder,
    },
  ]);
}
