/**
 * Values at which the answer of a comparison can change: for numbers and dates each bound and its neighbours, for
 * addresses the ends of each range and what lies beside them. Between two neighbours every value answers the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { type Family, readOperator } from '../iam/operators.ts';
import type { Condition } from '../iam/types.ts';

/** What the values of a key are written as. `whole`: numbers without a sign and a fraction; `epoch`: seconds since 1970. */
export type Written = 'whole' | 'epoch' | undefined;

/** The points of the conditions of one key, those that do not compare text. */
export function pointsOf(conditions: readonly Condition[], written?: Written): readonly string[] {
  const byFamily = new Map<Family, string[]>();
  for (const { operator, values } of conditions) {
    const { base } = readOperator(String(operator));
    if (base === undefined) continue;
    byFamily.set(base.family, [...(byFamily.get(base.family) ?? []), ...values.map(String)]);
  }
  return [...new Set([...byFamily].flatMap(([family, values]) => pointsOfFamily(family, values, written)))];
}

function pointsOfFamily(family: Family, values: readonly string[], written: Written): readonly string[] {
  switch (family) {
    case 'bool':
      return ['true', 'false'];
    case 'numeric':
      return between(
        values.flatMap((value) => numberOf(value) ?? []),
        one,
        one,
      )
        .flatMap((number) => (written === 'whole' ? wholeBeside(number) : [number]))
        .map(numberText);
    case 'date':
      return between(
        values.flatMap((value) => instantOf(value) ?? []),
        one,
        day,
      ).flatMap((instant) => (written === 'epoch' ? numberText(instant) : dateText(instant)) ?? []);
    case 'ip':
      return [...values.flatMap(addressesAround), '198.51.100.7', '2001:db8::7'];
    case 'binary':
      return [...values, 'ZXhhbXBsZQ=='];
    default:
      return [];
  }
}

/** Decimals as whole numbers of this part, so that no value is rounded. */
const places = 24;
const one = 10n ** BigInt(places);
const day = 86_400n * one;

/**
 * Each value, one between two neighbours, and one beyond either end: `step` further where that lies between them, half way
 * where it does not.
 */
function between(values: readonly bigint[], step: bigint, beyond: bigint): readonly bigint[] {
  const sorted = [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
  const gaps = sorted.flatMap((value, at) => {
    const next = sorted[at + 1];
    if (next === undefined) return [];
    return [value + step < next ? value + step : (value + next) / 2n];
  });
  const [first] = sorted;
  const last = sorted.at(-1);
  return first === undefined || last === undefined ? [] : [...sorted, first - beyond, last + beyond, ...gaps];
}

function wholeBeside(number: bigint): readonly bigint[] {
  const below = number - (((number % one) + one) % one);
  return [below, ...(below === number ? [] : [below + one])].filter((each) => each >= 0n);
}

function numberOf(text: string): bigint | undefined {
  const [, sign, whole = '', fraction = ''] = /^([+-]?)([0-9]+)(?:\.([0-9]+))?$/.exec(text) ?? [];
  if (whole === '' || fraction.length >= places) return undefined;
  const size = BigInt(whole) * one + BigInt(fraction.padEnd(places, '0'));
  return sign === '-' ? -size : size;
}

function numberText(number: bigint): string {
  const size = number < 0n ? -number : number;
  const fraction = String(size % one)
    .padStart(places, '0')
    .replace(/0+$/, '');
  return `${number < 0n ? '-' : ''}${size / one}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Seconds since 1970 in the same parts. */
function instantOf(text: string): bigint | undefined {
  if (/^[0-9]+$/.test(text)) return numberOf(text);
  const fraction = /\.([0-9]+)/.exec(text)?.[1] ?? '';
  const milliseconds = Date.parse(text.replace(/\.[0-9]+/, ''));
  if (!Number.isFinite(milliseconds) || fraction.length >= places) return undefined;
  return BigInt(milliseconds / 1000) * one + BigInt(fraction.padEnd(places, '0'));
}

/** Undefined for years that the W3C's form does not have. */
function dateText(instant: bigint): string | undefined {
  const fraction = ((instant % one) + one) % one;
  const seconds = (instant - fraction) / one;
  if (seconds < -62_167_219_200n || seconds > 253_402_300_799n) return undefined;
  const [whole] = new Date(Number(seconds) * 1000).toISOString().split('.');
  return fraction === 0n ? `${whole}Z` : `${whole}.${numberText(fraction).slice(2)}Z`;
}

function addressesAround(range: string): readonly string[] {
  const [address = '', length] = range.split('/');
  return address.includes(':') ? sixAround(address, length) : fourAround(address, length);
}

function fourAround(address: string, length: string | undefined): readonly string[] {
  const bytes = address.split('.').map(Number);
  if (bytes.length !== 4 || bytes.some((byte) => !(byte >= 0 && byte <= 255))) return [];
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const size = 2 ** (32 - Number(length ?? 32));
  const first = Math.floor(number / size) * size;
  return [first + (size > 2 ? 1 : 0), first, first + size - 1, first - 1, first + size]
    .filter((one) => one >= 0 && one < 2 ** 32)
    .map((one) =>
      [one / 2 ** 24, one / 2 ** 16, one / 2 ** 8, one].map((part) => Math.floor(part) % 256).join('.'),
    );
}

function sixAround(address: string, length: string | undefined): readonly string[] {
  const number = sixNumber(address);
  if (number === undefined) return [];
  const size = 1n << BigInt(128 - Number(length ?? 128));
  const first = (number / size) * size;
  return [first + (size > 2n ? 1n : 0n), first, first + size - 1n, first - 1n, first + size]
    .filter((one) => one >= 0n && one < 1n << 128n)
    .map(sixText);
}

function sixNumber(address: string): bigint | undefined {
  const [head = '', tail] = withoutDots(address).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...new Array<string>(Math.max(middle, 0)).fill('0'), ...right];
  if (groups.length !== 8 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** The last four bytes may be written as an IPv4 address. */
function withoutDots(address: string): string {
  return address.replace(/([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)$/, (_, ...bytes: readonly string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}

/** As RFC 5952 writes it, but for the choice of the zeros that are left out: the first that are several. */
function sixText(number: bigint): string {
  const groups: string[] = [];
  for (let at = 7n; at >= 0n; at--) groups.push(((number >> (16n * at)) & 65535n).toString(16));
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}
