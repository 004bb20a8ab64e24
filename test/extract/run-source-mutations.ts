/**
 * `npm run mutate:source -- --seed 1 --count 500`: edits configurations after the plan was made, and counts what happens.
 * Exits 1 where a document was used that is not the planned one although the file tells that it is later.
 */
import { parseArgs } from 'node:util';
import { randomOf } from '../hcl/judge/random.ts';
import { mutate, type Outcome, type Times } from './source-mutations.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '500' } },
});

function run(times: Times): readonly Outcome[] {
  const random = randomOf(Number(values.seed));
  return Array.from({ length: Number(values.count) }, () => mutate(random, times));
}

for (const times of ['later', 'put back'] as const) {
  const outcomes = run(times);
  const count = (found: Outcome['found']) => outcomes.filter((one) => one.found === found).length;
  const other = outcomes.filter((one) => one.isOther).length;
  console.log(
    `${times}: ${outcomes.length} edits, ${other} would change a document; refused ${count('refused')}, the planned ones ${count('same')}, wrong ${count('wrong')}`,
  );
  if (times === 'later' && count('wrong') > 0) process.exitCode = 1;
}
