/**
 * Files and blocks of HCL's native syntax.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#structural-elements
 */
import {
  type Cursor,
  cursorOf,
  expect,
  expectIdentifier,
  fail,
  sees,
  skip,
  skipLines,
  take,
  takeIdentifier,
  within,
} from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import { parsePlainString } from './parse-template.ts';
import type { Attribute, Block, Body, SourceText } from './tree.ts';

/** The body of a file. Throws a SyntaxProblem with the place. */
export function parseBody(source: SourceText): Body {
  const { text } = source;
  const cursor = cursorOf(text, parseExpression);
  if (text.startsWith('\uFEFF')) cursor.at = 1;
  const body = bodyAt(cursor, source);
  if (cursor.at < text.length) fail(cursor, 'an argument or a block expected');
  return body;
}

function bodyAt(cursor: Cursor, source: SourceText): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (;;) {
    skipLines(cursor);
    const start = cursor.at;
    const name = takeIdentifier(cursor);
    if (name === undefined) return { attributes, blocks };
    if (sees(cursor, '=')) {
      if (attributes.has(name)) fail(cursor, `\`${name}\` is set twice`, start);
      attributes.set(name, attributeAt(cursor, name, start, source));
    } else blocks.push(blockAt(cursor, name, start, source));
  }
}

function attributeAt(cursor: Cursor, name: string, start: number, source: SourceText): Attribute {
  expect(cursor, '=');
  const expression = parseExpression(cursor);
  const end = cursor.at;
  skip(cursor);
  if (!/^[\n\r}]?$/.test(cursor.text.charAt(cursor.at))) fail(cursor, 'the end of the line expected');
  return { name, expression, source, start, end: expression.end < end ? expression.end : end };
}

function blockAt(cursor: Cursor, type: string, start: number, source: SourceText): Block {
  const labels: string[] = [];
  while (!take(cursor, '{')) {
    labels.push(sees(cursor, '"') ? parsePlainString(cursor) : expectIdentifier(cursor));
  }
  const body = within(cursor, true, () => {
    const inner = bodyAt(cursor, source);
    skipLines(cursor);
    expect(cursor, '}');
    return inner;
  });
  return { type, labels, body, source, start, end: cursor.at };
}
