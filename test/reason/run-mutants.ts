/**
 * `npm run mutants:reason`: judges every mutant of `src/reason` and prints those that live, or do not apply any more.
 */
import { judgeMutants } from '../mutants/judge-mutants.ts';
import { judgement } from './judgement.ts';
import { mutants } from './mutants.ts';

let killed = 0;
for (const mutant of mutants) {
  const [judged] = await judgeMutants([mutant], judgement);
  if (judged?.fate === 'killed') killed++;
  else console.log(`${judged?.fate}: ${mutant.file}: ${mutant.from} -> ${mutant.to} (${judged?.by})`);
}
console.log(`${killed} of ${mutants.length} killed`);
if (killed < mutants.length) process.exitCode = 1;
