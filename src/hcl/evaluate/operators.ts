/**
 * Operators.
 * https://developer.hashicorp.com/terraform/language/expressions/operators
 */
import type { BinaryOperator } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { equal } from '../value/equal.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { marked } from '../value/inspect.ts';
import {
  add,
  type BigNumber,
  compare,
  divide,
  integer,
  multiply,
  negate,
  truncated,
} from '../value/number.ts';
import { bool, type HclValue, number } from '../value/values.ts';

type Arithmetic = (a: BigNumber, b: BigNumber) => BigNumber;
type Comparison = (order: number) => boolean;

const arithmetic: Readonly<Record<string, Arithmetic>> = {
  '+': add,
  '-': (a, b) => add(a, negate(b)),
  '*': multiply,
  '/': (a, b) => divide(a, b) ?? infinite(a),
  '%': (a, b) => remainder(a, b),
};

const comparisons: Readonly<Record<string, Comparison>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `left operator right` */
export function operate(operator: BinaryOperator, left: HclValue, right: HclValue): HclValue {
  return marked(apply(operator, left, right), left, right);
}

function apply(operator: BinaryOperator, left: HclValue, right: HclValue): HclValue {
  if (operator === '==' || operator === '!=') {
    const answer = equal(left, right);
    return answer === undefined
      ? derived(operator, 'bool', [left, right])
      : bool(answer === (operator === '=='));
  }
  if (operator === '&&' || operator === '||') return logic(operator, left, right);
  const [a, b] = [convert(left, 'number'), convert(right, 'number')];
  if (a.kind === 'null' || b.kind === 'null') return refuse(`\`${operator}\` with null`);
  const compute = arithmetic[operator];
  const test = comparisons[operator];
  if (a.kind !== 'number' || b.kind !== 'number')
    return derived(operator, compute === undefined ? 'bool' : 'number', [a, b]);
  if (compute !== undefined) return number(compute(a.value, b.value));
  return bool(test?.(compare(a.value, b.value)) === true);
}

function logic(operator: '&&' | '||', left: HclValue, right: HclValue): HclValue {
  const [a, b] = [convert(left, 'bool'), convert(right, 'bool')];
  if (a.kind === 'null' || b.kind === 'null') return refuse(`\`${operator}\` with null`);
  const decisive = operator === '||';
  if ([a, b].some((one) => one.kind === 'bool' && one.value === decisive)) return bool(decisive);
  if (a.kind === 'bool' && b.kind === 'bool') return bool(!decisive);
  return derived(operator, 'bool', [a, b]);
}

/** `-value` or `!value` */
export function unary(operator: '-' | '!', operand: HclValue): HclValue {
  const value = convert(operand, operator === '-' ? 'number' : 'bool');
  if (value.kind === 'null') return refuse(`\`${operator}\` with null`);
  if (value.kind === 'number') return marked(number(negate(value.value)), operand);
  if (value.kind === 'bool') return marked(bool(!value.value), operand);
  return derived(operator, operator === '-' ? 'number' : 'bool', [value]);
}

/** Terraform goes on with infinity, except from zero. */
function infinite(dividend: BigNumber): never {
  return dividend.mantissa === 0n ? refuse('division of zero by zero') : giveUp('infinity is not supported');
}

/** The remainder of a division toward zero, as precise as the dividend; of one by zero, the dividend. */
function remainder(a: BigNumber, b: BigNumber): BigNumber {
  const quotient = divide(a, b);
  if (quotient === undefined) return a;
  const product = multiply(integer(truncated(quotient), a.precision), b, a.precision);
  return add(a, negate(product), a.precision);
}
