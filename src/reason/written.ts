/**
 * What policies write of those who may ask: principals, the values of keys, accounts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import { type Cube, variablesIn } from './cube.ts';
import { freshLetter } from './glob-machine.ts';

/** What conditions compare the keys with. */
export function valuesOf(cubes: readonly Cube[], keys: readonly string[]): readonly string[] {
  return cubes.flatMap(({ conditions }) =>
    conditions.flatMap((one) =>
      keys.includes(one.key) ? one.condition.values.filter((value) => typeof value === 'string') : [],
    ),
  );
}

/** The texts of all principals. */
export function principalTexts(cubes: readonly Cube[]): readonly string[] {
  return cubes.flatMap(({ statement }) =>
    (statement.principal?.principals ?? []).flatMap(({ value }) =>
      typeof value === 'string' ? [value] : [],
    ),
  );
}

/** Texts that the pattern matches: with nothing, and with a word, for each wildcard. */
export function instancesOf(pattern: string): readonly string[] {
  const made = ['', freshLetter].map((word) => pattern.replaceAll('*', word).replaceAll('?', freshLetter));
  return [...new Set(made)];
}

/**
 * Accounts of callers: those that stand in principals, and in the values of keys that tell the caller. Where a variable
 * stands for the caller's account, those that stand anywhere.
 */
export function accountsIn(cubes: readonly Cube[]): readonly string[] {
  const principals = principalTexts(cubes);
  const asked = cubes.flatMap(({ conditions }) =>
    conditions.flatMap((one) => (tellsCaller(one.key) ? one.condition.values : [])),
  );
  const anywhere = cubes.some((cube) => variablesIn(cube).includes('aws:principalaccount'))
    ? cubes.flatMap(({ statement, conditions }) => [
        ...(statement.resource?.values ?? []),
        ...conditions.flatMap(({ condition }) => condition.values),
      ])
    : [];
  const texts = [...principals, ...asked, ...anywhere].filter((text) => typeof text === 'string');
  const patterns = [
    ...valuesOf(cubes, ['aws:principalaccount']),
    ...texts.map((text) => text.split(':')[4] ?? ''),
  ];
  return [
    ...new Set([
      ...texts.flatMap((text) => text.match(/(?<![0-9])[0-9]{12}(?![0-9])/g) ?? []),
      // What is filled in for an account that Terraform does not know yet is no number.
      ...principals.flatMap((text) => (text.startsWith('arn:') ? text.split(':')[4] || [] : [])),
      ...patterns.flatMap(accountLike),
    ]),
  ];
}

/** Keys of the caller's account, or of an ARN with it. */
function tellsCaller(key: string): boolean {
  return key.startsWith('aws:principal') || key === 'kms:calleraccount';
}

/** An account that the pattern matches: `1111*` as twelve digits. */
function accountLike(pattern: string): readonly string[] {
  if (!/^(?=.*[0-9])[0-9*?]+$/.test(pattern) || !/[*?]/.test(pattern)) return [];
  const [first = '', ...others] = pattern.replaceAll('?', '7').split('*');
  const length = first.length + others.join('').length;
  const account =
    others.length === 0 ? first : first + '7'.repeat(Math.max(12 - length, 0)) + others.join('');
  return account.length === 12 ? [account] : [];
}

/** An account that stands for all that the policies do not write. AWS uses the first in its examples. */
export function freshAccount(cubes: readonly Cube[]): string {
  const written = JSON.stringify(
    cubes.map(({ statement }) => [statement.principal, statement.resource, statement.conditions]),
  );
  return freshAccounts.find((one) => !written.includes(one)) ?? '999999999999';
}

const freshAccounts = ['999999999999', '888888888888', '777777777777', '666666666666', '555555555550'];
