/**
 * Expressions become values, with what is unknown left unknown.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
 */
import type { Expression } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived, nameless } from '../value/derive.ts';
import { refuse } from '../value/errors.ts';
import { factsOf } from '../value/facts.ts';
import { asSensitive, isSensitive, mayFail } from '../value/inspect.ts';
import { withWritten } from '../value/partial.ts';
import { bool, type HclValue, nothing, number, object, text, tuple } from '../value/values.ts';
import { call } from './call.ts';
import { conditional } from './conditional.ts';
import { boundTo, type Context, deeper, spend } from './context.ts';
import { evaluateFor } from './for.ts';
import { binary } from './logic.ts';
import { unary } from './operators.ts';
import { recovered, sound } from './recover.ts';
import { splat } from './splat.ts';
import { evaluateTemplate } from './template.ts';
import { attributeOf, indexOf, reference } from './traversal.ts';

/** The value of an expression. Throws EvaluationError where Terraform refuses it, Undetermined where grantlint cannot tell. */
export function evaluate(expression: Expression, context: Context): HclValue {
  spend(context.budget, 1);
  const value = deeper(context.budget, () =>
    context.recovers === true
      ? recovered(expression, context, evaluateKind)
      : evaluateKind(expression, context),
  );
  factsOf(value);
  if (expression.kind !== 'variable' && mayFail(value)) context.budget.doubts++;
  return value;
}

function evaluateKind(expression: Expression, context: Context): HclValue {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'group':
      return evaluate(expression.inner, context);
    case 'template':
      return evaluateTemplate(expression.parts, context, evaluate);
    case 'tuple':
      return tuple(expression.items.map((item) => evaluate(item, context)));
    case 'object':
      return evaluateObject(expression, context);
    case 'call':
      return call(expression, context, evaluate);
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, context));
    case 'binary':
      return binary(expression, context, evaluate);
    case 'conditional':
      return conditional(expression, context, evaluate);
    case 'for':
      return evaluateFor(expression, context, evaluate);
    default:
      return evaluateTraversal(expression, context);
  }
}

function evaluateTraversal(
  expression: Extract<Expression, { kind: 'variable' | 'attribute' | 'index' | 'splat' | 'item' }>,
  context: Context,
): HclValue {
  switch (expression.kind) {
    case 'item':
      return boundTo(context, expression.splat) ?? refuse('no splat here');
    case 'splat':
      return splat(expression, evaluate(expression.of, { ...context, recovers: false }), context, evaluate);
    case 'index':
      return indexOf(sound(evaluate(expression.of, context)), sound(evaluate(expression.key, context)));
    default: {
      const known = reference(expression, context);
      if (known !== undefined) return known;
      if (expression.kind === 'variable') return refuse(`\`${expression.name}\` is no name`);
      return attributeOf(sound(evaluate(expression.of, context)), expression.name);
    }
  }
}

function literal(value: Extract<Expression, { kind: 'literal' }>['value']): HclValue {
  if (value === null) return nothing;
  if (typeof value === 'boolean') return bool(value);
  return typeof value === 'string' ? text(value) : number(value);
}

function evaluateObject(expression: Extract<Expression, { kind: 'object' }>, context: Context): HclValue {
  const entries = new Map<string, HclValue>();
  const keys: HclValue[] = [];
  const values: HclValue[] = [];
  for (const item of expression.items) {
    const key = convert(sound(evaluate(item.key, context)), 'string');
    const value = evaluate(item.value, context);
    if (key.kind === 'null') return refuse('a key must not be null');
    keys.push(key);
    values.push(value);
    if (key.kind === 'string') entries.set(key.value, value);
  }
  const made = keys.every((key) => key.kind === 'string') ? object(entries) : unknownObject(keys, values);
  return keys.some((key) => key.sensitive === true) ? asSensitive(made) : made;
}

function unknownObject(keys: readonly HclValue[], values: readonly HclValue[]): HclValue {
  const unknown = keys.filter((key) => key.kind !== 'string');
  const made = nameless(derived('object', 'unsure', unknown));
  if ([...keys, ...values].some(isSensitive)) return made;
  return withWritten(
    made,
    keys.map((key, at) => [key, values[at] ?? nothing]),
  );
}
