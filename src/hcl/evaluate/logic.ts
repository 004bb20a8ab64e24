/**
 * `&&` and `||`. From version 1.12 on Terraform does not ask the other operand where one decides, or may decide, alone.
 * https://developer.hashicorp.com/terraform/language/expressions/operators#logical-operators
 */
import type { Expression } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived, nameless } from '../value/derive.ts';
import { EvaluationError } from '../value/errors.ts';
import { markedBy, typeOf } from '../value/inspect.ts';
import { bool, type HclValue } from '../value/values.ts';
import type { Context } from './context.ts';
import { operate } from './operators.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;
type Evaluate = (expression: Expression, context: Context) => HclValue;

/**
 * The value of a binary operation. Where one operand of a logical one fails and the other makes up for it, older versions refuse
 * what newer ones take: a plan has it from the newer ones alone, but `try` and `can` see the difference.
 */
export function binary({ operator, left, right }: Binary, context: Context, evaluate: Evaluate): HclValue {
  if (operator !== '&&' && operator !== '||')
    return operate(operator, evaluate(left, context), evaluate(right, context));
  const sides = [left, right].map((one) => orError(() => evaluate(one, context)));
  const [one, other] = sides.filter((side): side is HclValue => !(side instanceof EvaluationError));
  const isSure = sides.every((side) => !(side instanceof EvaluationError) && typeOf(side) !== 'unsure');
  if (!isSure) context.budget.doubts++;
  if (one !== undefined && other !== undefined) return operate(operator, one, other);
  const value = one === undefined ? undefined : alone(operator, one, one === sides[0]);
  if (value === undefined) throw sides.find((side) => side instanceof EvaluationError);
  return value;
}

function orError(run: () => HclValue): HclValue | EvaluationError {
  try {
    return run();
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

/** What an operand gives without the other one; undefined where it needs that. An unknown one on the left waits. */
function alone(operator: '&&' | '||', operand: HclValue, isLeft: boolean): HclValue | undefined {
  const value = convert(operand, 'bool');
  if (value.kind === 'unknown' && isLeft) return nameless(derived(operator, 'bool', [value]));
  const decisive = operator === '||';
  return value.kind === 'bool' && value.value === decisive ? markedBy(bool(decisive), operand) : undefined;
}
