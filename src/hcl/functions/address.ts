/**
 * IP addresses as numbers.
 * https://www.rfc-editor.org/rfc/rfc5952
 */
import { refuse } from '../value/errors.ts';

export interface Network {
  readonly base: bigint;
  readonly prefix: number;
  /** 32 or 128. */
  readonly width: number;
}

/** A network in CIDR notation, its host bits cut off. Throws an EvaluationError. */
export function parseNetwork(value: string): Network {
  const [, address = '', digits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(value) ?? [];
  const width = address.includes(':') ? 128 : 32;
  const number = width === 32 ? parseFour(address) : parseSix(address);
  const prefix = Number(digits);
  if (number === undefined || digits === '' || prefix > width) return refuse(`\`${value}\` is no network`);
  const hostBits = BigInt(width - prefix);
  return { base: (number >> hostBits) << hostBits, prefix, width };
}

function parseFour(address: string): bigint | undefined {
  const parts = address.split('.');
  // Terraform also takes leading zeros, and reads them as decimal.
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((all, part) => (all << 8n) | BigInt(part), 0n);
}

function parseSix(address: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const four = tail === null ? undefined : parseFour(tail[2] ?? '');
  if (tail !== null && four === undefined) return undefined;
  const hex =
    four === undefined
      ? address
      : `${tail?.[1]}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`;
  const halves = hex.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((all, group) => (all << 16n) | BigInt(`0x${group}`), 0n);
}

/** The address as Go prints it. */
export function formatAddress(number: bigint, width: number): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 0xffn).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((number >> BigInt(112 - 16 * index)) & 0xffffn),
  );
  const [start, length] = longestZeros(groups);
  const hex = (part: readonly number[]): string => part.map((one) => one.toString(16)).join(':');
  if (length < 2) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

function longestZeros(groups: readonly number[]): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0) end++;
    if (end - start > best[1]) best = [start, end - start];
  }
  return best;
}
