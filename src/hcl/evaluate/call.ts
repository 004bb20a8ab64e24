/**
 * Calls of functions: arguments are converted, checked for null and for what must be known, then the function runs.
 * `try`, `can` and `templatefile` evaluate on their own.
 */

import type { FunctionDefinition, Parameter } from '../functions/define.ts';
import { functionNamed } from '../functions/table.ts';
import { whyUnsupported } from '../functions/unforeseen.ts';
import type { Expression } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { isKnown, isSettled, marked } from '../value/inspect.ts';
import { sizeOf } from '../value/size.ts';
import { type HclValue, isCollection } from '../value/values.ts';
import { attempt, isAttempt } from './attempt.ts';
import { type Context, spend } from './context.ts';
import { isTemplateFile, templateFile } from './template-file.ts';

type Call = Extract<Expression, { kind: 'call' }>;
type Evaluate = (expression: Expression, context: Context) => HclValue;

/** The value of a call. */
export function call(expression: Call, context: Context, evaluate: Evaluate): HclValue {
  const name = expression.name.replace(/^core::/, '');
  if (isAttempt(name)) return attempt(name, expression.args, context, evaluate);
  const args = argumentsOf(expression, context, evaluate);
  if (!Array.isArray(args)) return derived(name, 'unsure', [args as HclValue]);
  if (isTemplateFile(name)) return templateFile(name, args, context, evaluate);
  const definition = functionNamed(name) ?? giveUp(whyUnsupported(name));
  return invoke(name, definition, args, context);
}

/** Evaluated arguments; the last one taken apart where it is followed by `...`, or that one alone if it is unknown. */
function argumentsOf(expression: Call, context: Context, evaluate: Evaluate): readonly HclValue[] | HclValue {
  const values = expression.args.map((one) => evaluate(one, context));
  const last = values.at(-1);
  if (!expression.expand || last === undefined) return values;
  if (last.kind === 'unknown') return derived('arguments', 'unsure', values);
  if (!isCollection(last)) return refuse('a list must stand before `...`');
  if (last.unordered) return derived('arguments', 'unsure', values);
  return [
    ...values.slice(0, -1),
    ...last.elements.map((one) => marked(one, ...(last.sensitive ? [last] : []))),
  ];
}

/** Runs a function on evaluated arguments. */
export function invoke(
  name: string,
  definition: FunctionDefinition,
  given: readonly HclValue[],
  context: Context,
): HclValue {
  const { parameters, rest, result } = definition;
  if (given.length < parameters.length || (rest === undefined && given.length > parameters.length))
    return refuse(`\`${name}\` takes another number of arguments`);
  spend(context.budget, 1 + given.reduce((sum, one) => sum + sizeOf(one), 0) / 16);
  const args = given.map((value, index) => argument(value, parameters[index] ?? rest, name));
  const isMissing = args.some((value, index) => lacks(value, parameters[index] ?? rest));
  const made = isMissing ? derived(name, result, args) : definition.run(args, context);
  if (bringsDoubt(given, args, made)) context.budget.doubts++;
  spend(context.budget, sizeOf(made) / 16);
  return marked(made, ...given);
}

/** True where the call makes something that may fail of what may not. */
function bringsDoubt(given: readonly HclValue[], args: readonly HclValue[], made: HclValue): boolean {
  if (args.some((one, index) => !isSettled(one) && isSettled(given[index] ?? one))) return true;
  return !isSettled(made) && given.every(isSettled);
}

function argument(value: HclValue, parameter: Parameter | undefined, name: string): HclValue {
  const converted = convert(value, parameter?.type ?? 'any');
  if (converted.kind === 'null' && parameter?.nullable !== true)
    return refuse(`\`${name}\` does not take null`);
  return converted;
}

/** True where less is known of an argument than the function needs. */
function lacks(value: HclValue, parameter: Parameter | undefined): boolean {
  const need = parameter?.need ?? 'all';
  if (need === 'none') return false;
  if (need === 'all') return !isKnown(value);
  return value.kind === 'unknown';
}
