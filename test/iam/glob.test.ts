/**
 * Patterns as sets of texts: compared with brute force over all short words.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatches, globsCover, globsMeet } from '../../src/iam/glob.ts';

// The third letter occurs in no pattern: what a wildcard consumes may be any other letter.
const letters = ['a', 'b', 'z'];
const words = Array.from({ length: 6 }, (_, length) => length).flatMap((length) => wordsOf(length));
const pattern = fc
  .array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 4 })
  .map((parts) => parts.join(''));

function wordsOf(length: number): readonly string[] {
  if (length === 0) return [''];
  return wordsOf(length - 1).flatMap((word) => letters.map((letter) => word + letter));
}

describe('globsMeet', () => {
  it.each([
    ['s3:Get*', 's3:*Object', true],
    ['s3:Get*', 's3:Put*', false],
    ['*', 'iam:PassRole', true],
    ['a?', 'a', false],
    ['*a*', 'bbb', false],
  ])('%s and %s: %s', (left, right, answer) => {
    expect(globsMeet(left, right)).toBe(answer);
    expect(globsMeet(right, left)).toBe(answer);
  });

  it('agrees with brute force', () => {
    fc.assert(
      fc.property(pattern, pattern, (left, right) => {
        const found = words.some((word) => globMatches(left, word) && globMatches(right, word));
        if (found) expect(globsMeet(left, right)).toBe(true);
        else if (left.length + right.length <= 5) expect(globsMeet(left, right)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('globsCover', () => {
  it.each([
    [['s3:*'], 's3:Get*', true],
    [['s3:Get*'], 's3:*', false],
    [['a*', 'b*'], '?*', false],
    [['*a', '*'], 'x?', true],
    [['?', '??*'], '?*', true],
    [[], '', false],
  ])('%j covers %s: %s', (others, one, answer) => expect(globsCover(others, one)).toBe(answer));

  it('agrees with brute force', () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), pattern, (others, one) => {
        const refuted = words.some(
          (word) => globMatches(one, word) && !others.some((other) => globMatches(other, word)),
        );
        const answer = globsCover(others, one);
        if (refuted) expect(answer).toBe(false);
        if (answer === false && one.length + Math.max(...others.map((other) => other.length)) <= 5)
          expect(refuted).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('covers itself, and what is covered is met', () => {
    fc.assert(
      fc.property(pattern, pattern, (left, right) => {
        expect(globsCover([left], left)).toBe(true);
        if (globsCover([left], right) === true) expect(globsMeet(left, right)).toBe(true);
      }),
    );
  });

  it('gives up on adversarial patterns instead of hanging', () => {
    const hard = Array.from({ length: 12 }, (_, at) => `${'*?'.repeat(at + 1)}a${'?'.repeat(40)}*`);
    expect([undefined, true, false]).toContain(globsCover(hard, `*${'?a*'.repeat(60)}`));
  });
});
