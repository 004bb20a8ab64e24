/**
 * Patterns as letters: each one a character, or a wildcard. `*` is any text, also none, and `?` exactly one character.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

/** One character of a pattern; `wild` when it is a wildcard and not itself. */
export interface Letter {
  readonly text: string;
  readonly wild: boolean;
}

/** Text in which nothing is a wildcard. */
export const plain = (text: string): readonly Letter[] =>
  [...text].map((one) => ({ text: one, wild: false }));

/** Text in which `*` and `?` are wildcards. */
export const wildcards = (text: string): readonly Letter[] =>
  [...text].map((one) => ({ text: one, wild: one === '*' || one === '?' }));

/** Does the text match? Tries every length for every `*`; remembers what failed. */
export function globs(pattern: readonly Letter[], text: string): boolean {
  const letters = [...text];
  const failed = new Set<number>();
  const from = (at: number, place: number): boolean => {
    const letter = pattern[at];
    if (letter === undefined) return place === letters.length;
    const state = at * (letters.length + 1) + place;
    if (failed.has(state)) return false;
    const found =
      letter.wild && letter.text === '*'
        ? from(at + 1, place) || (place < letters.length && from(at, place + 1))
        : place < letters.length &&
          (letter.wild || letter.text === letters[place]) &&
          from(at + 1, place + 1);
    if (!found) failed.add(state);
    return found;
  };
  return from(0, 0);
}

/**
 * Text with its variables replaced: undefined when one has no value. What a variable stands for is never a wildcard.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function substituted(
  text: string,
  keys: ReadonlyMap<string, string | readonly string[]>,
): readonly Letter[] | undefined {
  const letters: Letter[] = [];
  let rest = text;
  while (rest !== '') {
    const special = /^\$\{([*?$])\}/.exec(rest);
    const variable = /^\$\{([^${},'*?]+)(?:, '([^']*)')?\}/.exec(rest);
    const found = special ?? variable;
    if (found === null) {
      letters.push(...wildcards([...rest][0] ?? ''));
      rest = rest.slice([...rest][0]?.length ?? 1);
      continue;
    }
    const value = special === null ? standsFor(found[1] ?? '', found[2], keys) : (special[1] ?? '');
    if (value === undefined) return undefined;
    letters.push(...plain(value));
    rest = rest.slice(found[0].length);
  }
  return letters;
}

/** Names compare without case, and only single-valued keys have a value to put in. */
function standsFor(
  name: string,
  otherwise: string | undefined,
  keys: ReadonlyMap<string, string | readonly string[]>,
): string | undefined {
  const value = keys.get(name.trim().toLowerCase());
  if (value === undefined) return otherwise;
  return typeof value === 'string' ? value : undefined;
}
