/**
 * Arguments and blocks as the configuration of a plan has them: constants and references, no text of expressions.
 * `dynamic` blocks are left out of it, so a block that is not there may still have been written.
 * https://developer.hashicorp.com/terraform/internals/json-format#block-expressions-representation
 */
import { asArray, asObject, asStrings } from '../base/decode.ts';
import { isArray, isHole, isObject, type Json, type JsonObject, type Value } from '../base/value.ts';
import { everyElement, type PathStep, pathSteps } from './path.ts';
import type { Expression, ExpressionNode, Expressions } from './types.ts';

/**
 * What was written for an attribute. `unwritten`: nobody wrote it. `unseen`: the configuration does not tell, since
 * the attribute is in a block that may come from `dynamic`.
 */
export type WrittenExpression = Expression | 'unwritten' | 'unseen';

/** Reads an expression. A function of constants is `{}` and has neither a constant nor references. */
export function readExpression(raw: JsonObject | undefined): Expression {
  const references = asStrings(raw?.references);
  const constant = raw?.constant_value;
  // In JSON syntax Terraform prints a template unevaluated (`"${aws_iam_policy.p.arn}"`) as if it were constant.
  const isTemplate = typeof constant === 'string' && /[$%]\{/.test(constant);
  return constant === undefined || references.length > 0 || isTemplate
    ? { references }
    : { references, constant };
}

/** Reads the arguments and blocks of a body. */
export function readExpressions(raw: JsonObject | undefined): Expressions {
  return Object.fromEntries(Object.entries(raw ?? {}).map(([name, node]) => [name, readNode(node)]));
}

/** An expression holds only `constant_value` and `references`; any other object is a block of its own expressions. */
function readNode(raw: Json): ExpressionNode {
  if (isArray(raw))
    return { node: 'blocks', blocks: asArray(raw).map((block) => readExpressions(asObject(block))) };
  const object = asObject(raw) ?? {};
  const { references, constant_value: _, ...others } = object;
  const isExpression = Object.keys(others).length === 0 && (references === undefined || isArray(references));
  return isExpression
    ? { node: 'expression', expression: readExpression(object) }
    : { node: 'block', block: readExpressions(object) };
}

/**
 * The expression that was written for a path: `policy`, `inline_policy[0].policy`. `value` is the resource's object
 * after apply: it tells which block an index means, since blocks of a set stand in it in another order.
 */
export function expressionAt(
  expressions: Expressions,
  path: string,
  value?: Value | null,
): WrittenExpression {
  return expressionBelow(expressions, pathSteps(path), value ?? undefined);
}

function expressionBelow(
  expressions: Expressions,
  [step, ...rest]: readonly PathStep[],
  value: Value | undefined,
): WrittenExpression {
  const name = typeof step === 'string' ? step : '';
  const node = Object.hasOwn(expressions, name) ? expressions[name] : undefined;
  if (node === undefined) return rest.length === 0 ? 'unwritten' : 'unseen';
  if (node.node === 'expression') return node.expression;
  const [index, ...below] = rest;
  const member = isObject(value) ? value[name] : undefined;
  if (node.node === 'block') {
    if (typeof index === 'string') return expressionBelow(node.block, rest, member);
    return expressionBelow(node.block, below, isArray(member) ? member[Number(index ?? 0)] : member);
  }
  if (index === undefined || index === everyElement) return 'unseen';
  if (typeof index === 'string') return expressionBelow(node.blocks[0] ?? {}, rest, member);
  const elements = isArray(member) ? member : undefined;
  const block = blockOf(node.blocks, index, elements);
  return block === undefined ? 'unseen' : expressionBelow(block, below, elements?.[index]);
}

/**
 * The block that an element came from. Where the numbers differ, `dynamic` made some of the elements, and only a
 * constant that no other block shares proves which was written.
 */
function blockOf(
  blocks: readonly Expressions[],
  index: number,
  elements: readonly Value[] | undefined,
): Expressions | undefined {
  const element = elements?.[index];
  if (elements === undefined || element === undefined) return blocks[index];
  const fitting = blocks.filter((block) =>
    constantsOf(block).every(([name, one]) => agrees(element, name, one)),
  );
  const [only] = fitting;
  const isAll = elements.length === blocks.length;
  const isOne = fitting.length === 1 && only !== undefined;
  if (isOne && (isAll || constantsOf(only).length > 0)) return only;
  const same = blocks[index];
  return isAll && same !== undefined && fitting.includes(same) ? same : undefined;
}

function constantsOf(block: Expressions): readonly (readonly [string, Value])[] {
  return Object.entries(block).flatMap(([name, node]) => {
    const value = node.node === 'expression' ? node.expression.constant : undefined;
    return value === undefined || value === null || typeof value === 'object' ? [] : [[name, value] as const];
  });
}

function agrees(element: Value, name: string, constant: Value): boolean {
  if (isHole(element)) return true;
  const value = isObject(element) ? element[name] : undefined;
  return value === constant || isHole(value);
}
