/**
 * IP address operators: an address inside a range in CIDR form, IPv4 or IPv6. An address of the other family is
 * outside; an IPv4 address written as an IPv6 one (`::ffff:1.2.3.4`) is an IPv6 address.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */

/** The bytes of an address, four or sixteen. */
type Address = readonly number[];

/**
 * Is the address inside the range? Undefined where either cannot be read. A range without a prefix is one address;
 * AWS's page says /32, which for IPv6 is read as /128.
 */
export function isInRange(range: string, address: string): boolean | undefined {
  const slash = range.indexOf('/');
  const network = readAddress(slash < 0 ? range : range.slice(0, slash));
  const host = readAddress(address);
  if (network === undefined || host === undefined) return undefined;
  const length = slash < 0 ? network.length * 8 : readPrefix(range.slice(slash + 1), network.length * 8);
  if (length === undefined) return undefined;
  return network.length === host.length && shareBits(network, host, length);
}

function readPrefix(text: string, longest: number): number | undefined {
  const length = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return length <= longest ? length : undefined;
}

function shareBits(left: Address, right: Address, length: number): boolean {
  return left.every((byte, at) => {
    const bits = Math.min(8, Math.max(0, length - at * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((right[at] ?? 0) & mask);
  });
}

function readAddress(text: string): Address | undefined {
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

function readIpv4(text: string): Address | undefined {
  const bytes = text.split('.').map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  return bytes.length === 4 && bytes.every((byte) => byte < 256) ? bytes : undefined;
}

/** RFC 4291, 2.2: eight groups, one run of zeros as `::`, the last four bytes also as an IPv4 address. */
function readIpv6(text: string): Address | undefined {
  const [left = '', right, ...more] = text.split('::');
  const head = readGroups(left, right === undefined);
  const tail = right === undefined ? [] : readGroups(right, true);
  if (more.length > 0 || head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** The bytes of groups between colons; only at the end of an address may an IPv4 address stand. */
function readGroups(text: string, atEnd: boolean): Address | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [at, group] of groups.entries()) {
    const isLast = atEnd && at === groups.length - 1;
    const read = isLast && group.includes('.') ? readIpv4(group) : readGroup(group);
    if (read === undefined) return undefined;
    bytes.push(...read);
    if (bytes.length > 16) return undefined;
  }
  return bytes;
}

function readGroup(group: string): Address | undefined {
  if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
