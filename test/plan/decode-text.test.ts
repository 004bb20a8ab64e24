/**
 * Encodings: Terraform writes UTF-8, PowerShell's redirection makes UTF-16 of it, with and without byte order mark.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/plan/decode-text.ts';

const encodings: readonly { name: string; encode: (text: string) => Uint8Array }[] = [
  { name: 'UTF-8', encode: (text) => Buffer.from(text, 'utf8') },
  { name: 'UTF-8 with a byte order mark', encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf8') },
  { name: 'UTF-16 little endian', encode: (text) => Buffer.from(text, 'utf16le') },
  { name: 'UTF-16 little endian, marked', encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le') },
  { name: 'UTF-16 big endian', encode: (text) => Buffer.from(text, 'utf16le').swap16() },
  { name: 'UTF-16 big endian, marked', encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16() },
];

describe.each(encodings)('$name', ({ encode }) => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const json = JSON.stringify({ text });
        expect(decodeText(encode(json))).toBe(json);
      }),
      { numRuns: 50 },
    );
  });
});

describe('bytes that are no text', () => {
  it('become replacement characters, so that an unrelated attribute never stops a scan', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from('"}')]);
    expect(JSON.parse(decodeText(bytes))).toEqual({ a: '\uFFFD\uFFFD(' });
  });

  it('may be few', () => {
    for (const bytes of [[], [0x7b], [0xff], [0xff, 0xfe], [0, 0]])
      expect(() => decodeText(Uint8Array.from(bytes))).not.toThrow();
  });
});
