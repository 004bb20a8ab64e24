/**
 * The references of an expression, as Terraform lists them in a plan's `configuration`: each with the shorter ones
 * that it contains, names that a `for` binds left out.
 * https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
import type { Expression, TemplatePart } from '../syntax/tree.ts';
import { childrenOf } from '../syntax/walk.ts';
import { printNumber } from '../value/number.ts';

const known = new WeakMap<Expression, readonly string[]>();

/** All references, each once, in order. */
export function referencesOf(expression: Expression): readonly string[] {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const found = new Set<string>();
  visit(expression, new Set(), found);
  const references = [...found];
  known.set(expression, references);
  return references;
}

function visit(expression: Expression, bound: ReadonlySet<string>, found: Set<string>): void {
  const steps = traversal(expression);
  if (steps !== undefined && !bound.has(steps[0] ?? '')) for (const one of unwrapped(steps)) found.add(one);
  for (const part of partsOf(expression)) visit(part, bound, found);
  if (expression.kind === 'for') visitFor(expression, bound, found);
  if (expression.kind === 'template') visitParts(expression.parts, bound, found);
}

/** The names and literal keys of a traversal from a variable; undefined for anything else. */
function traversal(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'variable') return [expression.name];
  if (expression.kind === 'attribute') {
    const before = traversal(expression.of);
    return before === undefined ? undefined : [...before, `.${expression.name}`];
  }
  if (expression.kind !== 'index' || expression.key.kind !== 'literal') return undefined;
  const { value } = expression.key;
  const before = traversal(expression.of);
  if (before === undefined || value === null || typeof value === 'boolean') return undefined;
  return [...before, `[${typeof value === 'string' ? JSON.stringify(value) : printNumber(value)}]`];
}

function unwrapped(steps: readonly string[]): readonly string[] {
  const [root = ''] = steps;
  const least = root === 'data' ? 3 : 2;
  if (steps.length < least) return [];
  return Array.from({ length: steps.length - least + 1 }, (_, index) =>
    steps.slice(0, steps.length - index).join(''),
  );
}

/** What is inside and looked at by itself: what `for` and templates bind names in is not, nor are the parts of a traversal. */
function partsOf(expression: Expression): readonly Expression[] {
  const isWhole = expression.kind === 'for' || expression.kind === 'template';
  return isWhole || traversal(expression) !== undefined ? [] : childrenOf(expression);
}

function visitFor(
  expression: Extract<Expression, { kind: 'for' }>,
  bound: ReadonlySet<string>,
  found: Set<string>,
): void {
  visit(expression.over, bound, found);
  const inner = new Set([
    ...bound,
    expression.valueName,
    ...(expression.keyName === undefined ? [] : [expression.keyName]),
  ]);
  for (const one of [expression.key, expression.value, expression.filter])
    if (one !== undefined) visit(one, inner, found);
}

function visitParts(parts: readonly TemplatePart[], bound: ReadonlySet<string>, found: Set<string>): void {
  for (const part of parts) {
    if (typeof part === 'string') continue;
    if (part.kind === 'insert') visit(part.expression, bound, found);
    else if (part.kind === 'if') {
      visit(part.condition, bound, found);
      visitParts([...part.yes, ...part.no], bound, found);
    } else {
      visit(part.over, bound, found);
      visitParts(
        part.body,
        new Set([...bound, part.valueName, ...(part.keyName === undefined ? [] : [part.keyName])]),
        found,
      );
    }
  }
}
