/**
 * `npm run differential -- --requests 20000 --seed 1`: installs the simulator where it is not, and compares so many
 * requests with it.
 */
import { parseArgs } from 'node:util';
import { compareWithSimulator, tell } from './differential.ts';
import { install, isInstalled } from './simulate.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
if (!isInstalled()) install();
const step = 20_000;
const total = { compared: 0, plain: 0, refused: 0, open: 0, differing: 0 };
const known = new Map<string, number>();
let unexplained = 0;
for (let seed = Number(values.seed); total.compared < Number(values.requests); seed += step) {
  const found = compareWithSimulator(seed, step);
  for (const name of ['compared', 'plain', 'refused', 'open', 'differing'] as const)
    total[name] += found[name];
  for (const [name, times] of found.known) known.set(name, (known.get(name) ?? 0) + times);
  for (const one of found.unexplained.slice(0, 5)) console.log(`${tell(one)}\n`);
  unexplained += found.unexplained.length;
}
for (const [name, times] of [...known].sort(([, a], [, b]) => b - a))
  console.log(`${String(times).padStart(6)}  ${name}`);
console.log(
  `${total.compared} requests compared: ${total.compared - total.differing} agree, ` +
    `${total.differing - unexplained} differ as the list tells, ${unexplained} unexplained. ` +
    `${total.plain} are concerned by no entry of the list. ` +
    `Beside them ${total.refused} that the simulator refuses, ${total.open} that AWS's pages leave open.`,
);
process.exitCode = unexplained === 0 ? 0 : 1;
