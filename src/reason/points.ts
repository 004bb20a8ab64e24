/**
 * Values at which the answer of a comparison can change: for numbers and dates each bound and its neighbours, for
 * addresses the ends of each range and what lies beside them. Between two neighbours every value answers the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { readOperator } from '../iam/operators.ts';
import type { Condition } from '../iam/types.ts';

/** The points of a condition that does not compare text. */
export function pointsOf(condition: Condition): readonly string[] {
  const { base } = readOperator(String(condition.operator));
  const values = condition.values.map(String);
  switch (base?.family) {
    case 'bool':
      return ['true', 'false'];
    case 'numeric':
      return values.flatMap(numbersAround);
    case 'date':
      return [...values, ...values.flatMap(datesAround)];
    case 'ip':
      return [...values.flatMap(addressesAround), '198.51.100.7', '2001:db8::7'];
    case 'binary':
      return [...values, 'ZXhhbXBsZQ=='];
    case 'null':
      return [];
    default:
      return [];
  }
}

function numbersAround(value: string): readonly string[] {
  const number = Number(value);
  if (!Number.isFinite(number)) return [];
  return [number, number - 1, number + 1, number - 0.5, number + 0.5].map(String);
}

function datesAround(value: string): readonly string[] {
  const time = /^[0-9]+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  if (!Number.isFinite(time)) return [];
  return [time, time - 1000, time + 1000, time - 86_400_000, time + 86_400_000].flatMap((one) =>
    Math.abs(one) < 8e15 ? [new Date(one).toISOString().replace('.000Z', 'Z')] : [],
  );
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
  return [first, first + size - 1n, first - 1n, first + size]
    .filter((one) => one >= 0n && one < 1n << 128n)
    .map(sixText);
}

function sixNumber(address: string): bigint | undefined {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...new Array<string>(Math.max(middle, 0)).fill('0'), ...right];
  if (groups.length !== 8 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function sixText(number: bigint): string {
  const groups: string[] = [];
  for (let at = 7n; at >= 0n; at--) groups.push(((number >> (16n * at)) & 65535n).toString(16));
  return groups.join(':');
}
