/**
 * The first step over a template: texts, line by line, and what stands in `${}` and `%{}`.
 * Line by line, since `~` takes blanks of the neighbouring text only up to the end of its line, and a heredoc's
 * indentation is taken from lines.
 */
import {
  type Cursor,
  expectIdentifier,
  fail,
  peekIdentifier,
  take,
  takeIdentifier,
  within,
} from './cursor.ts';
import type { Expression } from './tree.ts';

/** One `${}` or `%{}`; `trims` tells on which side `~` stands. */
export interface Sequence {
  readonly kind: 'insert' | 'if' | 'else' | 'endif' | 'for' | 'endfor';
  readonly expression?: Expression;
  readonly names?: readonly string[];
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
  readonly start: number;
}

export type Token = string | Sequence;
export type Style = 'quoted' | 'heredoc' | 'bare';

/** True for text, among tokens and among parts. */
export function isText(token: unknown): token is string {
  return typeof token === 'string';
}

/** Tokens from the cursor to the end of the template, which the cursor is behind afterwards. */
export function scanTemplate(cursor: Cursor, style: Style, marker = ''): readonly Token[] {
  const tokens: Token[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') tokens.push(text);
    text = '';
  };
  while (!takeEnd(cursor, style, marker, text === '' && endsLine(tokens.at(-1)))) {
    const piece = takeText(cursor, style);
    text += piece ?? '';
    if (piece === undefined) {
      flush();
      tokens.push(parseSequence(cursor));
    } else if (piece.endsWith('\n') && style !== 'quoted') flush();
  }
  flush();
  return tokens;
}

function endsLine(token: Token | undefined): boolean {
  return token === undefined || (isText(token) && token.endsWith('\n'));
}

function takeEnd(cursor: Cursor, style: Style, marker: string, isLineStart: boolean): boolean {
  const { text, at } = cursor;
  if (style === 'quoted' && text.charAt(at) === '"') {
    cursor.at++;
    return true;
  }
  if (style === 'heredoc' && isLineStart) {
    const lineEnd = text.indexOf('\n', at);
    const line = text.slice(at, lineEnd < 0 ? text.length : lineEnd);
    if (line.length < marker.length + 200 && line.trim() === marker) {
      cursor.at += line.trimEnd().length;
      return true;
    }
  }
  if (at < text.length) return false;
  return style === 'bare' || fail(cursor, 'the template does not end');
}

/** Characters that stand for others in quotes. */
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const plainRun = { quoted: /[^"\\$%\n]+/y, other: /[^$%\n]*\n|[^$%\n]+/y };

/** A piece of text with escapes resolved; undefined where a sequence begins. */
function takeText(cursor: Cursor, style: Style): string | undefined {
  const { text, at } = cursor;
  const run = style === 'quoted' ? plainRun.quoted : plainRun.other;
  run.lastIndex = at;
  const plain = run.exec(text)?.[0];
  if (plain !== undefined) return advance(cursor, plain.length, plain);
  const three = text.slice(at, at + 3);
  if (three === '$${' || three === '%%{') return advance(cursor, 3, three.slice(1));
  if (text.startsWith('${', at) || text.startsWith('%{', at)) return undefined;
  if (text.charAt(at) === '\\' && style === 'quoted') return takeEscape(cursor);
  if (style === 'quoted' && text.charAt(at) === '\n')
    return fail(cursor, 'the string does not end in its line');
  return advance(cursor, 1, text.charAt(at));
}

function takeEscape(cursor: Cursor): string {
  const match = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/s.exec(
    cursor.text.slice(cursor.at, cursor.at + 10),
  );
  const [all = '', short, long, letter = ''] = match ?? [];
  const code = Number.parseInt(short ?? long ?? '110000', 16);
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : escapes[letter];
  if (character === undefined) return fail(cursor, 'the escape is none of HCL');
  return advance(cursor, all.length, character);
}

function advance(cursor: Cursor, length: number, text: string): string {
  cursor.at += length;
  return text;
}

function parseSequence(cursor: Cursor): Sequence {
  const start = cursor.at;
  const isInsert = cursor.text.charAt(start) === '$';
  cursor.at += 2;
  const trimsBefore = cursor.text.charAt(cursor.at) === '~';
  if (trimsBefore) cursor.at++;
  return within(cursor, false, () => {
    const what: Pick<Sequence, 'kind' | 'expression' | 'names'> = isInsert
      ? { kind: 'insert', expression: cursor.expression(cursor) }
      : parseDirective(cursor);
    const trimsAfter = take(cursor, '~');
    if (!take(cursor, '}')) fail(cursor, '`}` expected');
    return { ...what, trimsBefore, trimsAfter, start };
  });
}

function parseDirective(cursor: Cursor): Pick<Sequence, 'kind' | 'expression' | 'names'> {
  const kind = takeIdentifier(cursor);
  if (kind === 'if') return { kind, expression: cursor.expression(cursor) };
  if (kind === 'else' || kind === 'endif' || kind === 'endfor') return { kind };
  if (kind !== 'for') return fail(cursor, 'a template directive expected');
  const names = [expectIdentifier(cursor)];
  if (take(cursor, ',')) names.push(expectIdentifier(cursor));
  if (peekIdentifier(cursor) !== 'in') fail(cursor, '`in` expected');
  takeIdentifier(cursor);
  return { kind, names, expression: cursor.expression(cursor) };
}
