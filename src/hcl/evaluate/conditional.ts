/**
 * Conditionals: both sides are converted to a common type, the other side's value is never looked at.
 * https://developer.hashicorp.com/terraform/language/expressions/conditionals
 */
import type { Expression } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived, nameless } from '../value/derive.ts';
import { encodeJson } from '../value/encode-json.ts';
import { equal } from '../value/equal.ts';
import { EvaluationError, giveUp, refuse, Undetermined } from '../value/errors.ts';
import { isSettled, markedBy, typeOf } from '../value/inspect.ts';
import { mentions, sameType, type Type } from '../value/types.ts';
import { requireCommon } from '../value/unify.ts';
import type { HclValue } from '../value/values.ts';
import type { Context } from './context.ts';

const noCommonType = 'the sides of the conditional have no common type';

type Evaluate = (expression: Expression, context: Context) => HclValue;

/** The value of a conditional. Where something unknown took part in its types, that they do not fit is not certain. */
export function conditional(
  expression: Extract<Expression, { kind: 'conditional' }>,
  context: Context,
  evaluate: Evaluate,
): HclValue {
  const { unknowns } = context.budget;
  try {
    return chosen(expression, context, evaluate);
  } catch (error) {
    const isMisfit = error instanceof EvaluationError && error.message === noCommonType;
    if (isMisfit && context.budget.unknowns > unknowns) return giveUp('a type is known only after apply');
    throw error;
  }
}

function chosen(
  expression: Extract<Expression, { kind: 'conditional' }>,
  context: Context,
  evaluate: Evaluate,
): HclValue {
  const condition = convert(evaluate(expression.condition, context), 'bool');
  if (condition.kind === 'null') return refuse('a condition must not be null');
  if (condition.kind !== 'bool') {
    const [yes, no] = [settled(expression.yes, context, evaluate), settled(expression.no, context, evaluate)];
    if (yes !== undefined && no !== undefined) return markedBy(eitherOf(condition, yes, no), condition);
    const left = yes ?? no ?? refuse('both sides of the conditional fail');
    return derived('if', typeOf(left), [condition, left]);
  }
  const [taken, left] = condition.value ? [expression.yes, expression.no] : [expression.no, expression.yes];
  const value = evaluate(taken, context);
  const other = typeOfOther(left, context, evaluate);
  const type = commonType(value, other.type);
  return markedBy(type === undefined ? value : beside(value, type, other.isSettled), condition);
}

/** The value as the common type, which is not certain to be asked for where the other side may yet fail. */
function beside(value: HclValue, type: Type, isOtherSettled: boolean): HclValue {
  return convert(value, isOtherSettled || sameType(typeOf(value), type) ? type : 'unsure');
}

/** The value of a side that may not be taken, or undefined where it fails. */
function settled(expression: Expression, context: Context, evaluate: Evaluate): HclValue | undefined {
  return refused(() => evaluate(expression, context));
}

/** What the function gives, or undefined where Terraform refuses it. */
function refused(run: () => HclValue): HclValue | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

interface Other {
  readonly type: Type | 'null';
  /** False where what Terraform learns may turn it into an error. */
  readonly isSettled: boolean;
}

/** The type of the side that is not taken. One that fails has any type, since nothing of it is used. */
function typeOfOther(expression: Expression, context: Context, evaluate: Evaluate): Other {
  try {
    const value = evaluate(expression, context);
    const type = value.kind === 'null' && value.type === 'any' ? 'null' : typeOf(value);
    return { type, isSettled: isSettled(value) };
  } catch (error) {
    if (error instanceof EvaluationError) return { type: 'any', isSettled: true };
    if (error instanceof Undetermined && context.budget.steps >= 0)
      return { type: 'unsure', isSettled: false };
    throw error;
  }
}

/** The type to convert to, or undefined where the value stays as it is. */
function commonType(value: HclValue, other: Type | 'null'): Type | undefined {
  if (other === 'null' || other === 'any') return undefined;
  const own = typeOf(value);
  if (value.kind === 'null' && own === 'any') return other;
  if (own === 'any') return undefined;
  return requireCommon([own, other], noCommonType);
}

function printed(value: HclValue): string {
  return encodeJson(value)
    .filter((part) => typeof part === 'string')
    .join();
}

function eitherOf(condition: HclValue, yes: HclValue, no: HclValue): HclValue {
  const [left, right] = [typeOf(yes), typeOf(no)];
  const isNull = (value: HclValue): boolean => value.kind === 'null' && value.type === 'any';
  const types = isNull(yes) ? [right] : isNull(no) ? [left] : [left, right];
  const type = requireCommon(types, noCommonType);
  // A side that cannot be converted fails only when it is taken.
  const [first, second] = [
    refused(() => beside(yes, type, isSettled(no))),
    refused(() => beside(no, type, isSettled(yes))),
  ];
  if (first === undefined || second === undefined) return nameless(derived('if', type, [condition]));
  // Zero and minus zero are equal, and printed differently.
  if (equal(first, second) === true && printed(first) === printed(second)) return first;
  const made = [first, second].map(typeOf);
  if (made.some((one) => mentions(one, 'unsure')) && !mentions(type, 'unsure'))
    return nameless(derived('if', 'unsure', [condition, first, second]));
  return derived('if', type, [condition, first, second]);
}
