/**
 * `for` expressions.
 * https://developer.hashicorp.com/terraform/language/expressions/for
 */
import type { Expression } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived, nameless } from '../value/derive.ts';
import { refuse, Undetermined } from '../value/errors.ts';
import { isUnordered, markedBy } from '../value/inspect.ts';
import { count } from '../value/number.ts';
import { entriesOf, type HclValue, isCollection, isMapping, number, object, tuple } from '../value/values.ts';
import { bind, type Context, spend } from './context.ts';
import { sound } from './recover.ts';

type For = Extract<Expression, { kind: 'for' }>;
type Evaluate = (expression: Expression, context: Context) => HclValue;

/** The tuple or object that a `for` expression makes. */
export function evaluateFor(expression: For, context: Context, evaluate: Evaluate): HclValue {
  const over = sound(evaluate(expression.over, context));
  if (over.kind === 'unknown') return unknownFor([over]);
  const rounds: Context[] = [];
  const elements = elementsOf(over);
  if (elements.length === 0) checkFilter(expression, context, evaluate);
  for (const [key, value] of elements) {
    spend(context.budget, 1);
    const round = bindRound(expression, key, value, context);
    const kept = expression.filter === undefined ? true : isKept(sound(evaluate(expression.filter, round)));
    if (typeof kept === 'object') return unknownFor([kept]);
    if (kept) rounds.push(round);
  }
  const { key } = expression;
  const made =
    key === undefined
      ? tuple(
          rounds.map((round) => evaluate(expression.value, round)),
          isUnordered(over),
        )
      : makeObject(expression, key, rounds, isUnordered(over), evaluate);
  return markedBy(made, over);
}

/** Keys and values that a `for` goes through. Throws where it is no collection. */
export function elementsOf(value: HclValue): readonly (readonly [HclValue, HclValue])[] {
  if (value.kind === 'null') return refuse('iteration over null');
  if (isMapping(value)) return entriesOf(value).map(([key, one]) => [{ kind: 'string', value: key }, one]);
  if (!isCollection(value)) return refuse('iteration over a value that is no collection');
  if (value.kind === 'set') return value.elements.map((one) => [one, one]);
  const isOpen = isUnordered(value) || value.isLoose === true;
  const index = isOpen ? nameless(derived('index', 'number', [value])) : undefined;
  return value.elements.map((one, at) => [index ?? number(count(at)), one]);
}

function unknownFor(from: readonly HclValue[]): HclValue {
  return nameless(derived('for', 'unsure', from));
}

function bindRound(expression: For, key: HclValue, value: HclValue, context: Context): Context {
  const inner = expression.keyName === undefined ? context : bind(context, expression.keyName, key);
  return bind(inner, expression.valueName, value);
}

/** Terraform asks the filter of something unknown first, so that one which always fails does so without elements too. */
function checkFilter(expression: For, context: Context, evaluate: Evaluate): void {
  if (expression.filter === undefined) return;
  const any: HclValue = { kind: 'unknown', type: 'unsure', waits: [] };
  try {
    isKept(sound(evaluate(expression.filter, bindRound(expression, any, any, context))));
  } catch (error) {
    if (!(error instanceof Undetermined)) throw error;
  }
}

/** Whether a filter lets an element through, or the value that decides it. */
function isKept(filter: HclValue): boolean | HclValue {
  const answer = convert(filter, 'bool');
  if (answer.kind === 'bool') return answer.value;
  return answer.kind === 'null' ? refuse('a filter must not be null') : answer;
}

function makeObject(
  expression: For,
  keyExpression: Expression,
  rounds: readonly Context[],
  unordered: boolean,
  evaluate: Evaluate,
): HclValue {
  const groups = new Map<string, HclValue[]>();
  const unknown: HclValue[] = [];
  for (const round of rounds) {
    const key = convert(sound(evaluate(keyExpression, round)), 'string');
    const value = evaluate(expression.value, round);
    if (key.kind === 'null') return refuse('a key must not be null');
    if (key.kind !== 'string') unknown.push(key);
    else if (!groups.has(key.value)) groups.set(key.value, [value]);
    else if (expression.groups) groups.get(key.value)?.push(value);
    else return refuse(`the key \`${key.value}\` occurs twice`);
  }
  if (unknown.length > 0) return unknownFor(unknown);
  return object(
    [...groups].map(([key, values]) => [
      key,
      expression.groups ? tuple(values, unordered && values.length > 1) : (values[0] ?? tuple([])),
    ]),
  );
}
