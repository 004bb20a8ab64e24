/**
 * Patterns as letters: they match what the same pattern as text matches, and a replaced variable is never a wildcard.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatches } from '../../src/iam/glob.ts';
import { arnParts, lettersMatch, textOfLetters, withWildcards } from '../../src/iam/letters.ts';
import { replaceVariables } from '../../src/iam/variables.ts';

const short = (letters: readonly string[]) =>
  fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((parts) => parts.join(''));

describe('letters', () => {
  it('match as globs do', () => {
    fc.assert(
      fc.property(short(['a', 'b', '*', '?']), short(['a', 'b', '*']), (pattern, text) => {
        expect(lettersMatch(withWildcards(pattern), text)).toBe(globMatches(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('match in time that does not blow up', () => {
    const pattern = withWildcards(`${'*a'.repeat(200)}b`);
    expect(lettersMatch(pattern, 'a'.repeat(5000))).toBe(false);
  });

  it('split like an ARN, and join to the same text', () => {
    fc.assert(
      fc.property(short(['a', ':', '*']), (text) => {
        const parts = arnParts(withWildcards(text)).map(textOfLetters);
        expect(parts.join(':')).toBe(text);
        expect(parts.length).toBe(Math.min(6, text.split(':').length));
      }),
    );
  });

  it('of a variable match its value and nothing else', () => {
    fc.assert(
      fc.property(short(['a', '*', '?', '$', '{', '}']), short(['a', 'b', '*', '?']), (value, text) => {
        const letters = replaceVariables('${key}', () => value);
        expect(letters !== undefined && lettersMatch(letters, text)).toBe(text === value);
        expect(letters !== undefined && lettersMatch(letters, value)).toBe(true);
      }),
    );
  });
});
