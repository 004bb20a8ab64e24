/**
 * Runs the built command as a user's shell would.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tmp from 'tmp';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/cli.cjs');

export interface Outcome {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** `grantlint …words`, from the repository's root unless told otherwise. */
export function grantlint(
  words: readonly string[],
  {
    input,
    cwd = root,
    env = {},
  }: { input?: string | Uint8Array; cwd?: string; env?: Record<string, string> } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    cwd,
    encoding: 'utf8',
    input: input ?? '',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...env },
  });
  return { exit: status, out: stdout, err: stderr };
}

/** A folder that is gone when the process ends. */
export function emptyFolder(): string {
  tmp.setGracefulCleanup();
  return tmp.dirSync({ unsafeCleanup: true }).name;
}

/** A file with that content in a folder of its own; gives its path. */
export function fileWith(content: string | Uint8Array, name = 'plan.json'): string {
  const file = join(emptyFolder(), name);
  writeFileSync(file, content);
  return file;
}
