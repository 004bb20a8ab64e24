/**
 * The data files that lie beside the shipped command: catalogue, managed policies, compiled rules.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadData } from '../base/reader.ts';

/**
 * Reads from `dist/data` of this installation. Bundled, the code stands in `dist/`; from source, in `src/cli/`.
 * Throws the file system's error when the installation is broken.
 */
export const readData: ReadData = (file, start, end) => {
  const path = join(dataFolder(), file);
  return start === undefined || end === undefined ? readFileSync(path, 'utf8') : readPart(path, start, end);
};

function readPart(path: string, start: number, end: number): string {
  const bytes = Buffer.allocUnsafe(end - start);
  const descriptor = openSync(path, 'r');
  try {
    const size = readSync(descriptor, bytes, 0, bytes.length, start);
    if (size < bytes.length) throw new Error(`${path} ends in the middle`);
  } finally {
    closeSync(descriptor);
  }
  return bytes.toString('latin1');
}

function dataFolder(): string {
  const here = import.meta.dirname;
  return here.endsWith('cli') ? join(here, '../../dist/data') : join(here, 'data');
}
