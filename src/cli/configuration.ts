/**
 * Which configuration holds: the one that `--config` names, or the nearest `.grantlint.yaml` from the working directory
 * upwards. One that was searched for is named in the output, since a pull request could loosen its own gate with it.
 */
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Configuration, noConfiguration } from '../config/configuration.ts';
import type { Configured } from './command.ts';
import { readConfigurationFile } from './inputs.ts';

/** A configuration, and where it was found. */
export interface Settings {
  readonly configuration: Configuration;
  /** The file, as seen from the working directory; absent where there is none. */
  readonly file?: string;
  /** True where it was searched for. */
  readonly found: boolean;
}

const name = '.grantlint.yaml';

/** Reads it. Throws InputError with exit 2 for one that is missing or wrong. */
export async function readSettings({ config }: Configured): Promise<Settings> {
  const file = config ?? nearest();
  const found = config === undefined;
  if (file === undefined) return { configuration: noConfiguration, found };
  const text = readConfigurationFile(file);
  const { loadConfiguration } = await import('../config/load.ts');
  return { configuration: loadConfiguration({ file, text }), file, found };
}

function nearest(): string | undefined {
  const start = process.cwd();
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, name);
    if (existsSync(file)) return relative(start, file);
    if (folder === dirname(folder)) return undefined;
  }
}
