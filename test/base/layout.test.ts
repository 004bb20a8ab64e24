/**
 * Numbers in text: thousands parted as American English does.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped, plural } from '../../src/base/layout.ts';

describe('grouped', () => {
  it('says what the internationalisation of JavaScript says, which takes long to start', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), (count) => {
        expect(grouped(count)).toBe(count.toLocaleString('en-US'));
      }),
      { examples: [[0], [999], [1000], [12_345], [100_000], [1_234_567]] },
    );
  });
});

describe('plural', () => {
  it.each([
    [0, '0 copies'],
    [1, '1 copy'],
    [1200, '1,200 copies'],
  ])('%d', (count, text) => {
    expect(plural(count, 'copy', 'copies')).toBe(text);
  });
});
