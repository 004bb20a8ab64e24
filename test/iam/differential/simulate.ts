/**
 * Runs `@cloud-copilot/iam-simulate` as a process of its own. It is AGPL-3.0: never imported here, never shipped, no
 * dependency; a command installs it into a folder beside the system's temporary files.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from '../specification-answers.ts';

const version = '0.1.173';

/** Where the simulator lies: `IAM_SIMULATE`, or a folder for its version. */
export const folder = process.env.IAM_SIMULATE ?? join(tmpdir(), `grantlint-iam-simulate-${version}`);

/** Is it there? */
export const isInstalled = (): boolean =>
  existsSync(join(folder, 'node_modules/@cloud-copilot/iam-simulate/package.json'));

/** Installs it with npm. Throws when npm fails. */
export function install(): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
  const done = spawnSync('npm', ['install', ...options, `@cloud-copilot/iam-simulate@${version}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) throw new Error(`npm could not install @cloud-copilot/iam-simulate ${version}`);
}

/** What the simulator says of one simulation; an error where it refuses the input. */
export type Simulated =
  | { readonly result: 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied' }
  | { readonly error: { readonly message: string } };

/** Simulates all of them, in order. Throws when the process fails. */
export function simulate(simulations: readonly Json[]): readonly Simulated[] {
  const program = fileURLToPath(new URL('simulator.mjs', import.meta.url));
  const done = spawnSync(process.execPath, [program, folder], {
    input: simulations.map((one) => `${JSON.stringify(one)}\n`).join(''),
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`the simulator failed: ${done.stderr}`);
  const lines = done.stdout.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Simulated);
}
