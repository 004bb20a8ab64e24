/**
 * `npm run bench`: speed and memory as ratios to a yardstick measured in the same run, since absolute
 * figures differ from machine to machine and from minute to minute. Build first.
 *
 * 1. Start: a whole scan of a small plan against `node -e 0`.
 * 2. Size: a 90 MB plan with 100,000 distinct policies against reading it, `JSON.parse` of it and of each document.
 * 3. Diff: a 130 MB plan with 100,000 changed policies against a scan of it.
 * 4. Hidden: 1,000 policies that are evaluated from the configuration beside the plan, against the same plan alone: seconds
 *    more.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tmp from 'tmp';
import { writeHiddenPlan } from './hidden-plan.ts';
import { writeLargePlan } from './large-plan.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/cli.cjs');
const peakHook = join(root, 'test/bench/peak.cjs');
const yardstick = join(root, 'test/bench/yardstick.cjs');

interface Run {
  readonly seconds: number;
  readonly peakMb: number;
}

interface Comparison {
  readonly name: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly pairs: number;
  /** Ratios we aim at and ratios we ship at. */
  readonly time: { readonly aim: number; readonly ship: number };
  readonly memory?: { readonly aim: number };
  /** Where the difference counts, and not the ratio. */
  readonly more?: { readonly seconds: number };
}

function main(): void {
  if (!existsSync(cli)) throw new Error('run `npm run build` first');
  const folder = tmp.dirSync({ unsafeCleanup: true }).name;
  const large = join(folder, 'plan.json');
  writeLargePlan(large, 100_000);
  const changed = join(folder, 'changed.json');
  writeLargePlan(changed, 100_000, 'update');
  const hidden = join(folder, 'hidden');
  writeHiddenPlan(hidden, 1000);
  const alone = join(folder, 'alone.json');
  copyFileSync(join(hidden, 'plan.json'), alone);
  console.log(`large plan: ${(statSync(large).size / 1e6).toFixed(0)} MB\n`);
  const comparisons: readonly Comparison[] = [
    {
      name: 'start: scan of a small plan against node -e 0',
      ours: [cli, 'scan', '--fail-on', 'never', join(root, 'fixtures/guide/plan.json')],
      theirs: ['-e', '0'],
      pairs: 25,
      time: { aim: 2.0, ship: 2.3 },
    },
    {
      name: 'size: 100,000 policies against reading and JSON.parse of plan and documents',
      ours: [cli, 'scan', '--fail-on', 'never', large],
      theirs: [yardstick, large],
      pairs: 5,
      time: { aim: 2.0, ship: 2.0 },
      memory: { aim: 1.5 },
    },
    {
      name: 'diff: 100,000 changed policies against a scan of the same plan',
      ours: [cli, 'diff', '--fail-on', 'never', changed],
      theirs: [cli, 'scan', '--fail-on', 'never', changed],
      pairs: 3,
      time: { aim: 3.0, ship: 3.0 },
    },
    {
      name: 'hidden: 1,000 policies evaluated from the configuration against the same plan alone',
      ours: [cli, 'extract', join(hidden, 'plan.json')],
      theirs: [cli, 'extract', alone],
      pairs: 5,
      time: { aim: 10, ship: 10 },
      more: { seconds: 1 },
    },
  ];
  for (const comparison of comparisons) report(comparison);
  rmSync(folder, { recursive: true, force: true });
}

function report({ name, ours, theirs, pairs, time, memory, more }: Comparison): void {
  run(ours);
  run(theirs);
  const measured = Array.from({ length: pairs }, () => ({ ours: run(ours), theirs: run(theirs) }));
  const column = (of: (pair: { ours: Run; theirs: Run }) => number) => median(measured.map(of));
  console.log(name);
  console.log(
    `  time    ${figures(measured, (one) => one.seconds, 's')}   aim <= ${time.aim.toFixed(1)}, ship <= ${time.ship.toFixed(1)}`,
  );
  if (memory !== undefined) {
    console.log(
      `  memory  ${figures(measured, (one) => one.peakMb, 'MB')}   aim <= ${memory.aim.toFixed(1)}`,
    );
  }
  const ratio = column((pair) => pair.ours.seconds / pair.theirs.seconds);
  const extra = column((pair) => pair.ours.seconds - pair.theirs.seconds);
  if (more !== undefined) console.log(`  more    ${extra.toFixed(3)} s   ship <= ${more.seconds} s`);
  const isWithin = more === undefined ? ratio <= time.ship : extra <= more.seconds;
  console.log(`  ${isWithin ? 'within' : 'BEYOND'} what we ship at\n`);
  if (!isWithin) process.exitCode = 1;
}

function figures(
  pairs: readonly { ours: Run; theirs: Run }[],
  of: (run: Run) => number,
  unit: string,
): string {
  const ours = median(pairs.map((pair) => of(pair.ours)));
  const theirs = median(pairs.map((pair) => of(pair.theirs)));
  const ratio = median(pairs.map((pair) => of(pair.ours) / of(pair.theirs)));
  return `${ours.toFixed(3)} ${unit} / ${theirs.toFixed(3)} ${unit} = ${ratio.toFixed(2)} x (median of ${pairs.length} pairs)`;
}

function run(words: readonly string[]): Run {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--require', peakHook, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const seconds = (performance.now() - start) / 1000;
  const peak = /peak-kb=(\d+)/.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined)
    throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  return { seconds, peakMb: Number(peak) / 1024 };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main();
