/**
 * Terms of expressions: literals, names, calls, groups.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expression-terms
 */
import { parseNumber } from '../value/number.ts';
import { type Cursor, expect, fail, skip, take, takeIdentifier, within } from './cursor.ts';
import { parseBraces, parseBrackets } from './parse-collection.ts';
import { parseHeredoc, parseQuoted } from './parse-template.ts';
import { parseTraversal } from './parse-traversal.ts';
import type { Expression } from './tree.ts';

const numeral = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A term and the attributes, indexes and splats that follow it. */
export function parseTerm(cursor: Cursor): Expression {
  return parseTraversal(cursor, parseBare(cursor));
}

function parseBare(cursor: Cursor): Expression {
  skip(cursor);
  const start = cursor.at;
  const character = cursor.text.charAt(start);
  if (character === '"') return parseQuoted(cursor);
  if (character === '[') return parseBrackets(cursor);
  if (character === '{') return parseBraces(cursor);
  if (character === '(') return parseGroup(cursor);
  if (cursor.text.startsWith('<<', start)) return parseHeredoc(cursor);
  if (/\d/.test(character)) return parseNumeral(cursor);
  const name = takeIdentifier(cursor);
  if (name === undefined) return fail(cursor, 'a value expected');
  return named(cursor, name, start);
}

function parseGroup(cursor: Cursor): Expression {
  const start = cursor.at;
  expect(cursor, '(');
  const inner = within(cursor, false, () => {
    const expression = cursor.expression(cursor);
    expect(cursor, ')');
    return expression;
  });
  return { kind: 'group', inner, start, end: cursor.at };
}

function parseNumeral(cursor: Cursor): Expression {
  const start = cursor.at;
  numeral.lastIndex = start;
  const digits = numeral.exec(cursor.text)?.[0] ?? '';
  const value = parseNumber(digits);
  if (value === undefined) return fail(cursor, 'a number within bounds expected');
  cursor.at += digits.length;
  return { kind: 'literal', value, start, end: cursor.at };
}

const keywords: Readonly<Record<string, null | boolean>> = { true: true, false: false, null: null };

/** What a name begins: a call (`provider::aws::arn_parse(`), a keyword or a variable. */
function named(cursor: Cursor, first: string, start: number): Expression {
  let name = first;
  while (cursor.text.startsWith('::', cursor.at)) {
    cursor.at += 2;
    name += `::${takeIdentifier(cursor) ?? fail(cursor, 'a name expected')}`;
  }
  const end = cursor.at;
  if (take(cursor, '(')) return parseCall(cursor, name, start);
  if (Object.hasOwn(keywords, name)) return { kind: 'literal', value: keywords[name] ?? null, start, end };
  return { kind: 'variable', name, start, end };
}

function parseCall(cursor: Cursor, name: string, start: number): Expression {
  const args: Expression[] = [];
  let expand = false;
  within(cursor, false, () => {
    while (!take(cursor, ')')) {
      args.push(cursor.expression(cursor));
      expand = take(cursor, '...');
      if (take(cursor, ',')) continue;
      expect(cursor, ')');
      break;
    }
  });
  return { kind: 'call', name, args, expand, start, end: cursor.at };
}
