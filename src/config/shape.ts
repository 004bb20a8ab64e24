/**
 * What `.grantlint.yaml` must look like. The same shapes decode it, word its faults and give editors their schema.
 */
import type { Json, JsonObject } from '../base/value.ts';
import { parameters } from '../rule/load/parameters-shape.ts';
import { list } from '../rule/shape/list.ts';
import { isMapping, mapOf, optional, record } from '../rule/shape/record.ts';
import { flag, oneOf, text } from '../rule/shape/scalar.ts';
import { type Decoded, mismatch, type Path, type Report, type Shape } from '../rule/shape/shape.ts';
import { severities } from '../rule/types.ts';
import { type Account, trusts } from './configuration.ts';

/** A text of one pattern; `hint` is told where it does not fit. */
function patterned(words: string, pattern: RegExp, hint: string): Shape<string> {
  const any = text(words);
  return {
    words,
    schema: { type: 'string', pattern: pattern.source },
    decode: (value, path, report) => {
      const decoded = any.decode(value, path, report);
      if (decoded === undefined || pattern.test(decoded)) return decoded;
      report({
        path,
        code: 'rule-wrong-value',
        message: `\`${decoded}\` stands where ${words} is expected`,
        hint,
      });
      return undefined;
    },
  };
}

const account = record('an account', { name: optional(text()), trust: oneOf(trusts) });
const accountNumber = /^\d{12}$/;
const inAccounts = 'a mapping from account numbers to `name` and `trust`';

/** YAML makes a number of a key without quotes, and drops its leading zeros. */
const accounts: Shape<Readonly<Record<string, Account>>> = {
  words: inAccounts,
  schema: {
    type: 'object',
    propertyNames: { pattern: accountNumber.source },
    additionalProperties: account.schema,
  },
  decode: (value, path, report) => {
    if (!isMapping(value)) return mismatch(inAccounts, value, path, report);
    const decoded = Object.entries(value).map(
      ([key, one]) => [key, decodeAccount(key, one, [...path, key], report)] as const,
    );
    const sound = decoded.filter((entry): entry is readonly [string, Account] => entry[1] !== undefined);
    return sound.length === decoded.length ? Object.fromEntries(sound) : undefined;
  },
};

function decodeAccount(key: string, value: Json, path: Path, report: Report): Account | undefined {
  const decoded = account.decode(value, path, report);
  if (accountNumber.test(key)) return decoded;
  report({
    path,
    atKey: true,
    code: 'rule-wrong-value',
    message: `\`${key}\` stands where an account number is expected`,
    hint: 'write all twelve digits, in quotes: YAML drops the leading zeros of a number',
  });
  return undefined;
}

const override = record('`rule`, `severity`, and maybe `address`', {
  rule: text('a rule id'),
  address: optional(text('an address, where `*` stands for any text')),
  severity: oneOf(severities),
});

/** A file of another folder could be anything: only files below the working directory are written. */
const format = patterned(
  'a format, or `FORMAT=FILE` with a file below the working directory',
  /^[a-z]+(=(?!\/|\\|[A-Za-z]:)(?!(.*[\\/])?\.\.([\\/]|$)).+)?$/,
  'name a relative file without `..`, or use `--format` on the command line',
);

/** `.grantlint.yaml`. */
export const configurationShape = record('a configuration', {
  accounts: optional(accounts),
  organization: optional(
    patterned(
      'an organisation such as `o-a1b2c3d4e5`',
      /^o-[a-z0-9]{10,32}$/,
      '`aws organizations describe-organization` tells it',
    ),
  ),
  profile: optional(text("a profile's name")),
  'add-rules': optional(list(text('a rule id'), 1)),
  severities: optional(list(override)),
  parameters: optional(mapOf('a mapping from rule ids to their parameters', parameters)),
  'fail-on': optional(oneOf([...severities, 'never'])),
  gate: optional(oneOf(['new', 'all'])),
  unknown: optional(oneOf(['fail', 'warn', 'ignore'])),
  formats: optional(list(format, 1)),
  'require-boundary': optional(flag),
  'account-baseline': optional(flag),
});

export type DecodedConfiguration = Decoded<typeof configurationShape>;

/** The schema of the file for editors, ready to be written. */
export function configurationSchema(): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'generated from src/config; do not edit',
    title: 'grantlint configuration',
    ...configurationShape.schema,
  };
}
