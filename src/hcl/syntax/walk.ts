/**
 * Everything inside an expression or a body.
 */
import type { Body, Expression, TemplatePart } from './tree.ts';

/** The expressions directly inside. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'template':
      return expression.parts.flatMap(inPart);
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.flatMap(({ key, value }) => [key, value]);
    case 'for':
      return [expression.over, expression.key, expression.value, expression.filter].filter(
        (one) => one !== undefined,
      );
    case 'call':
      return expression.args;
    case 'attribute':
      return [expression.of];
    case 'index':
      return [expression.of, expression.key];
    case 'splat':
      return [expression.of, expression.each];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.yes, expression.no];
    case 'group':
      return [expression.inner];
    default:
      return [];
  }
}

function inPart(part: TemplatePart): readonly Expression[] {
  if (typeof part === 'string') return [];
  if (part.kind === 'insert') return [part.expression];
  return part.kind === 'if'
    ? [part.condition, ...[...part.yes, ...part.no].flatMap(inPart)]
    : [part.over, ...part.body.flatMap(inPart)];
}

/** True where the expression, or one inside of it, is such. */
export function someInside(expression: Expression, isSuch: (one: Expression) => boolean): boolean {
  return isSuch(expression) || childrenOf(expression).some((one) => someInside(one, isSuch));
}

/** The expressions of all attributes of a body and of the blocks in it. */
export function expressionsIn(body: Body): readonly Expression[] {
  return [
    ...[...body.attributes.values()].map(({ expression }) => expression),
    ...body.blocks.flatMap((block) => expressionsIn(block.body)),
  ];
}
