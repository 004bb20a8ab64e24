/**
 * Keys in quotes, as addresses and references hold them. Terraform quotes as HCL does; attribute indices in references,
 * and the addresses of older versions, are in Go's quotes, whose escapes are read too.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
import { unicodePattern } from '../base/unicode-pattern.ts';

const byName: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '"': '"', '\\': '\\' };
const escapes: ReadonlyMap<string, string> = new Map([
  ...Object.entries(byName).map(([character, letter]) => [letter, character] as const),
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);
const digits: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** What needs an escape: quotes and backslashes, `${` and `%{`, and what Unicode does not call printable. */
const special = unicodePattern(String.raw`["\\]|[$%](?=\{)|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]`, 'gu');
const plain = /^[ !#&-[\]-~]*$/;

/** Text in HCL's quotes, as Terraform writes a `for_each` key. */
export function quote(text: string): string {
  return `"${plain.test(text) ? text : text.replace(special(), escaped)}"`;
}

function escaped(character: string): string {
  if (character === '$' || character === '%') return character + character;
  const letter = byName[character];
  if (letter !== undefined) return `\\${letter}`;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}

/** The text that is quoted from `start` on, and where the quotes end; undefined where nothing is quoted there. */
export function readQuoted(text: string, start: number): { value: string; end: number } | undefined {
  if (text.charAt(start) !== '"') return undefined;
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') return { value, end: at + 1 };
    if (character === '\\') {
      const read = readEscape(text, at + 1);
      if (read === undefined) return undefined;
      value += read.value;
      at = read.end;
    } else {
      value += character;
      at += (character === '$' || character === '%') && text.startsWith(`${character}{`, at + 1) ? 2 : 1;
    }
  }
  return undefined;
}

function readEscape(text: string, at: number): { value: string; end: number } | undefined {
  const letter = text.charAt(at);
  const value = escapes.get(letter);
  if (value !== undefined) return { value, end: at + 1 };
  const length = digits.get(letter);
  const code = length === undefined ? '' : text.slice(at + 1, at + 1 + length);
  if (code.length !== length || !/^[0-9a-fA-F]+$/.test(code)) return undefined;
  const point = Number.parseInt(code, 16);
  return point > 0x10ffff ? undefined : { value: String.fromCodePoint(point), end: at + 1 + length };
}
