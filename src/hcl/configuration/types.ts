/**
 * A configuration as it lies on the disk: modules with their blocks, and how files are reached.
 */
import type { Block } from '../syntax/tree.ts';

/** What a path leads to, links followed. */
export interface SourceEntry {
  readonly kind: 'file' | 'folder';
  /** The path without symbolic links, absolute. */
  readonly realPath: string;
  /** Bytes of a file. */
  readonly size: number;
}

/** The file system, as the command line lets it be seen. Nothing is written, and nothing is run. */
export interface SourceReader {
  /** What stands at the path, or undefined where nothing does. */
  readonly look: (path: string) => SourceEntry | undefined;
  /** Names of what stands in a folder; undefined where it cannot be read. */
  readonly list: (folder: string) => readonly string[] | undefined;
  /** The bytes of a file; undefined where it cannot be read. */
  readonly read: (path: string) => Uint8Array | undefined;
}

export interface Module {
  /** Names of the calls that lead here; empty for the root. */
  readonly path: readonly string[];
  /** As `path.module` gives it: relative to the root, or absolute. */
  readonly folder: string;
  /** Top-level blocks, overrides merged in. */
  readonly blocks: readonly Block[];
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** Why parts of the module could not be read; then nothing of it is certain. */
  readonly problems: readonly string[];
}

export interface ModuleCall {
  readonly block: Block;
  /** Undefined where the module is not on the disk. */
  readonly module: Module | undefined;
}

export interface Configuration {
  readonly root: Module;
  /** The root's folder, as it was given. */
  readonly folder: string;
  /** Reads a file by its path from the root's folder; only within the folders of modules. Throws Undetermined. */
  readonly readFile: (path: string) => Uint8Array;
  /** Paths of all files below a folder, relative to it. Throws Undetermined. */
  readonly listFiles: (folder: string) => readonly string[];
}
