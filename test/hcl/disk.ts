/**
 * The reader that tests use: the real file system.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { SourceReader } from '../../src/hcl/configuration/types.ts';

function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

export const disk: SourceReader = {
  look: (path) =>
    quietly(() => {
      const status = statSync(path);
      return {
        kind: status.isDirectory() ? 'folder' : 'file',
        realPath: realpathSync(path),
        size: status.size,
      };
    }),
  list: (folder) => quietly(() => readdirSync(folder)),
  read: (path) => quietly(() => readFileSync(path)),
};
