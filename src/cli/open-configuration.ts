/**
 * Reads the configuration in a folder, and opens it for a plan. Only that folder and those of its modules are read; nothing
 * is run. A bundle of its own, loaded where a plan hides something.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { sourceFor } from '../extract/source/open-source.ts';
import type { OpenSource, Refused } from '../extract/source.ts';
import type { SourceReader } from '../hcl/configuration/types.ts';
import { readConfiguration } from '../hcl/read-configuration.ts';
import type { Plan } from '../plan/types.ts';

/**
 * How to open the configuration, or why it is not that of the plan. A file that was written after the plan was made counts
 * as another one, unless the user named the folder.
 */
export function openConfiguration(plan: Plan, folder: string, isNamed: boolean): OpenSource | Refused {
  const { reader, changedFile } = watchedReader(plan.madeAt);
  const configuration = readConfiguration(reader, folder);
  if (configuration === undefined) return { refused: 'it holds no configuration' };
  const changed = () => {
    const file = changedFile();
    return file === undefined || isNamed ? undefined : `\`${file}\` was written after the plan was made`;
  };
  const file = changedFile();
  const assuming =
    plan.madeAt === undefined
      ? 'nothing was edited since planning; the plan does not tell when that was'
      : file === undefined
        ? undefined
        : `\`${file}\`, written after the plan was made, is as it was planned`;
  return sourceFor(plan, configuration, { changed, ...(assuming === undefined ? {} : { assuming }) });
}

/** A plan tells whole seconds, and a file may have been saved in the second in which planning began. */
const tolerance = 1000;

function watchedReader(madeAt: number | undefined): {
  readonly reader: SourceReader;
  readonly changedFile: () => string | undefined;
} {
  let changed: string | undefined;
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
        const isOurs = !path.endsWith('.terraform/modules/modules.json');
        const isLater = madeAt !== undefined && statSync(path).mtimeMs >= madeAt + tolerance;
        if (isOurs && isLater) changed ??= path;
        return readFileSync(path);
      }),
  };
  return { reader, changedFile: () => changed };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
