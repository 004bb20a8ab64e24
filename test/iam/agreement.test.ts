/**
 * The implementation and the specification agree on cases made from a seed. `AGREEMENT_SEED` sets another seed.
 */
import { describe, expect, it } from 'vitest';
import { compareCases, tell } from './agreement.ts';

const seed = Number(process.env.AGREEMENT_SEED ?? 1);
const count = 15_000;

describe(`${count} cases from seed ${seed}`, () => {
  const { answers, disagreements } = compareCases(seed, count);

  it('agrees with the specification', () => {
    expect(disagreements.slice(0, 3).map(tell)).toEqual([]);
  });

  // Cases that are all silent would agree whatever the code does.
  it.each(['document', 'layers'])('asks about every answer: %s', (of) => {
    const shares = [...answers].filter(([answer]) => answer.startsWith(of)).map(([, times]) => times);
    expect(shares).toHaveLength(4);
    expect(Math.min(...shares) / shares.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0.01);
  });
});
