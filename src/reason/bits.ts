/**
 * Sets of small numbers as bits, 32 a word.
 */

/** A set: bit `i` is bit `i % 32` of word `i / 32`. */
export type Bits = Uint32Array;

/** The empty set of numbers below `size`. */
export function noBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** The set of all numbers below `size`. */
export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffffffff);
  if (size & 31) bits[bits.length - 1] = 0xffffffff >>> (32 - (size & 31));
  return bits;
}

/** Is the number in the set? */
export function hasBit(bits: Bits | undefined, at: number): boolean {
  return (((bits?.[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

/** Puts the number into the set. */
export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

/** Puts all of `others` into the set. */
export function addBits(bits: Bits, others: Bits | undefined): void {
  if (others !== undefined)
    for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0);
}

/** Does the one hold all of the other? */
export function coversBits(bits: Bits, others: Bits): boolean {
  for (let at = 0; at < others.length; at++) if (((others[at] ?? 0) & ~(bits[at] ?? 0)) !== 0) return false;
  return true;
}

/** What is in the one and not in the other. */
export function lessBits(left: Bits, right: Bits): Bits {
  return left.map((word, at) => word & ~(right[at] ?? 0));
}

/** The smallest number in the set; -1 for the empty set. */
export function firstBit(bits: Bits): number {
  for (let at = 0; at < bits.length; at++) {
    const word = bits[at] ?? 0;
    if (word !== 0) return at * 32 + (31 - Math.clz32(word & -word));
  }
  return -1;
}

/** Takes every number in the set, the smallest first. */
export function eachBit(bits: Bits, take: (at: number) => void): void {
  for (let at = 0; at < bits.length; at++) {
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1)
      take(at * 32 + 31 - Math.clz32(word & -word));
  }
}
