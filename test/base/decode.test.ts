/**
 * Decoding gives the value as the type asked for, or nothing; it never takes what every object inherits for a member.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asArray, asObject, asString, asStrings, own } from '../../src/base/decode.ts';

describe('decoding unknown JSON', () => {
  it('tells objects from arrays and null', () => {
    expect(asObject({ a: 1 })).toEqual({ a: 1 });
    expect([[], null, 'a', 1, undefined].map(asObject)).toEqual(Array(5).fill(undefined));
  });

  it('takes what is no list as an empty one', () => {
    expect(asArray([1])).toEqual([1]);
    expect([{}, null, 'ab', undefined].map(asArray)).toEqual([[], [], [], []]);
  });

  it('keeps only texts of a list', () => {
    expect(asStrings(['a', 1, null, ['b'], 'c'])).toEqual(['a', 'c']);
    expect(asString('')).toBe('');
    expect(asString(1)).toBeUndefined();
  });

  it('finds members by their own key only', () => {
    expect(own(JSON.parse('{"__proto__": 1, "constructor": 2}'), '__proto__')).toBe(1);
    expect(own(JSON.parse('{"constructor": 2}'), 'constructor')).toBe(2);
    for (const inherited of ['constructor', '__proto__', 'toString'])
      expect(own({}, inherited)).toBeUndefined();
    expect(own(['a'], '0')).toBeUndefined();
  });

  it('throws for no JSON at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, key) => {
        asObject(value);
        asArray(value);
        asStrings(value);
        own(value, key);
      }),
    );
  });
});
