/**
 * Reads the configuration of a plan, and opens it: from the saved plan where that lies beside the JSON, else from a folder.
 * Only that folder and those of its modules are read; nothing is run. A bundle of its own, loaded where a plan hides
 * something.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { sourceFor } from '../extract/source/open-source.ts';
import type { OpenSource, Refused } from '../extract/source.ts';
import type { SourceReader } from '../hcl/configuration/types.ts';
import { readConfiguration } from '../hcl/read-configuration.ts';
import { giveUp, Undetermined } from '../hcl/value/errors.ts';
import type { Plan } from '../plan/types.ts';
import { savedPlanOf } from './saved-plan.ts';
import { savedReader } from './saved-reader.ts';

/**
 * How to open the configuration, or why it is not that of the plan. A file that was written after the plan was made counts
 * as another one, unless the user named the folder.
 */
export function openConfiguration(plan: Plan, folder: string, isNamed: boolean): OpenSource | Refused {
  const { reader, laterFile, settle } = watchedReader(plan.madeAt, isNamed);
  const configuration = readConfiguration(reader, folder);
  if (configuration === undefined) return { refused: 'it holds no configuration' };
  const later = laterFile();
  if (later !== undefined && !isNamed) return { refused: `\`${later}\` ${writtenLater}` };
  settle();
  return sourceFor(plan, configuration, { always: assumptionOf(plan, later) });
}

/**
 * How to open the configuration in the saved plan beside the JSON; undefined where there is none that fits. It is the one
 * that was planned; only files that functions read are not in it, and are looked for in the folder.
 */
export function openSaved(plan: Plan, folder: string, isNamed: boolean): OpenSource | undefined {
  const saved = savedPlanOf(plan);
  if (saved === undefined) return undefined;
  const { reader, settle } = watchedReader(plan.madeAt, isNamed);
  settle();
  const configuration = readConfiguration(savedReader(saved, folder, reader), folder);
  const opened =
    configuration === undefined ? undefined : sourceFor(plan, configuration, { withFiles: filesAssumed });
  return typeof opened === 'function' ? opened : undefined;
}

const writtenLater = 'was written after the plan was made';
const filesAssumed =
  'files that functions read are as they were when the plan was made, which holds no copy of them';

function assumptionOf({ madeAt }: Plan, later: string | undefined): string {
  if (madeAt === undefined) return 'nothing was edited since planning; the plan does not tell when that was';
  return later === undefined
    ? 'the configuration is the one that was planned: its files are older than the plan, and no saved plan beside it proves more'
    : `\`${later}\`, written after the plan was made, is as it was planned`;
}

/** A plan tells whole seconds, and a file may have been saved in the second in which planning began. */
const tolerance = 1000;

interface Watched {
  readonly reader: SourceReader;
  /** A file of the configuration that is later than the plan. */
  readonly laterFile: () => string | undefined;
  /** From now on functions read files, and one that is later is refused for itself. */
  readonly settle: () => void;
}

function watchedReader(madeAt: number | undefined, isNamed: boolean): Watched {
  let later: string | undefined;
  let isSettled = false;
  const check = (path: string): void => {
    if (madeAt === undefined || statSync(path).mtimeMs < madeAt + tolerance) return;
    if (path.endsWith('.terraform/modules/modules.json')) return;
    if (!isSettled) later ??= path;
    else if (!isNamed) giveUp(`\`${path}\` ${writtenLater}`);
  };
  const reader: SourceReader = {
    look: (path) =>
      attempt(() => {
        const stat = statSync(path);
        if (!stat.isFile() && !stat.isDirectory()) return undefined;
        return { kind: stat.isFile() ? 'file' : 'folder', realPath: realpathSync(path), size: stat.size };
      }),
    list: (folder) => attempt(() => readdirSync(folder)),
    read: (path) =>
      attempt(() => {
        check(path);
        return readFileSync(path);
      }),
  };
  return {
    reader,
    laterFile: () => later,
    settle: () => {
      isSettled = true;
    },
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Undetermined) throw error;
    return undefined;
  }
}
