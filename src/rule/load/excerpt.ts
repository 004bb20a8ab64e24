/**
 * The line of a file that a problem is about, with carets under the place, ready to print.
 */

/** Where it is, from 1, and the line with carets. */
export interface Excerpt {
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/** Longer lines are cut, so that a caret stays on the screen. */
const widest = 160;

/** Cuts the line out; `length` characters are marked, at most to the end of the line. */
export function excerptOf(
  text: string,
  place: { readonly line: number; readonly col: number },
  length: number,
): Excerpt {
  const line = Math.max(1, place.line);
  const column = Math.max(1, place.col);
  const whole = text.split('\n', line)[line - 1]?.replace(/\r$/, '') ?? '';
  const from = Math.max(0, column - widest);
  const shown = printable(whole.slice(from, from + widest));
  const marked = Math.max(1, Math.min(length, shown.length - (column - 1 - from)));
  const number = String(line);
  const carets = ' '.repeat(column - 1 - from) + '^'.repeat(marked);
  return { line, column, excerpt: `${number} | ${shown}\n${' '.repeat(number.length)} | ${carets}` };
}

/** Control characters could move the cursor of a terminal; a tab would move the caret away. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}
