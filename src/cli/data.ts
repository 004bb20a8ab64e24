/**
 * The data files that lie beside the shipped command: catalogue, managed policies, compiled rules.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadData } from '../base/reader.ts';

/**
 * Reads from `dist/data` of this installation. Bundled, the code stands in `dist/`; from source, in `src/cli/`.
 * Throws the file system's error when the installation is broken.
 */
export const readData: ReadData = (file) => readFileSync(join(dataFolder(), file), 'utf8');

function dataFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return here.endsWith('cli') ? join(here, '../../dist/data') : join(here, 'data');
}
