/**
 * Letters as Go's packages `strings` and `unicode` see them, where JavaScript differs.
 * https://pkg.go.dev/strings
 */
import { unicodePattern } from '../../base/unicode-pattern.ts';

/** User-perceived characters. */
export function graphemesOf(value: string): string[] {
  if (/^[\x20-\x7e]*$/.test(value)) return value.split('');
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(value)].map((one) => one.segment);
}

/** Every letter in lower case by itself, without the rules that look at its neighbours. */
export function lowered(value: string): string {
  return eachLetter(value, (one) => (one === '\u0130' ? 'i' : one.toLowerCase()));
}

/** Every letter in upper case by itself; `ß` has none. */
export function raised(value: string): string {
  return eachLetter(value, (one) => one.toUpperCase());
}

function eachLetter(value: string, change: (letter: string) => string): string {
  return Array.from(value, (one) => {
    const changed = change(one);
    return [...changed].length === 1 ? changed : one;
  }).join('');
}

/** The first letter of each word in upper case. */
export function capitalised(value: string): string {
  let isStart = true;
  return Array.from(value, (one) => {
    const changed = isStart ? raised(one) : one;
    isStart = isSeparator(one);
    return changed;
  }).join('');
}

const letterOrDigit = unicodePattern(String.raw`[\p{L}\p{Nd}]`, 'u');

function isSeparator(letter: string): boolean {
  if ((letter.codePointAt(0) ?? 0) <= 0x7f) return !/\w/.test(letter);
  return !letterOrDigit().test(letter) && /\s/.test(letter);
}

/** Without white space at both ends. */
export function trimSpace(value: string): string {
  return value.replace(/^[\s\u0085]+|[\s\u0085]+$/g, '');
}
