/**
 * One verb of a format: `%s`, `%05.2f`, `%q` …
 * https://developer.hashicorp.com/terraform/language/functions/format#specification-syntax
 */
import { convert } from '../value/convert.ts';
import { encodeJson, quoteJson } from '../value/encode-json.ts';
import { refuse } from '../value/errors.ts';
import { type BigNumber, isInteger, printNumber, truncated } from '../value/number.ts';
import type { HclValue } from '../value/values.ts';
import { graphemesOf } from './letters.ts';

export interface Verb {
  readonly mode: string;
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
}

/** Wider ones are an attack. */
const widest = 10_000;

/** The text of a known value under a verb. Throws an EvaluationError where Terraform refuses it. */
export function printVerb(verb: Verb, value: HclValue): string {
  if ((verb.width ?? 0) > widest || (verb.precision ?? 0) > widest)
    return refuse('the width is out of bounds');
  const { mode } = verb;
  if (mode === 'v') return printDefault(verb, value);
  if (value.kind === 'null') return refuse('null cannot be formatted');
  if (mode === 's' || mode === 'q') return printText(verb, convert(value, 'string'));
  if (mode === 't') return printBool(convert(value, 'bool'));
  if ('bdoxX'.includes(mode)) return printInteger(verb, convert(value, 'number'));
  if ('eEfgG'.includes(mode)) return printFloat(verb, convert(value, 'number'));
  return refuse('unsupported format verb');
}

/** Texts as they are, bools without a width, numbers as `%g`, everything else as JSON. */
function printDefault(verb: Verb, value: HclValue): string {
  if (!verb.flags.includes('#')) {
    if (value.kind === 'string') return printText({ ...verb, mode: 's' }, value);
    if (value.kind === 'number') return printFloat({ ...verb, mode: 'g' }, value);
    if (value.kind === 'bool') return printBool(value);
  }
  const json = encodeJson(value).join('');
  return padded(json, { ...verb, flags: verb.flags.replaceAll('0', '') });
}

function printText(verb: Verb, value: HclValue): string {
  if (value.kind !== 'string') return refuse('a string is required');
  const whole = graphemesOf(value.value);
  const shown = verb.precision === undefined ? value.value : whole.slice(0, verb.precision).join('');
  return padded(verb.mode === 'q' ? quoteJson(shown) : shown, verb);
}

function printBool(value: HclValue): string {
  return value.kind === 'bool' ? String(value.value) : refuse('a bool is required');
}

function printInteger(verb: Verb, value: HclValue): string {
  if (value.kind !== 'number' || !isInteger(value.value)) return refuse('an integer is required');
  const whole = truncated(value.value);
  const size = whole < 0n ? -whole : whole;
  const base = { b: 2, d: 10, o: 8, x: 16, X: 16 }[verb.mode] ?? 10;
  const digits = size.toString(base).padStart(verb.precision ?? 1, '0');
  const prefix = verb.flags.includes('#') ? ({ b: '0b', o: '0', x: '0x', X: '0X' }[verb.mode] ?? '') : '';
  return numeric(prefix + (verb.mode === 'X' ? digits.toUpperCase() : digits), whole < 0n, verb);
}

function printFloat(verb: Verb, value: HclValue): string {
  if (value.kind !== 'number') return refuse('a number is required');
  const number = value.value;
  const isNegative = number.mantissa < 0n;
  const body = floatBody(verb, isNegative ? { ...number, mantissa: -number.mantissa } : number);
  return numeric(/[EG]/.test(verb.mode) ? body.toUpperCase() : body, isNegative, verb);
}

function floatBody(verb: Verb, size: BigNumber): string {
  const mode = verb.mode.toLowerCase();
  if (mode === 'f') return fixed(size, verb.precision ?? 6);
  const digits = significant(size);
  if (mode === 'e') return scientific(rounded(digits, (verb.precision ?? 6) + 1), verb.precision ?? 6);
  const shown = verb.precision === undefined ? digits : rounded(digits, Math.max(1, verb.precision));
  const limit = verb.precision === undefined ? 6 : Math.max(1, verb.precision);
  const eprec =
    limit > shown.mantissa.length && shown.mantissa.length >= shown.point ? shown.mantissa.length : limit;
  const exponent = shown.point - 1;
  const bound = verb.precision === undefined ? 6 : eprec;
  if (exponent < -4 || exponent >= bound) return scientific(shown, shown.mantissa.length - 1);
  return plain(shown);
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

/** Rounded half to even on the exact decimal. */
function fixed(size: BigNumber, places: number): string {
  const exact = exactDecimal(size);
  const [whole = '0', fraction = ''] = exact.split('.');
  const digits = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  const rest = fraction.slice(places).replace(/0+$/, '');
  const isUp = rest !== '' && (rest > '5' || (rest === '5' && digits % 2n === 1n));
  const text = String(digits + (isUp ? 1n : 0n)).padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

function exactDecimal(size: BigNumber): string {
  if (size.exponent >= 0) return truncated(size).toString();
  const bits = -size.exponent;
  const text = (size.mantissa * 5n ** BigInt(bits)).toString().padStart(bits + 1, '0');
  return `${text.slice(0, -bits)}.${text.slice(-bits)}`;
}

function numeric(body: string, isNegative: boolean, verb: Verb): string {
  const sign = isNegative ? '-' : verb.flags.includes('+') ? '+' : verb.flags.includes(' ') ? ' ' : '';
  const isZeroed = verb.flags.includes('0') && !verb.flags.includes('-');
  if (isZeroed) return sign + body.padStart((verb.width ?? 0) - sign.length, '0');
  return padded(sign + body, verb);
}

function padded(value: string, { width = 0, flags }: Verb): string {
  const missing = Math.max(0, width - graphemesOf(value).length);
  if (flags.includes('-')) return value + ' '.repeat(missing);
  return (flags.includes('0') ? '0' : ' ').repeat(missing) + value;
}
