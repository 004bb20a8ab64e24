import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readCompiledRules } from '../../src/rule/compiled.ts';
import { compileRuleFiles } from '../../src/rule/generate/compile.ts';
import { generatePages } from '../../src/rule/generate/pages.ts';
import { profileSchema, ruleSchema } from '../../src/rule/generate/schema.ts';
import { loadProfiles } from '../../src/rule/load/profile.ts';
import { files, profiles, root, ruleFiles } from './files.ts';

describe('what is generated from the rules', () => {
  it.each(generatePages(files).map((page) => [page.path, page.text]))('%s is up to date', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it('the compiled rules hold the rules and profiles, and no examples', () => {
    const text = compileRuleFiles(files);
    const compiled = readCompiledRules(text);
    expect(compiled.rules.map((rule) => rule.id)).toEqual(ruleFiles.map(({ rule }) => rule.id).sort());
    expect(compiled.profiles.map((profile) => profile.name)).toEqual([
      'cis',
      'default',
      'fsbp',
      'guide',
      'nist-800-63b',
      'strict',
    ]);
    for (const rule of compiled.rules) expect(rule).not.toHaveProperty('examples');
    expect(compileRuleFiles([...files].reverse())).toBe(text);
  });

  it('the schema accepts every rule file and refuses what the checker refuses', () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(ruleSchema());
    const rules = files.filter(({ file }) => !file.startsWith('profiles/'));
    for (const { file, text } of rules) expect([file, validate(parse(text))]).toEqual([file, true]);
    const [first] = rules;
    const rule = parse(first?.text ?? '');
    expect(validate({ ...rule, severity: 'hihg' })).toBe(false);
    expect(validate({ ...rule, extra: 1 })).toBe(false);
    expect(validate({ ...rule, 'report-when': { 'effect-si': 'Allow' } })).toBe(false);
  });
});

describe('the schema of profiles', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(profileSchema());
  const profile = { name: 'mine', title: 'Ours', rules: ['full-admin-grant'] };

  it('accepts every profile', () => {
    const ours = files.filter(({ file }) => file.startsWith('profiles/'));
    expect(ours.map(({ file, text }) => [file, validate(parse(text))])).toEqual(
      ours.map(({ file }) => [file, true]),
    );
    expect(ours.length).toBe(profiles.length);
  });

  it.each([
    ['a severity that does not exist', { ...profile, severities: { 'full-admin-grant': 'hihg' } }],
    ['a key that does not exist', { ...profile, rule: [] }],
    ['no rules', { ...profile, rules: [] }],
    ['no title', { name: 'mine', rules: ['*'] }],
    ['a row without a number', { ...profile, rows: [{ title: 'least privilege' }] }],
  ])('refuses %s, as loading does', (_, wrong) => {
    expect(validate(wrong)).toBe(false);
    const file = { file: 'mine.yaml', text: JSON.stringify(wrong) };
    expect(() => loadProfiles([file], [{ id: 'full-admin-grant' }])).toThrow();
    expect(validate(profile)).toBe(true);
  });
});

describe('the profiles', () => {
  it('guide answers every row, or says why not', () => {
    const guide = profiles.find((profile) => profile.name === 'guide');
    expect(guide?.rows.map((row) => row.row)).toEqual([
      '1.1',
      '1.2',
      '2.1',
      '2.2',
      '3.1',
      '3.2',
      '4.1',
      '4.2',
      '5.1',
      '5.2',
      '6.1',
      '6.2',
      '7.1',
      '7.2',
    ]);
    const answered = guide?.rows.flatMap((row) => row.rules) ?? [];
    expect(answered.filter((id) => !guide?.rules.includes(id))).toEqual([]);
  });

  it('strict has every rule in force but those that contradict others', () => {
    const strict = profiles.find((profile) => profile.name === 'strict');
    expect(strict?.rules).toEqual(['*']);
    expect(strict?.except).toEqual(['password-composition-forced', 'password-expiry-forced']);
  });

  it.each(profiles.map((profile) => [profile.name, profile] as const))(
    '%s: what answers its rows is in force',
    (_, { rules, rows }) => {
      for (const row of rows) expect(rules).toEqual(expect.arrayContaining([...row.rules]));
    },
  );

  it('what a rule supersedes exists, and it is not superseded back', () => {
    const byId = new Map(ruleFiles.map(({ rule }) => [rule.id, rule]));
    for (const { rule } of ruleFiles)
      for (const id of rule.supersedes) expect(byId.get(id)?.supersedes).not.toContain(rule.id);
  });
});
