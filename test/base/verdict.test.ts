/**
 * Kleene's strong tables: what is unknown stays so unless a yes or a no decides, also where no reason is given.
 * https://plato.stanford.edu/entries/logic-manyvalued/#KleSys
 */
import { describe, expect, it } from 'vitest';
import { all, any, no, not, unknown, yes } from '../../src/base/verdict.ts';

const answers = { yes: yes(), no, unknown: unknown() } as const;
type Answer = keyof typeof answers;

describe('all', () => {
  it.each<[Answer, Answer, Answer]>([
    ['yes', 'yes', 'yes'],
    ['yes', 'no', 'no'],
    ['yes', 'unknown', 'unknown'],
    ['unknown', 'no', 'no'],
    ['unknown', 'unknown', 'unknown'],
    ['no', 'no', 'no'],
  ])('%s and %s is %s', (left, right, joined) => {
    expect(all([answers[left], answers[right]]).answer).toBe(joined);
    expect(all([answers[right], answers[left]]).answer).toBe(joined);
  });
});

describe('any', () => {
  it.each<[Answer, Answer, Answer]>([
    ['yes', 'yes', 'yes'],
    ['yes', 'no', 'yes'],
    ['yes', 'unknown', 'yes'],
    ['unknown', 'no', 'unknown'],
    ['unknown', 'unknown', 'unknown'],
    ['no', 'no', 'no'],
  ])('%s or %s is %s', (left, right, joined) => {
    expect(any([answers[left], answers[right]]).answer).toBe(joined);
    expect(any([answers[right], answers[left]]).answer).toBe(joined);
  });
});

describe('not', () => {
  it.each<[Answer, Answer]>([
    ['yes', 'no'],
    ['no', 'yes'],
    ['unknown', 'unknown'],
  ])('%s becomes %s', (before, after) => {
    expect(not(answers[before]).answer).toBe(after);
  });
});

describe('what made it so', () => {
  const here = { pointer: '/a' };
  const there = { pointer: '/b' };
  const doubt = { pointer: '/c', reason: 'it is known only after apply' };

  it('is joined for yes, and only of those that held', () => {
    expect(all([yes(here), yes(there)])).toEqual(yes(here, there));
    expect(any([yes(here), no, unknown(doubt), yes(there)])).toEqual(yes(here, there));
  });

  it('is joined for unknown', () => {
    expect(all([yes(here), unknown(doubt), unknown(doubt)])).toEqual(unknown(doubt, doubt));
    expect(any([no, unknown(doubt)])).toEqual(unknown(doubt));
  });
});
