/**
 * What is left of an expression that fails. Terraform asks the type of the side of a conditional that is not taken, and an
 * error inside takes away no more than the part where it is: a tuple stays a tuple, a text a text.
 * https://developer.hashicorp.com/terraform/language/expressions/conditionals#result-types
 */
import type { Expression } from '../syntax/tree.ts';
import { EvaluationError, refuse, Undetermined } from '../value/errors.ts';
import type { Type } from '../value/types.ts';
import type { HclValue } from '../value/values.ts';
import type { Context } from './context.ts';

type Evaluate = (expression: Expression, context: Context) => HclValue;

/** Kinds that fail as a whole with any of their parts. */
const wholly: ReadonlySet<Expression['kind']> = new Set(['call', 'unary', 'binary']);

/** The value of an expression, with an unknown one in the place of each part that fails. */
export function recovered(expression: Expression, context: Context, evaluate: Evaluate): HclValue {
  const inner = wholly.has(expression.kind) ? { ...context, recovers: false } : context;
  return orUnknown(context, typeOfFailed(expression), () => evaluate(expression, inner));
}

/** What the function gives; where the context recovers from errors and it fails, an unknown value of the type. */
export function orUnknown(context: Context, type: Type | undefined, run: () => HclValue): HclValue {
  try {
    return run();
  } catch (error) {
    const { budget, recovers } = context;
    const isBounded = error instanceof Undetermined && budget.steps >= 0;
    if (recovers !== true || !(isBounded || error instanceof EvaluationError)) throw error;
    if (isBounded) budget.doubts++;
    else budget.failures++;
    return { kind: 'unknown', type: type ?? (isBounded ? 'unsure' : 'any'), waits: [] };
  }
}

/** Refuses what is left of an expression that failed: nothing follows from it. */
export function sound(value: HclValue): HclValue {
  const isFailed = value.kind === 'unknown' && value.type === 'any' && value.waits.length === 0;
  return isFailed ? refuse('an operand fails') : value;
}

/** The type that an expression has even where it fails, or undefined where it may be any. */
function typeOfFailed(expression: Expression): Type | undefined {
  if (expression.kind === 'template') return 'string';
  if (expression.kind === 'unary') return expression.operator === '-' ? 'number' : 'bool';
  if (expression.kind !== 'binary') return undefined;
  return '+-*/%'.includes(expression.operator) ? 'number' : 'bool';
}
