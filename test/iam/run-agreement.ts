/**
 * `npm run agreement -- --cases 1000000 --seed 1`: compares the implementation and the specification on many cases.
 */
import { parseArgs } from 'node:util';
import { compareCases, tell } from './agreement.ts';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const started = process.hrtime.bigint();
const { answers, disagreements } = compareCases(Number(values.seed), Number(values.cases));
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
for (const [answer, times] of [...answers].sort()) console.log(`${answer.padEnd(24)}${times}`);
for (const one of disagreements.slice(0, 5)) console.log(`\n${tell(one)}`);
console.log(
  `${values.cases} cases from seed ${values.seed} in ${seconds.toFixed(1)} s: ${disagreements.length} disagreements`,
);
process.exitCode = disagreements.length === 0 ? 0 : 1;
