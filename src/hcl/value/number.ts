/**
 * Numbers as Terraform has them: binary floating point with 512 bits, or with 64 where a function counts something,
 * rounded to nearest even. Printed as the shortest decimal that reads back as the same number, never with an exponent.
 * https://developer.hashicorp.com/terraform/language/expressions/types#types
 */

/** `mantissa` times two to the power of `exponent`; the mantissa is odd or zero, so that equal numbers look alike. */
export interface BigNumber {
  readonly mantissa: bigint;
  readonly exponent: number;
  /** Bits that results are rounded to: the greater one of the operands. */
  readonly precision: number;
  /** Zero has a sign too, and it is printed. */
  readonly isMinusZero?: true;
}

/** Bits of a number that is written down. */
export const literalPrecision = 512;
/** What `length` and its like give. */
const countPrecision = 64;
/** Decimal exponents above this are no number that a configuration needs, and cost time. */
const greatestExponent = 5000;

/** The integer, with the precision of a count. */
export function count(value: number): BigNumber {
  return rounded(BigInt(value), 0, countPrecision);
}

/** The integer, with the precision of what functions compute: that of a count, or more where it needs more. */
export function whole(value: bigint): BigNumber {
  return rounded(value, 0, Math.max(countPrecision, bitLength(value)));
}

/** The integer, with the precision of a literal or the one that is given. */
export function integer(value: bigint, precision = literalPrecision): BigNumber {
  return rounded(value, 0, precision);
}

/** The number that a decimal text means (`-1.5e10`), or undefined when it is none or out of bounds. */
export function parseNumber(text: string): BigNumber | undefined {
  if (text.length > greatestExponent) return undefined;
  const match = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > greatestExponent) return undefined;
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  if (exponent >= 0) return rounded(digits * 10n ** BigInt(exponent), 0, literalPrecision);
  return quotient(digits, 10n ** BigInt(-exponent), 0, literalPrecision);
}

/** The sum, with the greater precision or the one that is given; of two minus zeros, minus zero. */
export function add(a: BigNumber, b: BigNumber, precision = greaterPrecision(a, b)): BigNumber {
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = rounded(scaled(a, exponent) + scaled(b, exponent), exponent, precision);
  return a.isMinusZero === true && b.isMinusZero === true ? { ...sum, isMinusZero: true } : sum;
}

/** The number with the other sign. */
export function negate(a: BigNumber): BigNumber {
  if (a.mantissa !== 0n) return { ...a, mantissa: -a.mantissa };
  const { isMinusZero, ...zero } = a;
  return isMinusZero === true ? zero : { ...zero, isMinusZero: true };
}

/** The product, with the greater precision or the one that is given. */
export function multiply(a: BigNumber, b: BigNumber, precision = greaterPrecision(a, b)): BigNumber {
  const product = rounded(a.mantissa * b.mantissa, a.exponent + b.exponent, precision);
  return product.mantissa === 0n && isNegative(a) !== isNegative(b)
    ? { ...product, isMinusZero: true }
    : product;
}

/** The quotient; undefined for a division by zero. */
export function divide(a: BigNumber, b: BigNumber): BigNumber | undefined {
  if (b.mantissa === 0n) return undefined;
  const precision = greaterPrecision(a, b);
  const result = quotient(a.mantissa, b.mantissa, a.exponent - b.exponent, precision);
  return result.mantissa === 0n && isNegative(a) !== isNegative(b)
    ? { ...result, isMinusZero: true }
    : result;
}

function greaterPrecision(a: BigNumber, b: BigNumber): number {
  return Math.max(a.precision, b.precision);
}

/** True with a minus sign, that of zero too. */
export function isNegative(a: BigNumber): boolean {
  return a.mantissa < 0n || a.isMinusZero === true;
}

/** Below zero, zero or above, as `a` is less than, equal to or greater than `b`. */
export function compare(a: BigNumber, b: BigNumber): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = scaled(a, exponent) - scaled(b, exponent);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** The integer part, rounded toward zero. */
export function truncated(a: BigNumber): bigint {
  if (a.exponent >= 0) return a.mantissa << BigInt(a.exponent);
  const shift = BigInt(-a.exponent);
  return a.mantissa < 0n ? -(-a.mantissa >> shift) : a.mantissa >> shift;
}

/** True for a whole number. */
export function isInteger(a: BigNumber): boolean {
  return a.exponent >= 0;
}

/** The number as JavaScript's, where it is a safe integer; undefined otherwise. */
export function safeInteger(a: BigNumber): number | undefined {
  if (!isInteger(a) || a.exponent > 64) return undefined;
  const value = Number(truncated(a));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The nearest double. */
export function toDouble(a: BigNumber): number {
  return Number(printNumber(a));
}

/** The double exactly, as the number that Go makes of a float64. */
export function fromDouble(value: number): BigNumber | undefined {
  if (!Number.isFinite(value)) return undefined;
  let exponent = 0;
  let scaledValue = value;
  while (!Number.isInteger(scaledValue)) {
    scaledValue *= 2;
    exponent--;
  }
  return rounded(BigInt(scaledValue), exponent, 53);
}

/** As Terraform prints it: digits, and a point where there is a fraction. */
export function printNumber(a: BigNumber): string {
  if (a.mantissa === 0n) return a.isMinusZero === true ? '-0' : '0';
  const sign = a.mantissa < 0n ? '-' : '';
  const size = a.mantissa < 0n ? -a.mantissa : a.mantissa;
  if (a.exponent >= 0) return sign + shortest(size << BigInt(a.exponent), 0, size, a);
  return sign + shortest(size, -a.exponent, size, a);
}

/**
 * The fewest digits that lie between the halves to the neighbouring numbers of this precision.
 * The exact decimal of value/2^bits is value*5^bits with `bits` decimal places.
 */
function shortest(value: bigint, bits: number, size: bigint, a: BigNumber): string {
  const exact = value * 5n ** BigInt(bits);
  const spare = a.precision - bitLength(size);
  const ulpExponent = a.exponent - spare;
  const isPower = size === 1n;
  // Everything times 2^(places+2) so that the half distances are whole numbers.
  const places = Math.max(bits, 2 - ulpExponent, 0);
  const unit = scaleToDecimal(exact, bits, places);
  const upper = halfDistance(ulpExponent - 1, places);
  const lower = isPower ? halfDistance(ulpExponent - 2, places) : upper;
  const inclusive = spare > 0 || size % 2n === 0n;
  return pointed(roundWithin(unit, lower, upper, inclusive), places);
}

/** A decimal with `from` places, written with `to` places. */
function scaleToDecimal(value: bigint, from: number, to: number): bigint {
  return value * 10n ** BigInt(to - from);
}

/** Two to the power of `exponent`, with `places` decimal places. */
function halfDistance(exponent: number, places: number): bigint {
  if (exponent >= 0) return (1n << BigInt(exponent)) * 10n ** BigInt(places);
  return 5n ** BigInt(-exponent) * 10n ** BigInt(places + exponent);
}

/** The value with as many final zeros as the interval allows, nearest to the exact value. */
function roundWithin(value: bigint, lower: bigint, upper: bigint, inclusive: boolean): bigint {
  const isInside = (candidate: bigint): boolean => {
    const distance = candidate - value;
    const bound = distance < 0n ? lower : upper;
    const size = distance < 0n ? -distance : distance;
    return inclusive ? size <= bound : size < bound;
  };
  let low = 0;
  let high = value.toString().length;
  const nearest = (zeros: number): bigint => {
    const step = 10n ** BigInt(zeros);
    return ((value + step / 2n) / step) * step;
  };
  const fits = (zeros: number): bigint | undefined => {
    const step = 10n ** BigInt(zeros);
    const down = (value / step) * step;
    const best = nearest(zeros);
    return [best, down, down + step].find((one) => one > 0n && isInside(one));
  };
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle) === undefined) high = middle - 1;
    else low = middle;
  }
  return fits(low) ?? value;
}

function pointed(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  const fraction = text.slice(text.length - places).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function scaled(a: BigNumber, exponent: number): bigint {
  return a.mantissa << BigInt(a.exponent - exponent);
}

function quotient(numerator: bigint, denominator: bigint, exponent: number, precision: number): BigNumber {
  const bits = precision + 2 + Math.max(0, bitLength(denominator) - bitLength(numerator));
  const shifted = numerator << BigInt(bits);
  const whole = shifted / denominator;
  // A remainder is remembered as one more bit, so that ties are told from what lies above them.
  const sticky = shifted % denominator === 0n ? 0n : shifted < 0n === denominator < 0n ? 1n : -1n;
  return rounded((whole << 1n) + sticky, exponent - bits - 1, precision);
}

/** Rounds to the precision, to even where the value lies in the middle, and takes out factors of two. */
function rounded(value: bigint, exponent: number, precision: number): BigNumber {
  if (value === 0n) return { mantissa: 0n, exponent: 0, precision };
  let size = value < 0n ? -value : value;
  let power = exponent;
  const excess = bitLength(size) - precision;
  if (excess > 0) {
    const shift = BigInt(excess);
    const rest = size & ((1n << shift) - 1n);
    const half = 1n << (shift - 1n);
    size >>= shift;
    power += excess;
    if (rest > half || (rest === half && size % 2n === 1n)) size += 1n;
  }
  const zeros = trailingZeros(size);
  return { mantissa: (size >> BigInt(zeros)) * (value < 0n ? -1n : 1n), exponent: power + zeros, precision };
}

function bitLength(value: bigint): number {
  const size = value < 0n ? -value : value;
  const hex = size.toString(16);
  return size === 0n ? 0 : (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

function trailingZeros(value: bigint): number {
  const binary = value.toString(2);
  return binary.length - 1 - binary.lastIndexOf('1');
}
