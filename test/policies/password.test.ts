/**
 * The account password policy by profile. Rows and columns are those that rule-writing was decided on: what is unset, null
 * or 0 is not enforced, and what is unknown is never passed.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
 */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/value.ts';
import { selectProfile, selectRules } from '../../src/config/select.ts';
import { compileRule } from '../../src/rule/compile.ts';
import type { Parameters } from '../../src/rule/types.ts';
import { context, profiles, ruleFiles } from './files.ts';
import { foundInPasswords } from './judged.ts';

const rules = ruleFiles.map(({ rule }) => rule);

function inProfile(name: string, parameters: Readonly<Record<string, Parameters>> = {}) {
  const profile = selectProfile(profiles, name);
  const selected = selectRules(rules, profile, { parameters });
  return selected.map((rule) => compileRule(rule, context));
}

const byProfile = new Map(
  ['guide', 'cis', 'fsbp', 'nist-800-63b', 'default', 'strict'].map((name) => [name, inProfile(name)]),
);

/** What a profile finds, short: `length`, `classes`, `age`, `reuse`; with `?` where it cannot be told. */
function column(profile: string, attributes: Json): string {
  const words: Readonly<Record<string, string>> = {
    'password-length': 'length',
    'password-character-classes': 'classes',
    'password-composition-forced': 'forced classes',
    'password-never-expires': 'never expires',
    'password-age': 'age',
    'password-expiry-forced': 'forced age',
    'password-reuse-not-prevented': 'no reuse',
    'password-reuse': 'reuse',
    'password-hard-expiry': 'hard',
    'password-change-forbidden': 'no change',
    'password-policy-refused': 'refused',
  };
  const found = foundInPasswords(attributes, byProfile.get(profile) ?? []);
  return found.map((id) => (id.endsWith('?') ? `${words[id.slice(0, -1)]}?` : words[id])).join(', ');
}

const all = {
  require_lowercase_characters: true,
  require_uppercase_characters: true,
  require_numbers: true,
  require_symbols: true,
};
const none = {
  require_lowercase_characters: false,
  require_uppercase_characters: false,
  require_numbers: false,
  require_symbols: false,
};
const strong = { minimum_password_length: 15, ...all, max_password_age: 90, password_reuse_prevention: 24 };
const hidden = '(known after apply)';

/** NIST finds classes and expiry in every policy that satisfies the others; its column for them is apart. */
const forced = 'forced classes, forced age';

describe('what other tools judge differently', () => {
  it.each<[string, Json, guide: string, cis: string, fsbp: string, nist: string]>([
    ['reuse unset', { ...strong, password_reuse_prevention: null }, 'no reuse', 'no reuse', '', forced],
    ['reuse = 0', { ...strong, password_reuse_prevention: 0 }, 'no reuse', 'no reuse', '', forced],
    ['reuse = 5', { ...strong, password_reuse_prevention: 5 }, 'reuse', 'reuse', 'reuse', forced],
    ['reuse = 11', { ...strong, password_reuse_prevention: 11 }, 'reuse', 'reuse', 'reuse', forced],
    ['reuse = 12', { ...strong, password_reuse_prevention: 12 }, 'reuse', 'reuse', '', forced],
    ['reuse = 24', strong, '', '', '', forced],
    ['age unset', { ...strong, max_password_age: null }, 'never expires', '', '', 'forced classes'],
    ['age = 0', { ...strong, max_password_age: 0 }, 'never expires', '', '', 'forced classes'],
    ['age = 1', { ...strong, max_password_age: 1 }, '', '', '', forced],
    ['age = 91', { ...strong, max_password_age: 91 }, 'age', '', 'age', forced],
    [
      'length unset',
      { ...strong, minimum_password_length: null },
      'length',
      'length',
      'length',
      `${forced}, length`,
    ],
    [
      'length = 0',
      { ...strong, minimum_password_length: 0 },
      'length',
      'length',
      'length',
      `${forced}, length`,
    ],
    [
      'length = 7',
      { ...strong, minimum_password_length: 7 },
      'length',
      'length',
      'length',
      `${forced}, length`,
    ],
    ['length = 8', { ...strong, minimum_password_length: 8 }, 'length', 'length', '', `${forced}, length`],
    ['length = 12', { ...strong, minimum_password_length: 12 }, '', 'length', '', `${forced}, length`],
    ['length = 14', { ...strong, minimum_password_length: 14 }, '', '', '', `${forced}, length`],
    ['length = 15', strong, '', '', '', forced],
    ['one class missing', { ...strong, require_symbols: false }, 'classes', '', 'classes', forced],
    ['no classes', { ...strong, ...none }, 'classes', '', 'classes', 'forced age'],
    [
      'as NIST wants it',
      { minimum_password_length: 15, ...none },
      'classes, never expires, no reuse',
      'no reuse',
      'classes',
      '',
    ],
    [
      'nothing set',
      {},
      'classes, length, never expires, no reuse',
      'length, no reuse',
      'classes, length',
      'length',
    ],
  ])('%s', (_, attributes, guide, cis, fsbp, nist) => {
    const columns = ['guide', 'cis', 'fsbp', 'nist-800-63b'].map((name) => column(name, attributes));
    expect(columns).toEqual([guide, cis, fsbp, nist]);
  });

  it('an unset and a null argument are the same; an unknown one is never passed', () => {
    const unset = { ...all, minimum_password_length: 15, password_reuse_prevention: 24 };
    expect(column('guide', unset)).toBe('never expires');
    expect(column('guide', { ...unset, max_password_age: null })).toBe('never expires');
    expect(column('guide', { ...unset, max_password_age: hidden })).toBe('age?, never expires?, refused?');
    expect(column('cis', { ...strong, password_reuse_prevention: hidden })).toBe(
      'refused?, no reuse?, reuse?',
    );
    expect(column('fsbp', { ...strong, minimum_password_length: hidden })).toBe('length?, refused?');
    expect(column('nist-800-63b', { minimum_password_length: 15, require_numbers: hidden })).toBe(
      'forced classes?',
    );
  });
});

describe('expiry and those who may change a password', () => {
  it('count only where passwords expire', () => {
    expect(column('guide', { ...strong, hard_expiry: true })).toBe('hard');
    expect(column('guide', { ...strong, hard_expiry: true, max_password_age: 0 })).toBe('never expires');
    expect(column('guide', { ...strong, allow_users_to_change_password: false })).toBe('no change');
    expect(column('guide', { ...strong, allow_users_to_change_password: false, max_password_age: 0 })).toBe(
      'never expires',
    );
  });

  it('are opinions of no benchmark', () => {
    for (const name of ['cis', 'fsbp'])
      expect(column(name, { ...strong, hard_expiry: true, allow_users_to_change_password: false })).toBe('');
  });
});

describe('profiles', () => {
  it('none asks for what another rule of it forbids', () => {
    const wants = ['password-character-classes', 'password-never-expires', 'password-age'];
    const forbids = ['password-composition-forced', 'password-expiry-forced'];
    for (const [name, compiled] of byProfile) {
      const ids = compiled.map(({ rule }) => rule.id);
      const sides = [wants, forbids].filter((side) => side.some((id) => ids.includes(id)));
      expect([name, sides.length]).toEqual([name, name === 'cis' ? 0 : 1]);
    }
  });

  it('default takes the side of the guide', () => {
    for (const attributes of [{}, strong, { minimum_password_length: 15, ...none }])
      expect(column('default', attributes)).toBe(column('guide', attributes));
  });

  it('have thresholds that a configuration overrides: 8 characters where MFA is demanded', () => {
    const eight = { minimum_password_length: 8 };
    expect(column('nist-800-63b', eight)).toBe('length');
    const withMfa = inProfile('nist-800-63b', { 'password-length': { minimum: 8 } });
    expect(foundInPasswords(eight, withMfa)).toEqual([]);
    expect(foundInPasswords({ minimum_password_length: 7 }, withMfa)).toEqual(['password-length']);
  });

  it('the threshold in force stands in the rule and in its message', () => {
    const [rule] = inProfile('cis').filter((one) => one.rule.id === 'password-length');
    expect(rule?.rule.title).toBe('Passwords may be shorter than 14 characters');
    expect(rule?.rule.remediation).toContain('`minimum_password_length = 14`');
    expect(rule?.rule.message).toContain('fewer than 14 characters');
    expect(rule?.rule.parameters).toEqual({ minimum: 14 });
  });
});
