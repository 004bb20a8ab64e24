/**
 * The place in a text that is being parsed: what the parsers share. HCL is read without a separate list of tokens,
 * since what a character means depends on where it stands: in an expression, a template or a heredoc.
 */

import { unicodePattern } from '../../base/unicode-pattern.ts';
import type { Expression } from './tree.ts';

/** Thrown where a text is not HCL, or is nested deeper than anything that people write. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Levels of nesting: each takes several calls on the stack. */
const deepest = 200;

export interface Cursor {
  readonly text: string;
  /** Offset of the next character. */
  at: number;
  /** True where a line break ends an item, as in a body; false inside of brackets. */
  lines: boolean;
  depth: number;
  /** Parses an expression at the cursor; the parsers of its parts come back to it by this. */
  readonly expression: (cursor: Cursor) => Expression;
}

/** A cursor at the start of a text. */
export function cursorOf(text: string, expression: Cursor['expression'] = noExpression): Cursor {
  return { text, at: 0, lines: true, depth: 0, expression };
}

function noExpression(cursor: Cursor): never {
  return fail(cursor, 'no expression may stand here');
}

/** Throws the problem at the cursor. */
export function fail(cursor: Cursor, message: string, at = cursor.at): never {
  throw new SyntaxProblem(message, at);
}

/** Links of one chain of operators or attributes: each is a level of the tree, and no evaluation goes deeper. */
const longestChain = 400;

/** Fails where a chain has more links than these. */
export function checkChain(cursor: Cursor, links: number): void {
  if (links > longestChain) fail(cursor, `it is nested deeper than ${longestChain} levels`);
}

/** Runs a parser one level deeper, with line breaks significant or not, and puts both back. */
export function within<T>(cursor: Cursor, lines: boolean, parse: () => T): T {
  const before = cursor.lines;
  cursor.lines = lines;
  if (++cursor.depth > deepest) fail(cursor, `it is nested deeper than ${deepest} levels`);
  const result = parse();
  cursor.depth--;
  cursor.lines = before;
  return result;
}

/** Skips blanks and comments, and line breaks where they do not count. */
export function skip(cursor: Cursor): void {
  const { text } = cursor;
  for (;;) {
    const character = text.charAt(cursor.at);
    if (character === ' ' || character === '\t') cursor.at++;
    else if (character === '\n' || (character === '\r' && text.charAt(cursor.at + 1) === '\n')) {
      if (cursor.lines) return;
      cursor.at++;
    } else if (!skipComment(cursor)) return;
  }
}

/** Skips a comment at the cursor; one to the end of the line stops before the line break. */
function skipComment(cursor: Cursor): boolean {
  const { text, at } = cursor;
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    if (end < 0) fail(cursor, 'the comment does not end');
    cursor.at = end + 2;
    return true;
  }
  if (text.charAt(at) !== '#' && !text.startsWith('//', at)) return false;
  const end = text.indexOf('\n', at);
  cursor.at = end < 0 ? text.length : end;
  return true;
}

/** Skips blanks, comments and all line breaks. */
export function skipLines(cursor: Cursor): void {
  const before = cursor.lines;
  cursor.lines = false;
  skip(cursor);
  cursor.lines = before;
}

/** True, and the cursor behind it, where the next thing is this mark. */
export function take(cursor: Cursor, mark: string): boolean {
  skip(cursor);
  if (!cursor.text.startsWith(mark, cursor.at)) return false;
  cursor.at += mark.length;
  return true;
}

/** The cursor behind the mark, or a problem. */
export function expect(cursor: Cursor, mark: string): void {
  if (!take(cursor, mark)) fail(cursor, `\`${mark}\` expected`);
}

/** True where the next thing is this mark. */
export function sees(cursor: Cursor, mark: string): boolean {
  skip(cursor);
  return cursor.text.startsWith(mark, cursor.at);
}

const asciiIdentifier = /[A-Za-z_][\w-]*|/y;
const anyIdentifier = unicodePattern(String.raw`[\p{ID_Start}_][\p{ID_Continue}-]*|`, 'uy');

/** The identifier that starts at an offset, or empty text. */
export function identifierAt(text: string, at: number): string {
  asciiIdentifier.lastIndex = at;
  const [ascii = ''] = asciiIdentifier.exec(text) ?? [];
  if (!(text.charCodeAt(at + ascii.length) > 0x7f)) return ascii;
  const pattern = anyIdentifier();
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** The identifier at the cursor, or undefined. */
export function takeIdentifier(cursor: Cursor): string | undefined {
  const name = peekIdentifier(cursor);
  if (name !== undefined) cursor.at += name.length;
  return name;
}

/** The identifier at the cursor without moving. */
export function peekIdentifier(cursor: Cursor): string | undefined {
  skip(cursor);
  return identifierAt(cursor.text, cursor.at) || undefined;
}

/** The identifier at the cursor, or a problem. */
export function expectIdentifier(cursor: Cursor): string {
  return takeIdentifier(cursor) ?? fail(cursor, 'a name expected');
}
