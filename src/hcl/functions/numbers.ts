/**
 * Numeric functions.
 * https://developer.hashicorp.com/terraform/language/functions/abs and its neighbours
 */
import { giveUp, refuse } from '../value/errors.ts';
import {
  add,
  type BigNumber,
  compare,
  count,
  fromDouble,
  integer,
  isInteger,
  negate,
  safeInteger,
  toDouble,
  truncated,
  whole,
} from '../value/number.ts';
import { type HclValue, list, number } from '../value/values.ts';
import { elementsOf, integerOf, numberOf, stringOf } from './arguments.ts';
import { define, type FunctionDefinition, type FunctionTable, known } from './define.ts';

const zero = integer(0n);
const one = integer(1n);
const numbers = { kind: 'list', element: 'number' } as const;

function plain(change: (value: BigNumber) => BigNumber): FunctionDefinition {
  return define([known('number')], 'number', ([value]) => number(change(numberOf(value))));
}

export const numberFunctions: FunctionTable = {
  abs: plain((value) => (compare(value, zero) < 0 || value.isMinusZero === true ? negate(value) : value)),
  ceil: plain((value) => integral(value, isInteger(value) || compare(value, zero) < 0 ? 0n : 1n)),
  floor: plain((value) => integral(value, isInteger(value) || compare(value, zero) > 0 ? 0n : -1n)),
  signum: plain((value) =>
    isInt64(value) ? count(compare(value, zero)) : refuse('a whole number is required'),
  ),
  log: define([known('number'), known('number')], 'number', ([value, base]) =>
    logarithm(numberOf(value), numberOf(base)),
  ),
  max: define([], 'number', (values) => extreme(values, 1), known('number')),
  min: define([], 'number', (values) => extreme(values, -1), known('number')),
  parseint: define([known('string'), known('number')], 'number', ([value, base]) =>
    parseInteger(stringOf(value), integerOf(base)),
  ),
  pow: define([known('number'), known('number')], 'number', ([base, exponent]) =>
    power(numberOf(base), numberOf(exponent)),
  ),
  range: define([known('number')], numbers, range, known('number')),
  sum: define([known(numbers)], 'number', ([values]) => sum(elementsOf(values))),
};

/** What fits into the integers of Go. */
function isInt64(value: BigNumber): boolean {
  return isInteger(value) && BigInt.asIntN(64, truncated(value)) === truncated(value);
}

/** The integer part, moved by a step, as precise as the value was. Through an integer, minus zero loses its sign. */
function integral(value: BigNumber, step: bigint): BigNumber {
  return integer(truncated(value) + step, value.precision);
}

function extreme(values: readonly HclValue[], sign: 1 | -1): HclValue {
  const [first, ...others] = values.map(numberOf);
  if (first === undefined) return refuse('a number is required');
  return number(others.reduce((best, one) => (compare(one, best) * sign > 0 ? one : best), first));
}

function logarithm(value: BigNumber, base: BigNumber): HclValue {
  const result = fromDouble(Math.log(toDouble(value)) / Math.log(toDouble(base)));
  return result === undefined ? refuse('the logarithm is no number') : number(result);
}

/** Whole powers that a double holds exactly; of others the last digit is not certain. */
function power(base: BigNumber, exponent: BigNumber): HclValue {
  const [b, e] = [safeInteger(base), safeInteger(exponent)];
  if (b === undefined || e === undefined || e < 0 || e > 1100)
    return giveUp('`pow` of these numbers is not supported');
  const exact = BigInt(b) ** BigInt(e);
  const double = fromDouble(Number(exact));
  if (double === undefined || compare(double, integer(exact)) !== 0)
    return giveUp('`pow` of these numbers is not supported');
  return number(double);
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function parseInteger(value: string, base: number): HclValue {
  if (base < 2 || base > 62) return refuse('the base must lie between 2 and 62');
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/s.exec(base <= 36 ? value.toLowerCase() : value) ?? [];
  const values = [...body].map((one) => digits.indexOf(one));
  if (values.length === 0 || values.some((one) => one < 0 || one >= base))
    return refuse('no number in this base');
  const size = values.reduce((all, digit) => all * BigInt(base) + BigInt(digit), 0n);
  return number(whole(sign === '-' ? -size : size));
}

/** Terraform refuses longer ones. */
const longest = 1024;

function range(args: readonly HclValue[]): HclValue {
  const given = args.map(numberOf);
  const [first = zero, second, third] = given;
  if (given.length > 3) return refuse('`range` takes one to three numbers');
  const [start, end] = second === undefined ? [zero, first] : [first, second];
  const isDown = compare(end, start) < 0;
  const step = third ?? (isDown ? negate(one) : one);
  if (
    compare(step, zero) === 0 ||
    (third !== undefined && compare(step, zero) < 0 !== isDown && compare(start, end) !== 0)
  )
    return refuse('the step leads away from the end');
  const elements: HclValue[] = [];
  for (let at = start; isDown ? compare(at, end) > 0 : compare(at, end) < 0; at = add(at, step)) {
    if (elements.push(number(at)) > longest) return refuse(`more than ${longest} values`);
  }
  return list(elements, 'number');
}

function sum(values: readonly HclValue[]): HclValue {
  const [first, ...others] = values.map(numberOf);
  return first === undefined
    ? refuse('the sum of nothing')
    : number(others.reduce((all, one) => add(all, one), first));
}
