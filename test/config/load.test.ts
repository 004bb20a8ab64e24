/**
 * `.grantlint.yaml`: what it says, and every fault at its place.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { InputError, type Problem } from '../../src/base/problem.ts';
import { accountsOf } from '../../src/config/configuration.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { selectRules } from '../../src/config/select.ts';
import { configurationSchema } from '../../src/config/shape.ts';
import { readCompiledRules } from '../../src/rule/compiled.ts';
import { compileRuleFiles } from '../../src/rule/generate/compile.ts';
import { files, profiles } from '../policies/files.ts';

const load = (text: string) => loadConfiguration({ file: '.grantlint.yaml', text });
const validate = new Ajv({ strict: false, allErrors: true }).compile(configurationSchema());

function problemsOf(text: string): readonly Problem[] {
  try {
    load(text);
    return [];
  } catch (error) {
    if (error instanceof InputError && error.exit === 2) return error.problems;
    throw error;
  }
}

const whole = `
accounts:
  "123456789012": { name: prod, trust: own }
  "012345678901": { trust: own }
  "999988887777": { name: auditor, trust: vendor }
  "555566667777": { trust: trusted }
organization: o-a1b2c3d4e5
profile: guide
severities:
  - { rule: service-wide-grant, severity: low }
  - { rule: full-admin-grant, address: "module.sandbox.*", severity: note }
add-rules: [policy-on-user]
parameters:
  password-length: { minimum: 16 }
  sensitive-action-without-condition: { sensitive-actions: ["s3:DeleteBucket"] }
fail-on: high
gate: all
unknown: fail
formats: [text, sarif=reports/grantlint.sarif]
require-boundary: true
account-baseline: false
`;

describe('a whole file', () => {
  const configuration = load(whole);

  it('is read key by key', () =>
    expect(configuration).toMatchObject({
      organization: 'o-a1b2c3d4e5',
      profile: 'guide',
      failOn: 'high',
      gate: 'all',
      unknown: 'fail',
      formats: ['text', 'sarif=reports/grantlint.sarif'],
      requireBoundary: true,
      accountBaseline: false,
      addRules: ['policy-on-user'],
      parameters: {
        'password-length': { minimum: 16 },
        'sensitive-action-without-condition': { 'sensitive-actions': ['s3:DeleteBucket'] },
      },
    }));

  it('tells accounts by whom they belong to', () => {
    expect(accountsOf(configuration, 'own')).toEqual(['012345678901', '123456789012']);
    expect(accountsOf(configuration, 'trusted')).toEqual(['555566667777']);
    expect(accountsOf(configuration, 'vendor')).toEqual(['999988887777']);
  });

  it('fits the schema for editors', () =>
    expect([validate(parse(whole)), validate.errors]).toEqual([true, null]));
});

it('reads what the README shows', () => {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const [, shown = ''] = /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(readme) ?? [];
  const { accounts, severities } = load(shown);
  expect(Object.keys(accounts).length).toBe(3);
  const { rules } = readCompiledRules(compileRuleFiles(files));
  const [profile] = profiles.filter((one) => one.name === load(shown).profile);
  if (profile === undefined) throw new Error('the profile of the README is none');
  const { parameters = {} } = load(shown);
  expect(() => selectRules(rules, profile, { severities, parameters })).not.toThrow();
});

it.each(['', '# nothing yet\n', '{}'])('%j says nothing', (text) =>
  expect(load(text)).toEqual({ accounts: {}, severities: [] }),
);

describe('a fault', () => {
  it.each<[string, string, string, number, number]>([
    ['an unknown key', 'organisation: o-a1b2c3d4e5', 'config-unknown-key', 1, 1],
    [
      'an unknown key below',
      'accounts:\n  "123456789012": { trust: own, nmae: x }',
      'config-unknown-key',
      2,
      33,
    ],
    ['a short number', 'accounts:\n  12345: { trust: own }', 'config-wrong-value', 2, 3],
    ['a number that lost its zero', 'accounts:\n  012345678901: { trust: own }', 'config-wrong-value', 2, 3],
    ['a trust that is none', 'accounts:\n  "123456789012": { trust: owner }', 'config-wrong-value', 2, 28],
    ['no trust', 'accounts:\n  "123456789012": { name: a }', 'config-missing-key', 2, 21],
    ['an organisation that is none', 'organization: r-ab12', 'config-wrong-value', 1, 15],
    ['a severity that is none', 'fail-on: hihg', 'config-wrong-value', 1, 10],
    ['a switch that is none', 'require-boundary: "yes"', 'config-wrong-value', 1, 19],
    ['an absolute output', 'formats: [json=/etc/passwd]', 'config-wrong-value', 1, 11],
    ['an output outside', 'formats: [json=a/../../b]', 'config-wrong-value', 1, 11],
    ['an output on a drive', 'formats: ["json=C:\\\\b"]', 'config-wrong-value', 1, 11],
    ['a list', '- a', 'config-wrong-value', 1, 1],
    ['a key twice', 'gate: new\ngate: all', 'config-duplicate-key', 2, 1],
    ['no YAML', 'accounts: {', 'config-not-yaml', 1, 11],
  ])('%s is told with line and column', (_, text, code, line, column) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code, file: '.grantlint.yaml', line });
    if (code !== 'config-not-yaml') expect(problem?.column).toBe(column);
    expect(problem?.excerpt).toContain('^');
  });

  it('is refused by the schema as well', () => {
    for (const text of [
      'organisation: o-a1b2c3d4e5',
      'accounts: { "12345": { trust: own } }',
      'accounts: { "123456789012": { trust: owner } }',
      'organization: r-ab12',
      'formats: [json=/etc/passwd]',
      'formats: [json=a/../../b]',
    ])
      expect([text, validate(parse(text))]).toEqual([text, false]);
  });

  it('is told together with all others', () => expect(problemsOf('a: 1\nb: 2\ngate: c').length).toBe(3));
});
