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
    expect(outcomes.filter(({ found }) => found === 'wrong' || found === 'assumed')).toEqual([]);
  });

  it('would have been, in many of these edits', () => {
    expect(outcomes.filter(({ isOther }) => isOther).length).toBeGreaterThan(8);
  });

  it('is refused as a whole where a file of it is later', () => {
    const changing = outcomes.filter(({ isOther, file }) => isOther && file.endsWith('.tf'));
    expect(changing.map(({ found }) => found)).toEqual(changing.map(() => 'refused'));
  });
});

describe('one that was edited, with the times of its files put back', () => {
  it('is never used without saying that it is assumed to be the planned one', () => {
    const random = randomOf(20_260_302);
    const outcomes = Array.from({ length: 60 }, () => mutate(random, 'put back'));
    expect(outcomes.filter(({ found }) => found === 'wrong')).toEqual([]);
    expect(outcomes.filter(({ found }) => found === 'assumed').length).toBeGreaterThan(0);
  });

  it('is not used where the saved plan lies beside, except for files that functions read', () => {
    const random = randomOf(20_260_303);
    const outcomes = Array.from({ length: 60 }, () => mutate(random, 'put back, saved plan beside'));
    expect(outcomes.filter(({ found }) => found === 'wrong')).toEqual([]);
    const used = outcomes.filter(({ found }) => found === 'assumed');
    expect(used.filter(({ file }) => file.endsWith('.tf'))).toEqual([]);
    expect(outcomes.filter(({ isOther, found }) => isOther && found === 'same').length).toBeGreaterThan(2);
  });
});
