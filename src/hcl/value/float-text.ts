/**
 * Numbers with an exponent, as Go's `%e` and `%g` print them.
 * https://pkg.go.dev/fmt#hdr-Printing
 */
import { type BigNumber, printNumber } from './number.ts';

/** `%e` of a number that is not negative, with so many digits behind the point. */
export function printExponent(size: BigNumber, places: number): string {
  return scientific(rounded(significant(size), places + 1), places);
}

/** `%g` of a number that is not negative: as many digits as it needs, or no more than `precision`. */
export function printGeneral(size: BigNumber, precision?: number): string {
  const digits = significant(size);
  const limit = precision === undefined ? 6 : Math.max(1, precision);
  const shown = precision === undefined ? digits : rounded(digits, limit);
  const { mantissa, point } = shown;
  const isShort = limit > mantissa.length && mantissa.length >= point;
  const bound = precision !== undefined && isShort ? mantissa.length : limit;
  return point - 1 < -4 || point - 1 >= bound ? scientific(shown, mantissa.length - 1) : plain(shown);
}

interface Digits {
  /** Without zeros at its ends. */
  readonly mantissa: string;
  /** Where the point stands, counted from the start of the mantissa. */
  readonly point: number;
}

function significant(size: BigNumber): Digits {
  const [whole = '', fraction = ''] = printNumber(size).split('.');
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const mantissa = all.slice(leading).replace(/0+$/, '');
  return mantissa === '' ? { mantissa: '', point: 1 } : { mantissa, point: whole.length - leading };
}

function rounded({ mantissa, point }: Digits, places: number): Digits {
  if (mantissa.length <= places) return { mantissa, point };
  const kept = BigInt(mantissa.slice(0, places) || '0');
  const rest = mantissa.slice(places);
  const isUp = rest > '5' || (rest === '5' && kept % 2n === 1n);
  const text = String(kept + (isUp ? 1n : 0n)).padStart(places, '0');
  return { mantissa: text.replace(/0+$/, ''), point: point + (text.length - places) };
}

function scientific({ mantissa, point }: Digits, places: number): string {
  const padded = (mantissa || '0').padEnd(places + 1, '0');
  const exponent = mantissa === '' ? 0 : point - 1;
  const fraction = places > 0 ? `.${padded.slice(1, places + 1)}` : '';
  return `${padded.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function plain({ mantissa, point }: Digits): string {
  if (mantissa === '') return '0';
  if (point <= 0) return `0.${'0'.repeat(-point)}${mantissa}`;
  const whole = mantissa.slice(0, point).padEnd(point, '0');
  return mantissa.length > point ? `${whole}.${mantissa.slice(point)}` : whole;
}
