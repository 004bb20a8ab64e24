/**
 * Conditionals: both sides are converted to a common type, the other side's value is never looked at.
 * https://developer.hashicorp.com/terraform/language/expressions/conditionals
 */
import type { Expression } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived, nameless } from '../value/derive.ts';
import { encodeJson } from '../value/encode-json.ts';
import { equal } from '../value/equal.ts';
import { EvaluationError, giveUp, refuse } from '../value/errors.ts';
import { isSettled, markedBy, typeOf } from '../value/inspect.ts';
import { mentions, sameType, type Type } from '../value/types.ts';
import { requireCommon } from '../value/unify.ts';
import type { HclValue } from '../value/values.ts';
import type { Context } from './context.ts';
import { orUnknown } from './recover.ts';

const noCommonType = 'the sides of the conditional have no common type';

type Conditional = Extract<Expression, { kind: 'conditional' }>;
type Evaluate = (expression: Expression, context: Context) => HclValue;

/** The value of a conditional. Where something unknown took part in its types, that they do not fit is not certain. */
export function conditional(expression: Conditional, context: Context, evaluate: Evaluate): HclValue {
  const { unknowns } = context.budget;
  try {
    const condition = orUnknown(context, 'bool', () => decided(evaluate(expression.condition, context)));
    return markedBy(chosen(expression, condition, context, evaluate), condition);
  } catch (error) {
    const isMisfit = error instanceof EvaluationError && error.message === noCommonType;
    if (isMisfit && context.budget.unknowns > unknowns) return giveUp('a type is known only after apply');
    throw error;
  }
}

/** The condition: true, false or unknown. */
function decided(value: HclValue): HclValue {
  const condition = convert(value, 'bool');
  return condition.kind === 'null' ? refuse('a condition must not be null') : condition;
}

function chosen(
  { yes, no }: Conditional,
  condition: HclValue,
  context: Context,
  evaluate: Evaluate,
): HclValue {
  if (condition.kind !== 'bool')
    return eitherOf(condition, leftOf(yes, context, evaluate), leftOf(no, context, evaluate), context);
  const value = evaluate(condition.value ? yes : no, context);
  const other = leftOf(condition.value ? no : yes, context, evaluate);
  if (other.value.kind === 'null' && other.value.type === 'any') return value;
  const type = commonType(value, other.value);
  const isUnsure = [value, other.value].some((one) => mentions(typeOf(one), 'unsure'));
  if (type !== 'any' && isUnsure) context.budget.doubts++;
  return beside(value, type, other);
}

interface Side {
  readonly value: HclValue;
  readonly fails: boolean;
  /** False where what Terraform learns may turn it into an error. */
  readonly isCertain: boolean;
}

/** A side that may not be taken, or what is left of it where it fails. */
function leftOf(expression: Expression, context: Context, evaluate: Evaluate): Side {
  const { budget } = context;
  const { failures, doubts } = budget;
  const value = evaluate(expression, { ...context, recovers: true });
  const side = {
    value,
    fails: budget.failures > failures,
    isCertain: isSettled(value) && budget.doubts === doubts,
  };
  Object.assign(budget, { failures, doubts });
  return side;
}

/** The type that both sides have in common; that of the other one beside null, and any where one of them has any. */
function commonType(value: HclValue, other: HclValue): Type {
  const types = [typeOf(value), typeOf(other)];
  const [own = 'any', type = 'any'] = types;
  if (value.kind === 'null' && own === 'any') return type;
  if (other.kind === 'null' && type === 'any') return own;
  return types.includes('any') ? 'any' : requireCommon(types, noCommonType);
}

/** The value as the common type, which is not certain to be asked for where the other side may yet fail. */
function beside(value: HclValue, type: Type, other: Side): HclValue {
  return convert(value, other.isCertain || sameType(typeOf(value), type) ? type : 'unsure');
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

function printed(value: HclValue): string {
  return encodeJson(value)
    .filter((part) => typeof part === 'string')
    .join();
}

/** One of two sides: which, what is unknown decides. */
function eitherOf(condition: HclValue, yes: Side, no: Side, { budget, recovers }: Context): HclValue {
  if (yes.fails && no.fails && recovers !== true) return refuse('both sides of the conditional fail');
  if (!yes.isCertain || !no.isCertain) budget.doubts++;
  const type = commonType(yes.value, no.value);
  if (!yes.fails && !no.fails) return eitherValue(condition, yes, no, type);
  const { value } = yes.fails ? no : yes;
  // Beside a failure of any type the other side stays as it is; when only the type is asked, either may be taken.
  const left = type !== 'any' ? type : recovers === true ? 'unsure' : typeOf(value);
  return nameless(derived('if', left, [condition, value]));
}

/** A side that cannot be converted fails only when it is taken. */
function eitherValue(condition: HclValue, yes: Side, no: Side, type: Type): HclValue {
  const first = refused(() => beside(yes.value, type, no));
  const second = refused(() => beside(no.value, type, yes));
  if (first === undefined || second === undefined) return nameless(derived('if', type, [condition]));
  // Zero and minus zero are equal, and printed differently.
  if (equal(first, second) === true && printed(first) === printed(second)) return first;
  const made = [first, second].map(typeOf);
  if (made.some((one) => mentions(one, 'unsure')) && !mentions(type, 'unsure'))
    return nameless(derived('if', 'unsure', [condition, first, second]));
  return derived('if', type, [condition, first, second]);
}
