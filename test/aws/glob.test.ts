/** Matching against a short definition of what `*` and `?` mean, and within bounded time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatches } from '../../src/aws/glob.ts';

/** The definition, by recursion; exponential, so for short texts only. */
function means(pattern: string, literal: string): boolean {
  const [first = '', rest] = [pattern[0], pattern.slice(1)];
  if (pattern === '') return literal === '';
  if (first === '*') return means(rest, literal) || (literal !== '' && means(pattern, literal.slice(1)));
  return literal !== '' && (first === '?' || first === literal[0]) && means(rest, literal.slice(1));
}

describe('a glob', () => {
  it('means what its definition says', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const literal = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, literal, (glob, text) => {
        expect(globMatches(glob, text)).toBe(means(glob, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('that is made to be slow is not', () => {
    const hostile = 'a*'.repeat(50_000);
    expect(globMatches(`${hostile}b`, 'a'.repeat(60))).toBe(false);
    expect(globMatches('*'.repeat(100_000), 'GetObject')).toBe(true);
  });
});
