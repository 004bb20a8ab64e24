/**
 * The outside world as the commands see it: files, streams, terminal. The only place that touches `process` and `fs`,
 * besides `inputs.ts`; tests hand in a world of their own.
 */
import { fstatSync, mkdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a command may do to the outside. */
export interface World {
  /** Writes to standard output; a closed pipe (`| head`) ends quietly. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Writes a result file; throws the file system's error. */
  write(file: string, text: string): void;
  /** Makes a file and the folders it is in; false where something stands there, which is left alone. Throws as `write`. */
  create(file: string, text: string): boolean;
  readonly terminal: {
    /** Columns of standard output, 80 where it is no terminal. */
    readonly columns: number;
    readonly color: boolean;
    /** True where standard error is a terminal, so that progress may be told. */
    readonly progress: boolean;
    /** True where standard input is a terminal: nobody pipes a plan in. */
    readonly asks: boolean;
  };
  /** True where GRANTLINT_DEBUG asks for the stack of a defect. */
  readonly debug: boolean;
  /** Milliseconds since some start; for progress only, never for results. */
  now(): number;
}

/** The world of a real process. */
export function processWorld(): World {
  const { env } = process;
  const isTerminal = isTerminalAt(1, () => process.stdout);
  return {
    out: (text) => writeFully(1, text),
    err: (text) => writeFully(2, text),
    write: (file, text) => writeFileSync(file, text),
    create: createFile,
    terminal: {
      columns: isTerminal ? process.stdout.columns : 80,
      color: wantsColor(env, isTerminal),
      get progress() {
        return isTerminalAt(2, () => process.stderr);
      },
      get asks() {
        return isTerminalAt(0, () => process.stdin);
      },
    },
    debug: env.GRANTLINT_DEBUG !== undefined && env.GRANTLINT_DEBUG !== '',
    now: () => performance.now(),
  };
}

/**
 * Node loads its streams when one is first named, for a tenth of its own start; a file, a pipe and the null device are told
 * apart from a terminal without.
 */
function isTerminalAt(descriptor: 0 | 1 | 2, stream: () => { readonly isTTY?: boolean }): boolean {
  return mayBeTerminal(descriptor) && stream().isTTY === true;
}

function mayBeTerminal(descriptor: number): boolean {
  if (process.platform === 'win32') return true;
  try {
    const status = fstatSync(descriptor);
    return status.isCharacterDevice() && status.rdev !== statSync('/dev/null').rdev;
  } catch {
    return true;
  }
}

/** `wx` refuses what is there already, a symbolic link too. */
function createFile(file: string, text: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** https://no-color.org and FORCE_COLOR, as terminals agree on them. */
function wantsColor(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true;
  return isTerminal && env.TERM !== 'dumb';
}

/** Pipes may take less than they are given, and say "try again": write until all is out. */
function writeFully(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
