/**
 * IP networks.
 * https://developer.hashicorp.com/terraform/language/functions/cidrsubnet and its neighbours
 */
import { refuse } from '../value/errors.ts';
import { isInteger, truncated } from '../value/number.ts';
import { type HclValue, list, text } from '../value/values.ts';
import { formatAddress, parseNetwork } from './address.ts';
import { integerOf, numberOf, stringOf } from './arguments.ts';
import { define, type FunctionTable, known } from './define.ts';

export const cidrFunctions: FunctionTable = {
  cidrhost: define([known('string'), known('number')], 'string', ([network, number]) =>
    text(host(stringOf(network), wholeOf(number))),
  ),
  cidrnetmask: define([known('string')], 'string', ([network]) => text(netmask(stringOf(network)))),
  cidrsubnet: define(
    [known('string'), known('number'), known('number')],
    'string',
    ([network, bits, number]) => text(subnet(stringOf(network), integerOf(bits), wholeOf(number))),
  ),
  cidrsubnets: define(
    [known('string')],
    { kind: 'list', element: 'string' },
    ([network, ...bits]) => subnets(stringOf(network), bits.map(integerOf)),
    known('number'),
  ),
};

function wholeOf(value: HclValue | undefined): bigint {
  const number = numberOf(value);
  return isInteger(number) ? truncated(number) : refuse('a whole number is required');
}

function host(network: string, number: bigint): string {
  const { base, prefix, width } = parseNetwork(network);
  const size = 1n << BigInt(width - prefix);
  const offset = number < 0n ? size + number : number;
  if (offset < 0n || offset >= size) return refuse('the network has no such host');
  return formatAddress(base + offset, width);
}

function netmask(network: string): string {
  const { prefix, width } = parseNetwork(network);
  if (width !== 32) return refuse('IPv6 networks have no netmask');
  return formatAddress(((1n << BigInt(prefix)) - 1n) << BigInt(width - prefix), width);
}

function subnet(network: string, bits: number, number: bigint): string {
  const { base, prefix, width } = parseNetwork(network);
  const length = prefix + bits;
  if (bits < 0 || length > width) return refuse('the network has not so many bits');
  const offset = number < 0n ? (1n << BigInt(bits)) + number : number;
  if (offset < 0n || offset >= 1n << BigInt(bits)) return refuse('the network has no such subnet');
  return `${formatAddress(base + (offset << BigInt(width - length)), width)}/${length}`;
}

/** One after the other, each at the next place that fits its size. */
function subnets(network: string, bits: readonly number[]): HclValue {
  const { base, prefix, width } = parseNetwork(network);
  const end = base + (1n << BigInt(width - prefix));
  let at = base;
  const made = bits.map((one) => {
    const length = prefix + one;
    if (one < 1 || length > width) return refuse('the network has not so many bits');
    const size = 1n << BigInt(width - length);
    const start = ((at + size - 1n) / size) * size;
    if (start + size > end) return refuse('the network is too small');
    at = start + size;
    return text(`${formatAddress(start, width)}/${length}`);
  });
  return list(made, 'string');
}
