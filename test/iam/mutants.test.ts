/**
 * Every mutant of `src/iam` is noticed: it answers otherwise than the specification on some case of the agreement tests.
 * A mutant that no longer applies is replaced in the list, not dropped.
 */
import { describe, expect, it } from 'vitest';
import { type Judgement, judgeMutants, judgeOriginal } from '../mutants/judge-mutants.ts';
import { evaluate, type Implementation, specify } from './agreement.ts';
import { makeCase } from './generate-cases.ts';
import { mutants } from './mutants.ts';

const cases = Array.from({ length: 12_000 }, (_, seed) => {
  const made = makeCase(seed);
  return { seed, made, expected: specify(made) };
});

const judgement: Judgement<Implementation> = {
  entry: 'test/iam/implementation.ts',
  notices: (implementation) => {
    const wrong = cases.find(({ made, expected }) => evaluate(implementation, made) !== expected);
    return wrong === undefined ? undefined : `seed ${wrong.seed}`;
  },
};

describe(`${mutants.length} mutants`, () => {
  it('notices nothing in the source as it is', async () => {
    expect(await judgeOriginal(judgement)).toBeUndefined();
  });

  it('notices every one', { timeout: 180_000 }, async () => {
    const judged = await judgeMutants(mutants, judgement);
    const left = judged.filter(({ fate }) => fate !== 'killed');
    expect(left.map(({ mutant, fate, by }) => `${fate}: ${mutant.file}: ${mutant.from} (${by})`)).toEqual([]);
  });
});
