/**
 * Resources: `*`, or ARNs whose six parts are compared part by part.
 *
 * AWS's pages disagree on whether a wildcard crosses a colon: part by part is the older and narrower reading, the
 * whole text as one pattern the wider one. What holds in both is certain, and what differs is unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
import { globsCover, globsMeet } from './glob.ts';

/** An answer of the pattern comparison; undefined is "not certain". */
type Answer = boolean | undefined;

/** True when the pattern is every resource: `*`, or an ARN with nothing but wildcards from the service on. */
export function isEveryResource(pattern: string): boolean {
  if (/^\*+$/.test(pattern)) return true;
  const [prefix = '', , ...rest] = pattern.split(':');
  if (prefix !== 'arn' && prefix !== 'arn*') return false;
  if (rest.length === 0) return /^arn:?[a-z-]*\*+$/.test(pattern);
  return rest.every((part) => /^\*+$/.test(part));
}

/** True when every resource of `pattern` is matched by one of `others`. */
export function resourcesCovered(others: readonly string[], pattern: string): Answer {
  if (others.some(isEveryResource)) return true;
  if (isEveryResource(pattern)) return false;
  const whole = globsCover(others, pattern);
  const parts = others.some((other) => byParts(other, pattern, (a, b) => globsCover([a], b)) === true);
  if (parts && whole === true) return true;
  return whole === false ? false : whole === true && !others.some(hasWildcardBeforeColon) ? true : undefined;
}

/** True when some resource is matched by both. */
export function resourcesMeet(left: string, right: string): Answer {
  if (isEveryResource(left) || isEveryResource(right)) return true;
  const whole = globsMeet(left, right);
  if (whole === false) return false;
  const parts = byParts(left, right, globsMeet);
  return parts === whole ? whole : undefined;
}

function byParts(left: string, right: string, compare: (left: string, right: string) => Answer): Answer {
  const a = partsOf(left);
  const b = partsOf(right);
  let sure = true;
  for (let at = 0; at < 6; at++) {
    const answer = compare(a[at] ?? '*', b[at] ?? '*');
    if (answer === false) return false;
    if (answer === undefined) sure = false;
  }
  return sure ? true : undefined;
}

/** Six parts; the sixth keeps its colons. A shorter pattern that ends in `*` is taken as going on with wildcards. */
function partsOf(pattern: string): readonly string[] {
  const parts = pattern.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function hasWildcardBeforeColon(pattern: string): boolean {
  const wildcard = pattern.search(/[*?]/);
  return wildcard >= 0 && partsOf(pattern).slice(0, 5).join(':').length > wildcard;
}
