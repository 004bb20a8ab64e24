/**
 * A sample of the mutants of `src/reason` is noticed by the table of cases, another one with each number of them; `npm run
 * mutants:reason` judges all. A mutant that no longer applies is replaced in the list, not dropped.
 */
import { describe, expect, it } from 'vitest';
import { judgeMutants, judgeOriginal } from '../mutants/judge-mutants.ts';
import { judgement } from './judgement.ts';
import { mutants } from './mutants.ts';

const sample = mutants.filter((_, at) => at % 8 === mutants.length % 8);

describe(`${sample.length} of ${mutants.length} mutants`, () => {
  it('notices nothing in the source as it is', async () => {
    expect(await judgeOriginal(judgement)).toBeUndefined();
  });

  it('notices every one', { timeout: 180_000 }, async () => {
    const judged = await judgeMutants(sample, judgement);
    const left = judged.filter(({ fate }) => fate !== 'killed');
    expect(left.map(({ mutant, fate, by }) => `${fate}: ${mutant.file}: ${mutant.from} (${by})`)).toEqual([]);
  });
});
