/**
 * One condition against the value of its key: operators, set operators, IfExists, missing and multi-valued keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
 */
import { matchValue } from './compare/compare.ts';
import { knownText } from './known-text.ts';
import { anyMatch, everyMatch, type Match, matchOf, notMatch, readings } from './match.ts';
import { type Operator, type ReadOperator, readOperator } from './operators.ts';
import type { KeyValue } from './request.ts';
import type { Condition } from './types.ts';
import type { Resolve } from './variables.ts';

/**
 * Does the value satisfy the condition? `value` is undefined where the request does not carry the key. `variables` is
 * false in documents without version 2012-10-17: there `${…}` is text, and `resolve` is not asked. Never yes for an
 * operator that IAM does not have. Throws HoleError for a condition with holes.
 */
export function matchCondition(
  condition: Condition,
  value: KeyValue | undefined,
  resolve: Resolve,
  variables: boolean,
): Match {
  const operator = readOperator(knownText(condition.operator));
  const { base } = operator;
  if (base === undefined) return 'ambiguous';
  const values = condition.values.map(knownText);
  const one = (given: string) => matchValues(base, values, given, variables ? resolve : undefined);
  if (base.family === 'null') return matchNull(operator, values, value);
  if (values.length === 0) return matchNothing(operator, value);
  if (operator.set !== undefined) return matchSet(operator.set, value, one);
  if (value === undefined) return matchOf(base.negated || operator.ifExists);
  return typeof value === 'string' ? one(value) : matchList(base, operator.ifExists, value);
}

/** Values are ORed; a negated operator holds where none of them matches (NOR). */
function matchValues(
  base: Operator,
  values: readonly string[],
  given: string,
  resolve: Resolve | undefined,
): Match {
  const matched = anyMatch(values, (text) => matchValue(base, text, given, resolve));
  return base.negated ? notMatch(matched) : matched;
}

/**
 * ForAllValues "also returns true if there are no keys in the request, or if the key values resolve to a null dataset,
 * such as an empty string", ForAnyValue false. Whether an empty string that is there is compared is left open.
 */
function matchSet(set: string, value: KeyValue | undefined, one: (given: string) => Match): Match {
  const all = set === 'ForAllValues';
  const dataset = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  const compared = all ? everyMatch(dataset, one) : anyMatch(dataset, one);
  return isBlank(value) ? readings(compared, matchOf(all)) : compared;
}

/** A value that AWS's page calls null though the key is there: an empty string, or several. */
function isBlank(value: KeyValue | undefined): boolean {
  if (value === undefined) return false;
  return typeof value === 'string' ? value === '' : value.length > 0 && value.every((text) => text === '');
}

/**
 * A multi-valued key without a set operator (Access Analyzer: "missing qualifier"): a positive operator does not match,
 * of a negated one no page says anything. An empty list is open where an absent key would give another answer.
 */
function matchList(base: Operator, ifExists: boolean, list: readonly string[]): Match {
  const present: Match = base.negated ? 'ambiguous' : 'no';
  return list.length > 0 ? present : readings(present, matchOf(base.negated || ifExists));
}

/**
 * A condition without values. With ForAllValues or IfExists it matches only an absent key, with ForAnyValue never; of
 * the plain form Access Analyzer says both that it holds and that it grants nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
function matchNothing({ set, ifExists }: ReadOperator, value: KeyValue | undefined): Match {
  if (set === 'ForAnyValue') return 'no';
  if (set === 'ForAllValues') return isBlank(value) ? 'ambiguous' : matchOf((value ?? '').length === 0);
  if (!ifExists) return 'ambiguous';
  // A list of none is there or absent: left open, as elsewhere.
  return typeof value !== 'string' && value?.length === 0 ? 'ambiguous' : matchOf(value === undefined);
}

/**
 * Null: "true" for an absent key, "false" for one that is there. With ForAllValues it always holds, with ForAnyValue
 * never (Access Analyzer). Whether an empty string or an empty list is there is left open.
 */
function matchNull({ set }: ReadOperator, values: readonly string[], value: KeyValue | undefined): Match {
  if (set !== undefined) return matchOf(set === 'ForAllValues');
  if (values.length === 0) return 'ambiguous';
  const asked = values.map((text) => text.toLowerCase());
  const absent = matchOf(asked.includes('true'));
  const present = matchOf(asked.includes('false'));
  if (value === undefined) return absent;
  return isBlank(value) || value.length === 0 ? readings(absent, present) : present;
}
