/**
 * "Nothing new" is never refuted by a request, and no request is found that the evaluator does not confirm. `npm run
 * refute` does the same for as many pairs as one likes.
 */
import { describe, expect, it } from 'vitest';
import { judge } from './run-refute.ts';

describe('pairs of policies that are nearly the same', () => {
  const first = 20_000;
  const judged = Array.from({ length: 100 }, (_, at) => judge(first + at, 200));

  it('are answered so that no request refutes it', () => {
    const wrong = judged.filter(({ fate }) => fate === 'refuted' || fate === 'defect');
    expect(wrong).toEqual([]);
  });

  it('are mostly decided, one way and the other', () => {
    const share = (fate: string) => judged.filter((one) => one.fate === fate).length / judged.length;
    expect(share('yes')).toBeGreaterThan(0.15);
    expect(share('no')).toBeGreaterThan(0.2);
    expect(share('undetermined')).toBeLessThan(0.15);
  });
});
