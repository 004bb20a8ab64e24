/**
 * The order of known values in a set: strings by their bytes, numbers by size, false before true, null last; all others by
 * the text that Terraform makes of them for the set.
 * https://pkg.go.dev/github.com/zclconf/go-cty/cty#hdr-Sets
 */
import { printGeneral } from './float-text.ts';
import { compare, isNegative, negate } from './number.ts';
import { byBytes, entriesOf, type HclValue, isCollection, isMapping } from './values.ts';

/** Below zero where `a` stands before `b` in a set, above where it stands after. */
export function inSetOrder(a: HclValue, b: HclValue): number {
  if (a.kind === 'string' && b.kind === 'string') return byBytes(a.value, b.value);
  if (a.kind === 'number' && b.kind === 'number') return compare(a.value, b.value);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  if (a.kind === 'null' || b.kind === 'null') return Number(a.kind === 'null') - Number(b.kind === 'null');
  return byBytes(setText(a), setText(b));
}

function setText(value: HclValue): string {
  if (isCollection(value)) {
    const inside = value.elements.map((one) => `${setText(one)};`).join('');
    return value.kind === 'tuple' ? `<${inside}>` : `[${inside}]`;
  }
  if (isMapping(value)) {
    const isMap = value.kind === 'map';
    const inside = entriesOf(value)
      .map(([key, one]) => `${isMap ? `${quoted(key)}:` : ''}${setText(one)};`)
      .join('');
    return isMap ? `{${inside}}` : `<${inside}>`;
  }
  if (value.kind === 'bool') return value.value ? 'T' : 'F';
  if (value.kind === 'string') return quoted(value.value);
  if (value.kind !== 'number') return '~';
  const number = value.value;
  return isNegative(number) ? `-${printGeneral(negate(number), 10)}` : printGeneral(number, 10);
}

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** A text as Go's `%q` quotes it. */
function quoted(value: string): string {
  const body = value.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (one) => short[one] ?? escaped(one));
  return `"${body}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const [letter, digits] = code < 0x80 ? ['x', 2] : code < 0x10000 ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).padStart(Number(digits), '0')}`;
}
