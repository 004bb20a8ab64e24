/**
 * Access to files, bounded: only below the folders of modules, links followed, up to a size.
 */
import { cleanPath } from '../functions/files.ts';
import { giveUp } from '../value/errors.ts';
import type { SourceReader } from './types.ts';

/** Bytes of a file, and of all that is read. */
const largestFile = 10_000_000;
const largestSum = 60_000_000;
const mostEntries = 10_000;

/** Files within folders that were reached. Each function throws Undetermined where it may not or cannot read. */
export interface Sources {
  /** Takes a folder among the reached ones; false where there is none. */
  readonly reach: (folder: string) => boolean;
  readonly read: (path: string) => Uint8Array;
  /** Names directly in a folder, sorted. */
  readonly names: (folder: string) => readonly string[];
  /** All files below, as paths relative to the folder, sorted. */
  readonly filesBelow: (folder: string) => readonly string[];
}

/** One path behind another, or itself where it is absolute. */
export function joinPath(folder: string, path: string): string {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) ? path : cleanPath(`${folder}/${path}`);
}

/** Bounded access through a reader. */
export function sourcesOf(reader: SourceReader): Sources {
  const reached: string[] = [];
  let left = largestSum;
  const isReached = (realPath: string): boolean =>
    reached.some(
      (folder) => realPath === folder || realPath.startsWith(folder.endsWith('/') ? folder : `${folder}/`),
    );
  const look = (path: string): ReturnType<SourceReader['look']> => {
    const entry = reader.look(path);
    if (entry !== undefined && !isReached(entry.realPath.replaceAll('\\', '/')))
      return giveUp(`\`${path}\` leads out of the folders of the configuration`);
    return entry;
  };
  const read = (path: string): Uint8Array => {
    const entry = look(path);
    if (entry?.kind !== 'file') return giveUp(`\`${path}\` is not there`);
    if (entry.size > largestFile) return giveUp(`\`${path}\` is larger than ${largestFile / 1_000_000} MB`);
    left -= entry.size;
    if (left < 0)
      return giveUp(`the files of the configuration are larger than ${largestSum / 1_000_000} MB`);
    return reader.read(path) ?? giveUp(`\`${path}\` cannot be read`);
  };
  const names = (folder: string): readonly string[] => (reader.list(folder) ?? []).toSorted();
  const filesBelow = (folder: string): readonly string[] => {
    if (look(folder)?.kind !== 'folder') return [];
    return walk(folder, names, look);
  };
  const reach = (folder: string): boolean => {
    const entry = reader.look(folder);
    if (entry?.kind !== 'folder') return false;
    reached.push(entry.realPath.replaceAll('\\', '/'));
    return true;
  };
  return { reach, read, names, filesBelow };
}

function walk(
  root: string,
  names: (folder: string) => readonly string[],
  look: SourceReader['look'],
): readonly string[] {
  const files: string[] = [];
  const left = [''];
  let seen = 0;
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    for (const name of names(joinPath(root, folder))) {
      if (++seen > mostEntries) return giveUp(`more than ${mostEntries} files lie in \`${root}\``);
      const path = folder === '' ? name : `${folder}/${name}`;
      const kind = look(joinPath(root, path))?.kind;
      if (kind === 'file') files.push(path);
      else if (kind === 'folder' && path.split('/').length < 30) left.push(path);
    }
  }
  return files.sort();
}
