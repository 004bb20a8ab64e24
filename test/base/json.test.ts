/**
 * Where JSON breaks: the place of the first character that cannot stand there.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/base/json.ts';

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
