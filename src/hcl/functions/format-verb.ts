/**
 * One verb of a format: `%s`, `%05.2f`, `%q` …
 * https://developer.hashicorp.com/terraform/language/functions/format#specification-syntax
 */
import { convert } from '../value/convert.ts';
import { encodeJson, quoteJson } from '../value/encode-json.ts';
import { refuse } from '../value/errors.ts';
import { printExponent, printGeneral } from '../value/float-text.ts';
import { type BigNumber, isInteger, isNegative, negate, truncated } from '../value/number.ts';
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
  const isBelow = isNegative(number);
  const body = floatBody(verb, isBelow ? negate(number) : number);
  return numeric(/[EG]/.test(verb.mode) ? body.toUpperCase() : body, isBelow, verb);
}

function floatBody(verb: Verb, size: BigNumber): string {
  const mode = verb.mode.toLowerCase();
  if (mode === 'f') return fixed(size, verb.precision ?? 6);
  return mode === 'e' ? printExponent(size, verb.precision ?? 6) : printGeneral(size, verb.precision);
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

function numeric(body: string, isBelow: boolean, verb: Verb): string {
  const sign = isBelow ? '-' : verb.flags.includes('+') ? '+' : verb.flags.includes(' ') ? ' ' : '';
  const isZeroed = verb.flags.includes('0') && !verb.flags.includes('-');
  if (isZeroed) return sign + body.padStart((verb.width ?? 0) - sign.length, '0');
  return padded(sign + body, verb);
}

function padded(value: string, { width = 0, flags }: Verb): string {
  const missing = Math.max(0, width - graphemesOf(value).length);
  if (flags.includes('-')) return value + ' '.repeat(missing);
  return (flags.includes('0') ? '0' : ' ').repeat(missing) + value;
}
