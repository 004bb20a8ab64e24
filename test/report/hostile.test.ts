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
import { attacks, expectTame, hidden } from './tame.ts';

const version = { version: '0.1.0' };
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
