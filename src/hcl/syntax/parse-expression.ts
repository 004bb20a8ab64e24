/**
 * Expressions: conditionals and operators, and the terms that `parse-term.ts` reads.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#operations
 */
import { type Cursor, checkChain, expect, skip, take, within } from './cursor.ts';
import { parseTerm } from './parse-term.ts';
import type { BinaryOperator, Expression } from './tree.ts';

/** Operators from the weakest to the strongest; all bind to the left. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** The expression at the cursor. */
export function parseExpression(cursor: Cursor): Expression {
  return within(cursor, cursor.lines, () => {
    const condition = parseOperation(cursor, 0);
    if (!take(cursor, '?')) return condition;
    const yes = parseExpression(cursor);
    expect(cursor, ':');
    const no = parseExpression(cursor);
    return { kind: 'conditional', condition, yes, no, start: condition.start, end: no.end };
  });
}

function parseOperation(cursor: Cursor, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return parseUnary(cursor);
  let left = parseOperation(cursor, level + 1);
  let links = 0;
  for (let operator = takeOperator(cursor, operators); operator; operator = takeOperator(cursor, operators)) {
    checkChain(cursor, ++links);
    const right = parseOperation(cursor, level + 1);
    left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  }
  return left;
}

function takeOperator(cursor: Cursor, operators: readonly BinaryOperator[]): BinaryOperator | undefined {
  skip(cursor);
  const found = operators.find((operator) => cursor.text.startsWith(operator, cursor.at));
  if (found !== undefined) cursor.at += found.length;
  return found;
}

function parseUnary(cursor: Cursor): Expression {
  skip(cursor);
  const start = cursor.at;
  const operator = cursor.text.charAt(start);
  if (operator !== '-' && operator !== '!') return parseTerm(cursor);
  cursor.at++;
  const operand = within(cursor, cursor.lines, () => parseUnary(cursor));
  return { kind: 'unary', operator, operand, start, end: operand.end };
}
