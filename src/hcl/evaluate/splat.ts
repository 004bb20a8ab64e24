/**
 * Splats: an expression for every element; a single value stands for a list of one, null for an empty one.
 * https://developer.hashicorp.com/terraform/language/expressions/splat
 */
import type { Expression } from '../syntax/tree.ts';
import { derived, nameless } from '../value/derive.ts';
import { markedBy, typeOf } from '../value/inspect.ts';
import { unify } from '../value/unify.ts';
import { type HclValue, isCollection, list, tuple } from '../value/values.ts';
import { bind, type Context } from './context.ts';

/** The splat over an evaluated value. */
export function splat(
  expression: Extract<Expression, { kind: 'splat' }>,
  over: HclValue,
  context: Context,
  evaluate: (expression: Expression, context: Context) => HclValue,
): HclValue {
  if (over.kind === 'null') return markedBy(tuple([]), over);
  if (over.kind === 'unknown') {
    const name = nameOf(expression.each);
    const made = derived(`[*]${name ?? ''}`, 'unsure', [over]);
    return name === undefined ? nameless(made) : made;
  }
  const each = (value: HclValue): HclValue =>
    evaluate(expression.each, bind(context, expression.item, value));
  if (!isCollection(over)) return tuple([each(over)]);
  const elements = over.elements.map(each);
  const unordered = over.unordered === true;
  if (over.kind === 'tuple') return markedBy(tuple(elements, unordered), over);
  // Without elements, one that is not known is asked whether it has what is taken.
  if (elements.length === 0 && over.element !== undefined && over.element !== 'any')
    each({ kind: 'unknown', type: over.element, waits: [] });
  const element = elements.length === 0 ? 'unsure' : (unify(elements.map(typeOf)) ?? 'unsure');
  return markedBy({ ...list(elements, element), ...(unordered ? { unordered } : {}) }, over);
}

/** The attributes that a splat takes, for the description of an unknown; undefined where it takes more. */
function nameOf(each: Expression): string | undefined {
  if (each.kind === 'item') return '';
  const before = each.kind === 'attribute' ? nameOf(each.of) : undefined;
  return each.kind === 'attribute' && before !== undefined ? `${before}.${each.name}` : undefined;
}
