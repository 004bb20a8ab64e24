/**
 * Type constraints of variables.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
import { newBudget } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Expression } from '../syntax/tree.ts';
import { giveUp } from '../value/errors.ts';
import type { ObjectType, Type } from '../value/types.ts';
import type { HclValue } from '../value/values.ts';

/** The type that an expression of a `type` argument means. Throws Undetermined where it means none. */
export function typeConstraint(expression: Expression): Type {
  switch (expression.kind) {
    case 'group':
      return typeConstraint(expression.inner);
    case 'literal':
      return named(String(expression.value));
    case 'variable':
      return named(expression.name);
    case 'call':
      return constructed(expression.name, expression.args[0]);
    default:
      return giveUp('a type constraint cannot be read');
  }
}

function named(name: string): Type {
  if (name === 'string' || name === 'number' || name === 'bool' || name === 'any') return name;
  if (name === 'list' || name === 'map' || name === 'set') return { kind: name, element: 'any' };
  return giveUp(`\`${name}\` is no type`);
}

function constructed(name: string, argument: Expression | undefined): Type {
  if (argument === undefined) return giveUp(`\`${name}\` of nothing is no type`);
  if (name === 'list' || name === 'map' || name === 'set')
    return { kind: name, element: typeConstraint(argument) };
  if (name === 'tuple' && argument.kind === 'tuple')
    return { kind: 'tuple', elements: argument.items.map(typeConstraint) };
  if (name === 'object' && argument.kind === 'object') return objectType(argument);
  return giveUp(`\`${name}\` is no type`);
}

function objectType(argument: Extract<Expression, { kind: 'object' }>): ObjectType {
  const attributes = new Map<string, Type>();
  const optional = new Map<string, HclValue | undefined>();
  for (const { key, value } of argument.items) {
    const name = key.kind === 'literal' ? String(key.value) : giveUp('a type constraint cannot be read');
    const [type, fallback] = value.kind === 'call' && value.name === 'optional' ? value.args : [];
    attributes.set(name, typeConstraint(type ?? value));
    if (type !== undefined)
      optional.set(name, fallback === undefined ? undefined : evaluate(fallback, constants()));
  }
  return { kind: 'object', attributes, ...(optional.size > 0 ? { optional } : {}) };
}

/** Defaults may use no names. */
function constants(): Parameters<typeof evaluate>[1] {
  const none = (): never => giveUp('a default cannot read files');
  return { resolve: () => undefined, files: { read: none, list: none }, budget: newBudget() };
}
