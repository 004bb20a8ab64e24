/**
 * Matching of a literal against a pattern with `*` (any run of characters) and `?` (exactly one), as actions use them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * No regular expression is built from input. Time is bounded by the square of the literal's length plus one pass over
 * the pattern, because a pattern that needs more characters than the literal has is refused first.
 */

/** True when the whole literal matches the pattern; both compared as they are, so callers fold case. */
export function globMatches(pattern: string, literal: string): boolean {
  const [squeezed, needed] = squeeze(pattern);
  if (needed > literal.length) return false;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  for (let at = 0; at < literal.length; ) {
    const expected = squeezed[inPattern];
    if (expected === '*') {
      star = inPattern++;
      resume = at;
    } else if (expected === '?' || expected === literal[at]) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++resume;
    } else return false;
  }
  return inPattern === squeezed.length || (inPattern === squeezed.length - 1 && squeezed[inPattern] === '*');
}

/** The pattern with runs of `*` made one, and how many characters it needs at least. */
function squeeze(pattern: string): readonly [squeezed: string, needed: number] {
  if (!pattern.includes('*')) return [pattern, pattern.length];
  let squeezed = '';
  let needed = 0;
  let last = '';
  for (const char of pattern) {
    if (char !== '*') needed++;
    if (char !== '*' || last !== '*') squeezed += char;
    last = char;
  }
  return [squeezed, needed];
}
