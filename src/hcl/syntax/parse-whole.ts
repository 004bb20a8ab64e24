/**
 * Texts that are an expression or a template as a whole: values of JSON syntax, and files of `templatefile`.
 */
import { cursorOf, fail, skipLines } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import { parseBare } from './parse-template.ts';
import type { Expression } from './tree.ts';

/** The expression that a whole text is. Throws a SyntaxProblem with the place. */
export function parseWholeExpression(text: string): Expression {
  const cursor = cursorOf(text, parseExpression);
  cursor.lines = false;
  const expression = parseExpression(cursor);
  skipLines(cursor);
  if (cursor.at < text.length) fail(cursor, 'the end of the expression expected');
  return expression;
}

/** The template that a whole text is, without quotes and escapes. Throws a SyntaxProblem with the place. */
export function parseBareTemplate(text: string): Expression {
  if (!/[$%]\{/.test(text))
    return { kind: 'literal', value: text.normalize('NFC'), start: 0, end: text.length };
  return parseBare(cursorOf(text, parseExpression));
}
