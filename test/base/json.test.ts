/**
 * Where JSON breaks, the place of the first character that cannot stand there; and keys that JSON.parse hides.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKeys, hasDuplicateKeys, parseJson } from '../../src/base/json.ts';
import { below } from '../../src/base/pointer.ts';
import type { Json } from '../../src/base/value.ts';

describe('the place of a mistake', () => {
  it.each<[string, number, number]>([
    ['{\n  "Statement": [}\n', 2, 17],
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ['nope', 1, 2],
    ['[1, 2', 1, 6],
  ])('%j', (text, line, column) => expect(parseJson(text)).toMatchObject({ ok: false, line, column }));

  it('is never after what is wrong', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        const cut = at % (text.length + 1);
        const result = parseJson(`${text.slice(0, cut)}@${text.slice(cut)}`);
        if (!result.ok) expect(result.offset).toBeLessThanOrEqual(text.length + 1);
        if (!result.ok && !text.includes('"')) expect(result.offset).toBe(cut);
      }),
    );
  });
});

describe('a key that stands twice', () => {
  const odd = fc.stringMatching(/^[a":\\ ]{0,6}$/);
  const values = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      odd,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(odd, tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('is seen whatever the strings and the layout are', () => {
    fc.assert(
      fc.property(values, odd, fc.constantFrom('', ' ', '\n\t'), (value, key, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const member = JSON.stringify(key);
        expect(hasDuplicateKeys(text, JSON.parse(text))).toBe(false);
        for (const [twice, pointer] of [
          [`{${member}: 1, ${member} :${text}}`, ''],
          [`[{${member}\n: 1, ${member}:${text}}]`, '/0'],
        ] as const) {
          expect(hasDuplicateKeys(twice, JSON.parse(twice))).toBe(true);
          expect(duplicateKeys(twice)).toEqual([below(pointer, key)]);
        }
      }),
    );
  });
});
