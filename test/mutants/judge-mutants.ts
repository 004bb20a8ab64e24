/**
 * Mutants: one change of the source text each, built in memory, and put to a suite that must notice. A suite that lets a
 * mutant live does not test what the mutant broke.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A change: `from` stands exactly once in the file (a path from the root of the repository). */
export interface Mutant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** What became of a mutant. One that does not apply or build is a mistake in the list. */
export interface Judged {
  readonly mutant: Mutant;
  readonly fate: 'killed' | 'survived' | 'does not apply' | 'does not build';
  /** What noticed it, or why it could not be judged. */
  readonly by: string;
}

/** What is judged: the module whose exports the suite gets, and the suite. */
export interface Judgement<Exports> {
  /** A module from the root of the repository; what it imports is built with it. */
  readonly entry: string;
  /** The suite: what it noticed, or undefined. An exception notices, too. */
  readonly notices: (exports: Exports) => string | undefined;
  /** Milliseconds after which a mutant that still runs counts as killed: it would hang the suite. */
  readonly patience?: number;
}

/** Judges the mutants one after the other. */
export async function judgeMutants<Exports>(
  mutants: readonly Mutant[],
  judgement: Judgement<Exports>,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const mutant of mutants) judged.push(await judge(mutant, judgement));
  return judged;
}

/** What the suite notices in the source as it is: must be nothing. */
export async function judgeOriginal<Exports>(judgement: Judgement<Exports>): Promise<string | undefined> {
  return notice(await bundle(judgement.entry), judgement);
}

async function judge<Exports>(mutant: Mutant, judgement: Judgement<Exports>): Promise<Judged> {
  const parts = readFileSync(join(root, mutant.file), 'utf8').split(mutant.from);
  if (parts.length !== 2) {
    return { mutant, fate: 'does not apply', by: `it stands ${parts.length - 1} times in ${mutant.file}` };
  }
  try {
    const code = await bundle(judgement.entry, { file: mutant.file, text: parts.join(mutant.to) });
    const noticed = notice(code, judgement);
    return { mutant, fate: noticed === undefined ? 'survived' : 'killed', by: noticed ?? 'nothing' };
  } catch (error) {
    return { mutant, fate: 'does not build', by: String(error) };
  }
}

/** The entry with all that it imports as one script that leaves its exports in a global name. */
async function bundle(
  entry: string,
  changed?: { readonly file: string; readonly text: string },
): Promise<string> {
  let used = changed === undefined;
  const built = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'mutated',
    platform: 'neutral',
    logLevel: 'silent',
    plugins: [
      {
        name: 'mutant',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            if (changed === undefined || path !== join(root, changed.file)) return null;
            used = true;
            return { contents: changed.text, loader: 'ts' };
          });
        },
      },
    ],
  });
  if (!used) throw new Error(`${entry} does not import ${changed?.file}`);
  return `(() => { ${built.outputFiles[0]?.text ?? ''}\nreturn mutated; })()`;
}

/** Runs the suite under a time limit, which only a script can have. */
function notice<Exports>(
  code: string,
  { notices, patience = 20_000 }: Judgement<Exports>,
): string | undefined {
  const scope = globalThis as { runSuite?: () => string | undefined };
  try {
    const exports = new Script(code).runInThisContext({ timeout: patience }) as Exports;
    scope.runSuite = () => notices(exports);
    return new Script('runSuite()').runInThisContext({ timeout: patience }) as string | undefined;
  } catch (error) {
    return String(error);
  } finally {
    delete scope.runSuite;
  }
}
