/**
 * Numeric operators: "comparing a key to an integer or decimal value". Compared as decimals, digit by digit, so that
 * no value is rounded.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric
 */

interface Decimal {
  readonly negative: boolean;
  /** Digits before the point, no leading zeros. */
  readonly whole: string;
  /** Digits after the point, no trailing zeros. */
  readonly fraction: string;
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`; undefined where one is no number. */
export function compareNumbers(left: string, right: string): number | undefined {
  const a = readDecimal(left);
  const b = readDecimal(right);
  if (a === undefined || b === undefined) return undefined;
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const size = compareSizes(a, b);
  return a.negative ? -size : size;
}

/** Digits with an optional sign and fraction; no exponent, no other base. */
function readDecimal(text: string): Decimal | undefined {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) return undefined;
  const whole = (found[2] ?? '').replace(/^0+/, '');
  const fraction = withoutTrailingZeros(found[3] ?? '');
  return { negative: found[1] === '-' && whole + fraction !== '', whole, fraction };
}

/** By hand: a pattern for zeros at the end would be tried from every run of zeros. */
export function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

function compareSizes(a: Decimal, b: Decimal): number {
  return a.whole.length - b.whole.length || order(a.whole, b.whole) || order(a.fraction, b.fraction);
}

/** Digits compare like words: after trailing zeros are gone, a longer fraction with the same start is greater. */
export function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
