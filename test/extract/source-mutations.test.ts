/**
 * A sample of `npm run mutate:source`: no edit after the plan is taken for what was planned.
 */
import { describe, expect, it } from 'vitest';
import { randomOf } from '../hcl/judge/random.ts';
import { mutate } from './source-mutations.ts';

describe('a configuration that was edited after the plan was made', () => {
  const random = randomOf(20_260_301);
  const outcomes = Array.from({ length: 100 }, () => mutate(random, 'later'));

  it('is never the source of another document than the planned one', () => {
    expect(outcomes.filter(({ found }) => found === 'wrong')).toEqual([]);
  });

  it('would have been, in many of these edits', () => {
    expect(outcomes.filter(({ isOther }) => isOther).length).toBeGreaterThan(8);
  });

  it('is refused as a whole where a file of it is later', () => {
    const changing = outcomes.filter(({ isOther, file }) => isOther && file.endsWith('.tf'));
    expect(changing.map(({ found }) => found)).toEqual(changing.map(() => 'refused'));
  });
});
