/**
 * String operators: exact, exact without the case of ASCII letters, or with wildcards.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
 */
import { type Letters, lettersMatch, textOfLetters } from '../letters.ts';

/** Does the value match the policy's text under StringEquals, StringEqualsIgnoreCase or StringLike (or a negation)? */
export function matchesText(operator: string, pattern: Letters, value: string): boolean {
  if (operator.endsWith('Like')) return lettersMatch(pattern, value);
  const text = textOfLetters(pattern);
  return operator.endsWith('IgnoreCase') ? foldAscii(text) === foldAscii(value) : text === value;
}

/** Lower case for A to Z alone: a policy for `strasse` does not match `STRAßE`. */
export function foldAscii(text: string): string {
  return isAscii.test(text)
    ? text.toLowerCase()
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const isAscii = /^[\0-\x7f]*$/;
