/**
 * Text of a plan is chosen by whoever wrote the change: it must not break out of any format.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/render-json.ts';
import { renderProblems } from '../../src/report/render-problems.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { renderText } from '../../src/report/render-text.ts';
import { resultWith } from './sample.ts';

const version = { version: '0.1.0' };
const attacks = [
  'x\n::error file=a::all policies passed',
  ' ::set-output name=a::b',
  'a ::stop-commands::token',
  'x ##[error]owned',
  '##vso[task.complete result=Succeeded;]',
  '\u001b[2J\u001b[31mred',
  '\u009b2J',
  'right\u202eto left',
  'zero\u200bwidth',
  'line\u2028separator\r\n# heading',
  '\u0000\u0007\u0008',
  '<script>alert(1)</script>',
];

// Built from code points, so that the pattern itself holds no control character.
const hidden = new RegExp(
  `[${[
    [0x00, 0x09],
    [0x0b, 0x1f],
    [0x7f, 0x9f],
    [0x200b, 0x200f],
    [0x2028, 0x202e],
    [0x2066, 0x2069],
  ]
    .map((range) => range.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('-'))
    .join('')}]`,
);

/** What a terminal, GitHub's or Azure's log reader, or a reader's eye could be fooled by. */
function expectTame(output: string): void {
  expect(output).not.toMatch(hidden);
  expect(output).not.toMatch(/##(\[|vso\[)/);
  for (const line of output.split('\n')) expect(line.trimStart()).not.toMatch(/^::/);
}

describe.each(attacks)('%j', (attack) => {
  it('is tame in text', () => {
    for (const width of [40, 80, 120]) {
      for (const all of [true, false])
        expectTame(renderText(resultWith(attack), { width, color: false, all }));
    }
  });

  it('is tame in problems', () =>
    expectTame(renderProblems(resultWith(attack).problems, { width: 80, color: false })));

  it('is data in JSON and SARIF', () => {
    for (const output of [
      renderJson(resultWith(attack), version),
      renderSarif(resultWith(attack), version),
    ]) {
      expect(output).not.toMatch(hidden);
      expect(() => JSON.parse(output)).not.toThrow();
    }
    expect(JSON.parse(renderJson(resultWith(attack), version)).undetermined[0].references).toEqual([attack]);
  });
});

it('any text at all is tame', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expectTame(renderText(resultWith(text), { width: 80, color: false, all: true }));
      JSON.parse(renderSarif(resultWith(text), version));
    }),
    { numRuns: 200 },
  );
});
