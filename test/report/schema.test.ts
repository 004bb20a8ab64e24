/**
 * JSON keeps its published schema; SARIF keeps the official one and GitHub's limits.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/render-json.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { findingWith, resultWith } from './sample.ts';

const version = { version: '0.1.0' };
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as object;
const resultSchema = read(
  fileURLToPath(new URL('../../src/report/schema/result.schema.json', import.meta.url)),
);
const sarifSchema = read(
  createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
);

describe('JSON', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(resultSchema);

  it('has every key of its schema, also for an empty result', () => {
    const empty = { ...resultWith('x'), plans: [], findings: [], undetermined: [], listed: [], problems: [] };
    for (const result of [resultWith('x'), empty]) {
      validate(JSON.parse(renderJson(result, version)));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('never holds the document of a finding', () => {
    expect(renderJson(resultWith('x'), version)).not.toContain('"document"');
  });
});

describe('SARIF', () => {
  const Ajv = AjvDraft04 as unknown as typeof AjvDraft04.default;
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    sarifSchema,
  );
  const render = (result: ReturnType<typeof resultWith>) => JSON.parse(renderSarif(result, version));

  it('is valid', () => {
    validate(render(resultWith('x')));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('tells GitHub severity, place and identity', () => {
    const [run] = render(resultWith('x')).runs;
    expect(run.tool.driver.rules[0]).toMatchObject({
      id: 'full-admin-grant',
      properties: { 'security-severity': '9.5' },
    });
    expect(run.results[0]).toMatchObject({
      ruleId: 'full-admin-grant',
      level: 'error',
      partialFingerprints: { primaryLocationLineHash: '0123456789abcdef0123456789abcdef' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'plan.json' }, region: { startLine: 1 } } }],
    });
  });

  it('shows what was not evaluated as open, not as passed', () => {
    const [run] = render(resultWith('x')).runs;
    expect(run.results.at(-1)).toMatchObject({ ruleId: 'not-evaluated', kind: 'open' });
  });

  it('keeps to 25,000 results, the most severe first, and says what it left out', () => {
    const findings = Array.from({ length: 25_001 }, () => findingWith('x'));
    const [run] = render({ ...resultWith('x'), findings }).runs;
    expect(run.results).toHaveLength(25_000);
    expect(JSON.stringify(run.invocations)).toContain('2 of the least severe results are left out');
  });
});
