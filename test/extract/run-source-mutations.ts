/**
 * `npm run mutate:source -- --seed 1 --count 500`: edits configurations after the plan was made, and counts what happens.
 * Exits 1 where a document was used that is not the planned one without saying what that rests on, or although the file tells
 * that it is later.
 */
import { parseArgs } from 'node:util';
import { randomOf } from '../hcl/judge/random.ts';
import { type Circumstances, mutate, type Outcome } from './source-mutations.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '500' } },
});

function run(circumstances: Circumstances): readonly Outcome[] {
  const random = randomOf(Number(values.seed));
  return Array.from({ length: Number(values.count) }, () => mutate(random, circumstances));
}

for (const circumstances of ['later', 'put back', 'put back, saved plan beside'] as const) {
  const outcomes = run(circumstances);
  const count = (found: Outcome['found']) => outcomes.filter((one) => one.found === found).length;
  const other = outcomes.filter((one) => one.isOther).length;
  console.log(
    `${circumstances}: ${outcomes.length} edits, ${other} would change a document; refused ${count('refused')}, the planned ones ${count('same')}, another one that is said to be assumed ${count('assumed')}, wrong ${count('wrong')}`,
  );
  if (count('wrong') > 0 || (circumstances === 'later' && count('assumed') > 0)) process.exitCode = 1;
}
