/**
 * ARN operators: "Each of the six colon-delimited components of the ARN is checked separately and each can include
 * multi-character match wildcards (*) or single-character match wildcards (?)". ArnEquals and ArnLike behave alike.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
import { arnParts, arnPartsOfText, type Letters, lettersMatch, partsMatch } from '../letters.ts';
import { type Match, matchOf } from '../match.ts';

/**
 * Does the value match the policy's ARN? Undefined where the value is no ARN. For a pattern with fewer than six parts
 * no page says what is compared: open where the whole text, or the pattern with its missing parts as `*`, matches.
 */
export function matchArn(pattern: Letters, value: string): Match | undefined {
  const parts = arnPartsOfText(value);
  if (parts.length !== 6 || parts[0] !== 'arn') return undefined;
  const own = arnParts(pattern);
  const matches = partsMatch(own, parts);
  if (own.length === 6) return matchOf(matches);
  return matches || lettersMatch(pattern, value) ? 'ambiguous' : 'no';
}
