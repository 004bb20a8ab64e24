/**
 * `try` and `can`: the functions that see an error of their argument.
 * What is not supported is no error: it goes through them.
 * https://developer.hashicorp.com/terraform/language/functions/try
 */
import type { Expression } from '../syntax/tree.ts';
import { derived, nameless } from '../value/derive.ts';
import { EvaluationError, refuse } from '../value/errors.ts';
import { isSettled } from '../value/inspect.ts';
import { bool, type HclValue } from '../value/values.ts';
import type { Context } from './context.ts';

type Evaluate = (expression: Expression, context: Context) => HclValue;

/** True for the two. */
export function isAttempt(name: string): name is 'try' | 'can' {
  return name === 'try' || name === 'can';
}

/** The first argument without an error, or whether there is none. */
export function attempt(
  name: 'try' | 'can',
  args: readonly Expression[],
  context: Context,
  evaluate: Evaluate,
): HclValue {
  if (args.length === 0) return refuse(`\`${name}\` takes an argument`);
  for (const expression of args) {
    const { doubts } = context.budget;
    const value = evaluated(expression, context, evaluate);
    if (value === undefined) continue;
    const isCertain = isSettled(value) && context.budget.doubts === doubts;
    if (name === 'can') return isCertain ? bool(true) : nameless(derived('can', 'bool', [value]));
    return isCertain ? value : nameless(derived('try', 'unsure', [value]));
  }
  return name === 'can' ? bool(false) : refuse('no argument of `try` succeeds');
}

/** The value, or undefined where Terraform refuses the expression. */
function evaluated(expression: Expression, context: Context, evaluate: Evaluate): HclValue | undefined {
  try {
    return evaluate(expression, context);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return undefined;
  }
}
