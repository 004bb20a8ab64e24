/**
 * Whole outputs as people see them, at 80 and at 120 columns, and as programs read them. Every file of `golden` was read
 * before it was checked in; `GOLDEN=write` writes them again, to be read again.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { renderText } from '../../src/report/render-text.ts';
import { resourceTypesOf } from '../../src/rule/rules-for.ts';
import { gainsIn } from '../../src/scan/gain.ts';
import { scan } from '../../src/scan/scan.ts';
import { compiled, context, profiles, root } from '../policies/files.ts';

const folder = join(import.meta.dirname, 'golden');
const byDefault = profiles.find(({ name }) => name === 'default')?.rules ?? [];
const rules = compiled.filter(({ rule }) => byDefault.includes(rule.id));
const types = resourceTypesOf(rules.map(({ rule }) => rule));

const gains = gainsIn(context.catalogue);

function extractionOf(fixture: string) {
  const file = `fixtures/${fixture}/plan.json`;
  const { managedPolicy } = context.catalogue;
  return extract(readPlan(readFileSync(join(root, file)), file), { managedPolicy, types });
}

function scanned(fixture: string) {
  const options = { failOn: 'medium', gate: 'new', unknown: 'warn', gains } as const;
  return scan([extractionOf(fixture)], rules, options, []);
}

function expectGolden(name: string, text: string) {
  const file = join(folder, name);
  if (process.env.GOLDEN === 'write') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

const style = (width: number) => ({ width, color: false, all: false });

describe.each([80, 120])('text at %i columns', (width) => {
  it.each(['guide', 'updates', 'unknowns', 'password', 'no-iam', 'modules', 'attachments'])('%s', (name) => {
    expectGolden(`${name}.${width}.txt`, renderText(scanned(name), style(width)));
  });

  it('updates with existing findings in full', () => {
    expectGolden(`updates-all.${width}.txt`, renderText(scanned('updates'), { ...style(width), all: true }));
  });

  it('has no prose beyond its width: only addresses, places and totals may be longer', () => {
    const prose = / {2}(who|what|worst|edit|why|needs|rules) /;
    for (const name of ['guide', 'updates', 'unknowns', 'password', 'modules', 'attachments']) {
      const lines = renderText(scanned(name), style(width)).split('\n');
      const long = lines.filter((line) => line.length > width && prose.test(line) && !line.includes('`'));
      expect(long).toEqual([]);
      expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
    }
  });
});

describe('what programs read', () => {
  it.each(['guide', 'updates', 'unknowns'])('JSON of %s', (name) => {
    expectGolden(`${name}.json`, renderJson(scanned(name), { version: '0.0.0' }));
  });

  it.each(['guide', 'updates'])('SARIF of %s', (name) => {
    expectGolden(`${name}.sarif`, renderSarif(scanned(name), { version: '0.0.0' }));
  });
});
