/**
 * SHA-256: the examples of the standard, and Node's own for whatever else.
 * https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/sha256.ts';

describe('SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('%j', (text, hash) => expect(sha256(text)).toBe(hash));

  it('is what Node computes, at every length about a block and for every text', () => {
    const ofNode = (text: string) => createHash('sha256').update(text).digest('hex');
    for (let size = 0; size < 200; size++) expect(sha256('x'.repeat(size))).toBe(ofNode('x'.repeat(size)));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(ofNode(text));
      }),
    );
  });
});
