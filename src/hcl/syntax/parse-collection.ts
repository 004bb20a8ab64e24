/**
 * Tuples, objects and `for` expressions.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#collection-values
 */
import {
  type Cursor,
  expect,
  expectIdentifier,
  fail,
  identifierAt,
  peekIdentifier,
  skipLines,
  take,
  takeIdentifier,
  within,
} from './cursor.ts';
import type { Expression, ObjectItem } from './tree.ts';

/** A tuple, or a `for` expression that makes one. */
export function parseBrackets(cursor: Cursor): Expression {
  const start = cursor.at;
  expect(cursor, '[');
  return within(cursor, false, () => {
    if (peekIdentifier(cursor) === 'for') return parseFor(cursor, start, ']');
    const items: Expression[] = [];
    while (!take(cursor, ']')) {
      items.push(cursor.expression(cursor));
      if (take(cursor, ',')) continue;
      expect(cursor, ']');
      break;
    }
    return { kind: 'tuple', items, start, end: cursor.at };
  });
}

/** An object, or a `for` expression that makes one. */
export function parseBraces(cursor: Cursor): Expression {
  const start = cursor.at;
  expect(cursor, '{');
  skipLines(cursor);
  if (isFor(cursor)) return within(cursor, false, () => parseFor(cursor, start, '}'));
  return within(cursor, true, () => {
    const items: ObjectItem[] = [];
    for (skipLines(cursor); !take(cursor, '}'); skipLines(cursor)) {
      items.push(parseItem(cursor));
      if (!take(cursor, ',') && !/[\n\r}]/.test(cursor.text.charAt(cursor.at)))
        fail(cursor, 'the end of the item expected');
    }
    return { kind: 'object', items, start, end: cursor.at };
  });
}

const forWord = /for[ \t\r\n]+/y;

/** `for` may be a key: `{ for = 1 }`. */
function isFor(cursor: Cursor): boolean {
  forWord.lastIndex = cursor.at;
  return forWord.test(cursor.text) && identifierAt(cursor.text, forWord.lastIndex) !== '';
}

function parseItem(cursor: Cursor): ObjectItem {
  const key = cursor.expression(cursor);
  if (!take(cursor, '=') && !take(cursor, ':')) fail(cursor, '`=` expected');
  const value = cursor.expression(cursor);
  // A bare word is the key itself, not a variable.
  const isWord = key.kind === 'variable' || (key.kind === 'literal' && typeof key.value !== 'string');
  if (!isWord) return { key, value };
  const { start, end } = key;
  return { key: { kind: 'literal', value: cursor.text.slice(start, end), start, end }, value };
}

function parseFor(cursor: Cursor, start: number, close: ']' | '}'): Expression {
  takeIdentifier(cursor);
  const first = expectIdentifier(cursor);
  const second = take(cursor, ',') ? expectIdentifier(cursor) : undefined;
  if (takeIdentifier(cursor) !== 'in') fail(cursor, '`in` expected');
  const over = cursor.expression(cursor);
  expect(cursor, ':');
  const one = cursor.expression(cursor);
  const isObject = close === '}';
  if (isObject) expect(cursor, '=>');
  const value = isObject ? cursor.expression(cursor) : one;
  const groups = take(cursor, '...');
  const filter = peekIdentifier(cursor) === 'if' ? parseFilter(cursor) : undefined;
  expect(cursor, close);
  return {
    kind: 'for',
    ...(isObject ? { key: one } : {}),
    ...(second === undefined ? { valueName: first } : { keyName: first, valueName: second }),
    over,
    value,
    ...(filter === undefined ? {} : { filter }),
    groups,
    start,
    end: cursor.at,
  };
}

function parseFilter(cursor: Cursor): Expression {
  takeIdentifier(cursor);
  return cursor.expression(cursor);
}
