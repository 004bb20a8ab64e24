/**
 * Files as they were when the plan was made: configuration from the saved plan, everything else from the disk.
 */
import { basename, dirname, join, resolve } from 'node:path';
import { joinPath } from '../hcl/configuration/sources.ts';
import type { SourceReader } from '../hcl/configuration/types.ts';
import type { SavedPlan } from './saved-plan.ts';

/** The reader of a saved plan whose root is taken to stand in the folder. */
export function savedReader({ modules }: SavedPlan, folder: string, disk: SourceReader): SourceReader {
  const folders = new Map(modules.map((one) => [joinPath(folder, one.folder), one.files]));
  const manifest = joinPath(folder, '.terraform/modules/modules.json');
  const listed = { Modules: modules.map(({ key, folder: place }) => ({ Key: key, Dir: place })) };
  const saved = (path: string): Uint8Array | undefined =>
    path === manifest
      ? Buffer.from(JSON.stringify(listed))
      : folders.get(joinPath(dirname(path), '.'))?.get(basename(path));
  const realPath = (path: string): string => disk.look(path)?.realPath ?? resolve(path);
  return {
    look: (path) => {
      const bytes = saved(path);
      if (bytes !== undefined) {
        const inside = path === manifest ? '.terraform/modules/modules.json' : basename(path);
        const outer = path === manifest ? folder : dirname(path);
        return { kind: 'file', realPath: join(realPath(outer), inside), size: bytes.length };
      }
      return folders.has(path) ? { kind: 'folder', realPath: realPath(path), size: 0 } : disk.look(path);
    },
    list: (path) => {
      const files = folders.get(path);
      const others = disk.list(path);
      if (files === undefined) return others;
      return [...new Set([...(others ?? []).filter((name) => !isConfiguration(name)), ...files.keys()])];
    },
    read: (path) => saved(path) ?? disk.read(path),
  };
}

function isConfiguration(name: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(name);
}
