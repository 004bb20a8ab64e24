/**
 * Shapes of single values.
 */
import { nearest } from '../../base/nearest.ts';
import type { Json } from '../../base/value.ts';
import { mismatch, type Path, type Report, type Shape } from './shape.ts';

/** A text that is not empty. A number of ten digits or more gets the hint to quote it: it is most likely an account. */
export function text(words = 'a text'): Shape<string> {
  return {
    words,
    schema: { type: 'string', minLength: 1 },
    decode: (value, path, report) => {
      if (typeof value === 'string' && value !== '') return value;
      if (typeof value !== 'number') return mismatch(words, value, path, report);
      report({
        path,
        code: 'rule-unquoted-number',
        message: `the number \`${value}\` stands where ${words} is expected`,
        hint: 'quote it: YAML reads digits without quotes as a number, and an account number loses its leading zeros',
      });
      return undefined;
    },
  };
}

/** A number. */
export const number: Shape<number> = {
  words: 'a number',
  schema: { type: 'number' },
  decode: (value, path, report) =>
    typeof value === 'number' ? value : mismatch('a number', value, path, report),
};

/** A whole number from `minimum` on. */
export function wholeNumber(minimum = 0): Shape<number> {
  const words = `a whole number from ${minimum} on`;
  return {
    words,
    schema: { type: 'integer', minimum },
    decode: (value, path, report) =>
      typeof value === 'number' && Number.isInteger(value) && value >= minimum
        ? value
        : mismatch(words, value, path, report),
  };
}

/** One of a closed set of words; the nearest is suggested. */
export function oneOf<const T extends string>(words: readonly T[], what = 'one of'): Shape<T> {
  const inWords = `${what} ${words.map((word) => `\`${word}\``).join(', ')}`;
  return {
    words: inWords,
    schema: { enum: words },
    decode: (value, path, report) => chosen(words, inWords, value, path, report),
  };
}

function chosen<T extends string>(
  words: readonly T[],
  inWords: string,
  value: Json,
  path: Path,
  report: Report,
): T | undefined {
  const match = words.find((word) => word === value);
  if (match !== undefined) return match;
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  if (near === undefined) return mismatch(inWords, value, path, report);
  const message = `\`${String(value)}\` stands where ${inWords} is expected`;
  report({ path, code: 'rule-wrong-value', message, hint: `did you mean \`${near}\`?` });
  return undefined;
}

/** true, false, a number or a text: what a Terraform attribute may hold. */
export const scalar: Shape<string | number | boolean> = {
  words: 'a text, a number, true or false',
  schema: { type: ['string', 'number', 'boolean'] },
  decode: (value, path, report) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : mismatch('a text, a number, true or false', value, path, report),
};

/** true or false. */
export const flag: Shape<boolean> = {
  words: '`true` or `false`',
  schema: { type: 'boolean' },
  decode: (value, path, report) =>
    typeof value === 'boolean' ? value : mismatch('`true` or `false`', value, path, report),
};

/** Any JSON; its own reader checks it. */
export const anything: Shape<Json> = { words: 'a value', schema: {}, decode: (value) => value };
