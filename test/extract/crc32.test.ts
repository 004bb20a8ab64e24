/**
 * CRC-32 against the one of zlib, which is Go's IEEE checksum too.
 */
import { crc32 as ofZlib } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/extract/policy-document/crc32.ts';

describe('crc32', () => {
  it('gives the check value of the polynomial', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
  });

  it('is the checksum of zlib for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(crc32(text)).toBe(ofZlib(text));
      }),
    );
  });
});
