/**
 * JSON as Terraform's `jsonencode` prints it: no spaces, keys in the order of their bytes, `<`, `>`, `&`, U+2028 and
 * U+2029 escaped.
 * https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
import { printNumber } from './number.ts';
import { entriesOf, type HclValue, isMapping, type TextPart } from './values.ts';

/** The JSON text of a value, with holes where it is unknown. */
export function encodeJson(value: HclValue): readonly TextPart[] {
  const parts: TextPart[] = [];
  write(value, parts);
  return parts;
}

function write(value: HclValue, parts: TextPart[]): void {
  switch (value.kind) {
    case 'unknown':
      parts.push({ unknown: value, as: ['json'] });
      return;
    case 'null':
      parts.push('null');
      return;
    case 'bool':
      parts.push(String(value.value));
      return;
    case 'number':
      parts.push(printNumber(value.value));
      return;
    case 'string':
      parts.push(quoteJson(value.value));
      return;
    case 'template':
      writeText(value.parts, parts);
      return;
    case 'json':
      writeText(encodeJson(value.tree), parts);
      return;
    default:
      writeInside(value, parts);
  }
}

/** Holes inside of quotes stand for their value with JSON's escapes. */
function writeText(inside: readonly TextPart[], parts: TextPart[]): void {
  parts.push('"');
  for (const part of inside)
    parts.push(
      typeof part === 'string' ? quoteJson(part).slice(1, -1) : { ...part, as: [...part.as, 'quoted'] },
    );
  parts.push('"');
}

function writeInside(value: HclValue, parts: TextPart[]): void {
  if (isMapping(value)) {
    parts.push('{');
    for (const [index, [key, one]] of entriesOf(value).entries()) {
      parts.push(`${index > 0 ? ',' : ''}${quoteJson(key)}:`);
      write(one, parts);
    }
    parts.push('}');
  } else if ('elements' in value) {
    parts.push('[');
    for (const [index, one] of value.elements.entries()) {
      if (index > 0) parts.push(',');
      write(one, parts);
    }
    parts.push(']');
  }
}

const escaped = /[<>&\u2028\u2029]|\p{Cc}/gu;
const short: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A JSON string as Go's encoder prints it. */
export function quoteJson(value: string): string {
  const plain = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const safe = plain.replace(escaped, (one) => {
    // Go escapes the control characters of ASCII alone.
    if (one >= '\u007f' && one <= '\u009f') return one;
    return short[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${safe.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\\ufffd')}"`;
}
