import { describe, expect, it } from 'vitest';
import { foundInPasswords } from './judged.ts';

const sound = { minimum_password_length: 14, password_reuse_prevention: 24 };

/** AWS's page: a length that is not set is 6, and reuse that is not set, or 0, is not enforced. */
describe('the password policy', () => {
  it.each([
    ['unset', {}, ['password-length', 'password-reuse']],
    [
      'null',
      { minimum_password_length: null, password_reuse_prevention: null },
      ['password-length', 'password-reuse'],
    ],
    [
      '0',
      { minimum_password_length: 0, password_reuse_prevention: 0 },
      ['password-length', 'password-reuse'],
    ],
    ['length 11', { ...sound, minimum_password_length: 11 }, ['password-length']],
    ['length 12', { ...sound, minimum_password_length: 12 }, ['password-length-14']],
    ['length 13', { ...sound, minimum_password_length: 13 }, ['password-length-14']],
    ['length 14', sound, []],
    ['length 128', { ...sound, minimum_password_length: 128 }, []],
    ['reuse unset', { minimum_password_length: 14 }, ['password-reuse']],
    ['reuse 0', { ...sound, password_reuse_prevention: 0 }, ['password-reuse']],
    ['reuse 5', { ...sound, password_reuse_prevention: 5 }, ['password-reuse']],
    ['reuse 23', { ...sound, password_reuse_prevention: 23 }, ['password-reuse']],
    ['reuse 24', { ...sound, password_reuse_prevention: 24 }, []],
    [
      'unknown',
      { minimum_password_length: '(known after apply)', password_reuse_prevention: '(known after apply)' },
      ['password-length-14?', 'password-length?', 'password-reuse?'],
    ],
  ])('%s', (_, attributes, expected) => {
    expect(foundInPasswords(attributes)).toEqual(expected);
  });
});
