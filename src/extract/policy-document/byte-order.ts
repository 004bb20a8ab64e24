/**
 * The order of UTF-8 bytes, in which Go sorts texts; it is that of code points, and not that of JavaScript's units.
 */

/** Negative where the left text comes first. */
export function byteOrder(left: string, right: string): number {
  const end = Math.min(left.length, right.length);
  for (let at = 0; at < end; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a === b) continue;
    // Only halves of a pair sort otherwise: they stand for code points above all others.
    return isHalf(a) === isHalf(b) ? a - b : isHalf(a) ? 1 : -1;
  }
  return left.length - right.length;
}

function isHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** Known texts first, in descending order; what is unknown behind, since where it would stand is not known. */
export function descending<T>(texts: readonly (string | T)[]): readonly (string | T)[] {
  const known = texts.filter((text) => typeof text === 'string');
  return [...known.sort((a, b) => byteOrder(b, a)), ...texts.filter((text) => typeof text !== 'string')];
}

/** An object's members in ascending order of their names, as Go prints a map. */
export function ascending<T>(entries: Iterable<readonly [string, T]>): { readonly [key: string]: T } {
  return Object.fromEntries([...entries].sort(([a], [b]) => byteOrder(a, b)));
}
