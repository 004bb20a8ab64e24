/**
 * Templates: quoted, in heredocs, and bare as `templatefile` and JSON syntax have them.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions
 */
import { type Cursor, fail, identifierAt } from './cursor.ts';
import { withoutIndentation } from './indentation.ts';
import { assemble, trimTokens } from './parse-directive.ts';
import { isText, scanTemplate } from './scan-template.ts';
import type { Expression, TemplatePart } from './tree.ts';

/** The template in quotes at the cursor; a literal where nothing is inserted. */
export function parseQuoted(cursor: Cursor): Expression {
  const start = cursor.at++;
  const tokens = trimTokens(scanTemplate(cursor, 'quoted'));
  return templateOf(assemble(cursor, tokens), start, cursor.at);
}

/** A string in quotes without insertions, as labels of blocks are. */
export function parsePlainString(cursor: Cursor): string {
  const start = cursor.at;
  const expression = parseQuoted(cursor);
  if (expression.kind !== 'literal' || typeof expression.value !== 'string')
    return fail(cursor, 'a plain string expected', start);
  return expression.value;
}

/** The heredoc at the cursor. */
export function parseHeredoc(cursor: Cursor): Expression {
  const start = cursor.at;
  const isIndented = cursor.text.startsWith('<<-', start);
  const marker = identifierAt(cursor.text, start + (isIndented ? 3 : 2));
  const opening = start + (isIndented ? 3 : 2) + marker.length;
  const line = cursor.text.startsWith('\r', opening) ? opening + 1 : opening;
  if (marker === '' || cursor.text.charAt(line) !== '\n') return fail(cursor, 'a heredoc expected');
  cursor.at = line + 1;
  const tokens = scanTemplate(cursor, 'heredoc', marker);
  const trimmed = trimTokens(tokens);
  const parts = assemble(cursor, isIndented ? withoutIndentation(trimmed) : trimmed);
  return templateOf(parts, start, cursor.at);
}

/** The template that the rest of the text is, without quotes and escapes. */
export function parseBare(cursor: Cursor): Expression {
  const start = cursor.at;
  return templateOf(assemble(cursor, trimTokens(scanTemplate(cursor, 'bare'))), start, cursor.at);
}

function templateOf(parts: readonly TemplatePart[], start: number, end: number): Expression {
  const joined: TemplatePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (isText(part) && isText(last)) joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  const [only = ''] = joined;
  if (joined.length <= 1 && isText(only))
    return { kind: 'literal', value: only.normalize('NFC'), start, end };
  // A single insertion keeps the type of its value; with text beside it, even if trimmed to nothing, it is a string.
  const normal = joined.map((part) => (isText(part) ? part.normalize('NFC') : part));
  return {
    kind: 'template',
    parts: parts.length > 1 && normal.length === 1 ? [...normal, ''] : normal,
    start,
    end,
  };
}
