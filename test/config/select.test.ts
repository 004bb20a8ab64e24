import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { selectProfile, selectRules } from '../../src/config/select.ts';
import type { Profile, Rule } from '../../src/rule/types.ts';

const rule = (id: string, aliases: readonly string[] = []): Rule => ({
  id,
  family: 'grant',
  title: id,
  severity: 'medium',
  certainty: 'definite',
  appliesTo: { subject: 'statement' },
  rationale: '',
  remediation: '',
  acceptWhen: '',
  references: [],
  frameworks: {},
  reportWhen: { all: [] },
  message: '',
  supersedes: [],
  aliases,
});
const rules = [
  rule('full-admin-grant'),
  rule('trust-anyone', ['public-trust']),
  rule('password-length-14'),
  rule('mine'),
];
const profile: Profile = {
  name: 'default',
  title: 'Default',
  rules: ['full-admin-grant', 'trust-anyone'],
  except: [],
  severities: { 'trust-anyone': 'low' },
  parameters: {},
  rows: [],
};
const ids = (selected: readonly Rule[]) => selected.map((one) => one.id);

function hintOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError && error.exit === 2) return error.problems[0]?.hint;
  }
  return expect.unreachable();
}

describe('the rules in force', () => {
  it('are those of the profile, with its severities', () => {
    const selected = selectRules(rules, profile);
    expect(ids(selected)).toEqual(['full-admin-grant', 'trust-anyone']);
    expect(selected.map((one) => one.severity)).toEqual(['medium', 'low']);
  });

  it('are all of them where the profile says `*`', () => {
    expect(ids(selectRules(rules, { ...profile, rules: ['*'] }))).toEqual(ids(rules));
  });

  it('hold the rules that the user added', () => {
    expect(ids(selectRules(rules, profile, { added: ['mine'] }))).toContain('mine');
  });

  it('are only the named ones with --only, also outside the profile', () => {
    expect(ids(selectRules(rules, profile, { only: ['password-length-14'] }))).toEqual([
      'password-length-14',
    ]);
  });

  it('are without the skipped ones, also by an alias', () => {
    expect(ids(selectRules(rules, profile, { skip: ['public-trust'] }))).toEqual(['full-admin-grant']);
  });

  it('a mistyped id is refused with the nearest one', () => {
    expect(hintOf(() => selectRules(rules, profile, { only: ['trust-anyon'] }))).toBe(
      'did you mean `trust-anyone`?',
    );
    expect(hintOf(() => selectRules(rules, profile, { skip: ['zzz'] }))).toContain('`full-admin-grant`');
  });

  it('a mistyped profile is refused with the nearest one', () => {
    expect(selectProfile([profile], 'default')).toBe(profile);
    expect(hintOf(() => selectProfile([profile], 'defualt'))).toBe('did you mean `default`?');
  });
});
