/**
 * One value of a policy against one value of a request, by the family of the operator. A value that the family cannot
 * read never matches under a positive operator; under a negated one AWS's pages leave it open.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { type Letters, withWildcards } from '../letters.ts';
import { type Match, matchOf } from '../match.ts';
import type { Operator } from '../operators.ts';
import { type Resolve, replaceVariables } from '../variables.ts';
import { isInRange } from './address.ts';
import { matchArn } from './arn.ts';
import { isSameBytes } from './bytes.ts';
import { compareDates } from './date.ts';
import { compareNumbers } from './number.ts';
import { matchesText } from './text.ts';

/**
 * Does the request's value match the policy's, before negation: does StringNotEquals' equality hold, is NotIpAddress'
 * address inside? `resolve` is absent where variables are text.
 */
export function matchValue(
  operator: Operator,
  text: string,
  given: string,
  resolve: Resolve | undefined,
): Match {
  const { name, family } = operator;
  if (family === 'string' && name.endsWith('Equals') && !text.includes('${')) return matchOf(text === given);
  if (family === 'string')
    return withLetters(text, resolve, (pattern) => matchOf(matchesText(name, pattern, given)));
  if (family === 'arn')
    return withLetters(text, resolve, (pattern) => matchArn(pattern, given) ?? unread(operator));
  if (family === 'bool') return matchBool(text, given, resolve !== undefined);
  if (family === 'binary') return matchOf(isSameBytes(text, given));
  if (family === 'ip') return orUnread(isInRange(text, given), operator);
  const order = family === 'date' ? compareDates(given, text) : compareNumbers(given, text);
  return orUnread(order === undefined ? undefined : isOrdered(name, order), operator);
}

/** A variable without a value matches nothing: positive operators are false and negated ones true. */
function withLetters(text: string, resolve: Resolve | undefined, ask: (pattern: Letters) => Match): Match {
  const pattern = resolve === undefined ? withWildcards(text) : replaceVariables(text, resolve);
  return pattern === undefined ? 'no' : ask(pattern);
}

/** Of variables in Bool, the page of operators says that they work and the page of variables that they do not. */
function matchBool(text: string, given: string, variables: boolean): Match {
  if (variables && text.includes('${')) return 'ambiguous';
  const wanted = text.toLowerCase();
  return matchOf((wanted === 'true' || wanted === 'false') && given.toLowerCase() === wanted);
}

/** `order` is that of the request's value to the policy's. */
function isOrdered(operator: string, order: number): boolean {
  if (operator.endsWith('LessThan')) return order < 0;
  if (operator.endsWith('LessThanEquals')) return order <= 0;
  if (operator.endsWith('GreaterThan')) return order > 0;
  if (operator.endsWith('GreaterThanEquals')) return order >= 0;
  return order === 0;
}

function orUnread(holds: boolean | undefined, operator: Operator): Match {
  return holds === undefined ? unread(operator) : matchOf(holds);
}

function unread(operator: Operator): Match {
  return operator.negated ? 'ambiguous' : 'no';
}
