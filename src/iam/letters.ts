/**
 * A pattern as letters and wildcards that are no letters: after variables are replaced, a `*` that came from a request
 * must not be a wildcard.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */

/** UTF-16 code units, and `anyRun` and `anyLetter` for the wildcards. */
export type Letters = readonly number[];

/** `*`: any run of characters, also none. */
export const anyRun = -1;
/** `?`: exactly one character. */
export const anyLetter = -2;

const colon = 0x3a;

/** The letters of a text without wildcards. */
export function literal(text: string): Letters {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** The letters of a text in which `*` and `?` are wildcards. */
export function withWildcards(text: string): Letters {
  return literal(text).map((code) => (code === 0x2a ? anyRun : code === 0x3f ? anyLetter : code));
}

/** The text again, wildcards as they are written. */
export function textOfLetters(letters: Letters): string {
  let text = '';
  for (const code of letters)
    text += code === anyRun ? '*' : code === anyLetter ? '?' : String.fromCharCode(code);
  return text;
}

/** True when the pattern matches the whole text. On a mismatch the last run takes one character more. */
export function lettersMatch(pattern: Letters, text: string): boolean {
  let at = 0;
  let next = 0;
  let run: { readonly next: number; at: number } | undefined;
  while (at < text.length) {
    const expected = pattern[next];
    if (expected === anyRun) {
      next++;
      run = { next, at };
    } else if (expected === anyLetter || expected === text.charCodeAt(at)) {
      next++;
      at++;
    } else if (run !== undefined) {
      run.at++;
      at = run.at;
      next = run.next;
    } else return false;
  }
  return pattern.slice(next).every((code) => code === anyRun);
}

/**
 * Split at the first five colons, as the parts of an ARN are; the sixth keeps its colons.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function arnParts(pattern: Letters): readonly Letters[] {
  const parts: Letters[] = [];
  let start = 0;
  for (let at = pattern.indexOf(colon); at >= 0 && parts.length < 5; at = pattern.indexOf(colon, start)) {
    parts.push(pattern.slice(start, at));
    start = at + 1;
  }
  return [...parts, pattern.slice(start)];
}

/** The same for a text. */
export function arnPartsOfText(text: string): readonly string[] {
  const parts = text.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** True when each of six parts matches its part of the text; parts that the pattern lacks match anything. */
export function partsMatch(pattern: readonly Letters[], text: readonly string[]): boolean {
  if (text.length !== 6) return false;
  return text.every((part, at) => {
    const letters = pattern[at];
    return letters === undefined || lettersMatch(letters, part);
  });
}
