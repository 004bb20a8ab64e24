/**
 * Reading what the user named: plans and rule files. What cannot be read becomes a problem with cause and fix.
 */
import { readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../base/nearest.ts';
import { InputError, type Problem, type ProblemExit } from '../base/problem.ts';
import { planText } from '../plan/parse-plan.ts';
import type { World } from './world.ts';

/** The text of a plan file, or of standard input for `-`. Throws InputError with exit 3. */
export function readPlanText(file: string, terminal: World['terminal']): string {
  return planText(readBytes(file, terminal, 'plan'), file);
}

/** What a file is to hold: problems are worded by it. */
type Wanted = 'plan' | 'policy' | 'configuration';

/** The bytes of a file, or of standard input for `-`. Throws InputError with exit 3. */
export function readBytes(file: string, terminal: World['terminal'], wanted: Wanted): Uint8Array {
  if (file === '-') return readStandardInput(terminal.asks, wanted);
  return orProblem(3, file, () => readFileSync(file), wanted);
}

/** The text of a configuration file. Throws InputError with exit 2. */
export function readConfigurationFile(file: string): string {
  return orProblem(2, file, () => readFileSync(file, 'utf8'), 'configuration');
}

/** A file of rules with its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** The YAML files named, or found below the folders named, sorted. Throws InputError with exit 2. */
export function readYamlFiles(names: readonly string[]): readonly SourceFile[] {
  return names.flatMap((name) =>
    orProblem(2, name, () => {
      if (!statSync(name).isDirectory()) return [{ file: name, text: readFileSync(name, 'utf8') }];
      const files = readdirSync(name, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ya?ml$/.test(file))
        .sort();
      if (files.length === 0) throw noRules(name);
      return files.map((file) => ({ file: join(name, file), text: readFileSync(join(name, file), 'utf8') }));
    }),
  );
}

function readStandardInput(isTerminal: boolean, wanted: Wanted): Uint8Array {
  if (isTerminal) {
    throw new InputError(3, [
      {
        code: 'no-input',
        message: '`-` means standard input, and nothing is piped into it',
        hint:
          wanted === 'plan'
            ? 'run `terraform show -json tfplan | grantlint -`'
            : 'pipe the policy document in, or name its file',
        file: '-',
      },
    ]);
  }
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 20);
    const size = readChunk(chunk);
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, size));
  }
}

function readChunk(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(0, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw new InputError(3, [unreadable('-', error as NodeJS.ErrnoException)]);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function orProblem<T>(exit: ProblemExit, file: string, read: () => T, wanted: Wanted = 'plan'): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(exit, [unreadable(file, error as NodeJS.ErrnoException, wanted)]);
  }
}

function unreadable(file: string, error: NodeJS.ErrnoException, wanted: Wanted = 'plan'): Problem {
  const about = { file };
  switch (error.code) {
    case 'ENOENT':
      return { code: 'missing-file', message: `there is no file \`${file}\``, ...about, ...neighbour(file) };
    case 'EISDIR':
      return {
        code: 'directory',
        message: `\`${file}\` is a folder, and a ${wanted} is one file`,
        hint: folderHints[wanted],
        ...about,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'no-permission',
        message: `\`${file}\` may not be read`,
        hint: 'check its permissions',
        ...about,
      };
    case 'ERR_FS_FILE_TOO_LARGE':
      return {
        code: 'too-large',
        message: `\`${file}\` is larger than 2 GiB`,
        hint: 'split the configuration, or plan parts of it with `-target`',
        ...about,
      };
    default:
      return {
        code: 'unreadable',
        message: `\`${file}\` cannot be read: ${error.code ?? error.message}`,
        ...about,
      };
  }
}

const folderHints: Readonly<Record<Wanted, string>> = {
  plan: 'in that folder run `terraform plan -out tfplan && terraform show -json tfplan > plan.json`, then scan `plan.json`',
  policy: 'name the files in it',
  configuration: 'name the file in it',
};

/** A name near the one that is missing, in the same folder, that looks like a plan. */
function neighbour(file: string): { hint?: string } {
  const slash = file.lastIndexOf('/');
  const folder = slash < 0 ? '.' : file.slice(0, slash);
  try {
    const names = readdirSync(folder).filter((name) => /\.(json|ya?ml)$/.test(name));
    const near = nearest(file.slice(slash + 1), names);
    return near === undefined ? {} : { hint: `did you mean \`${slash < 0 ? near : `${folder}/${near}`}\`?` };
  } catch {
    return {};
  }
}

function noRules(folder: string): InputError {
  return new InputError(2, [
    {
      code: 'no-rules',
      message: `there are no \`.yaml\` files in \`${folder}\``,
      hint: 'name a folder that holds rule files',
      file: folder,
    },
  ]);
}
