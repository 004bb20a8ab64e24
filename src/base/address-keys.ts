/**
 * Resource addresses without their instance keys: what the copies of `count` and `for_each` have in common.
 * https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */

/** Takes out every `[0]` and `["key"]`; quoted keys may hold brackets and escaped quotes. Linear. */
export function withoutInstanceKeys(address: string): string {
  if (!address.includes('[')) return address;
  let result = '';
  let at = 0;
  while (at < address.length) {
    const open = address.indexOf('[', at);
    if (open < 0) return result + address.slice(at);
    result += address.slice(at, open);
    at = endOfKey(address, open);
  }
  return result;
}

function endOfKey(address: string, open: number): number {
  if (address[open + 1] !== '"') {
    const close = address.indexOf(']', open);
    return close < 0 ? address.length : close + 1;
  }
  for (let at = open + 2; at < address.length; at++) {
    if (address[at] === '\\') at++;
    else if (address[at] === '"') return at + 2;
  }
  return address.length;
}
