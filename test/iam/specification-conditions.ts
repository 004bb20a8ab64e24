/**
 * The condition block.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html (CO below) and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
import type { Context, KeyValue } from '../../src/iam/request.ts';
import { type Answer, allOf, anyOf, type Json, listOf, not } from './specification-answers.ts';
import { compare } from './specification-values.ts';

/** All operators, and all keys of each, must hold: "evaluated using a logical AND". */
export function holds(block: Json | undefined, keys: Context, variables: boolean): Answer {
  const operators = (block ?? {}) as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  return allOf(
    Object.entries(operators).flatMap(([operator, byKey]) =>
      Object.entries(byKey).map(([key, values]) =>
        // Key names compare without case. reference_policies_elements_condition.html
        condition(operator, keys.get(key.toLowerCase()), listOf(values), keys, variables),
      ),
    ),
  );
}

/** CO, operator by operator: negated, and compared like which positive one. */
const operators: Readonly<Record<string, { readonly negated: boolean; readonly like: string }>> =
  Object.fromEntries(
    [
      ['StringEquals', 'StringNotEquals'],
      ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
      ['StringLike', 'StringNotLike'],
      ['NumericEquals', 'NumericNotEquals'],
      ['NumericLessThan'],
      ['NumericLessThanEquals'],
      ['NumericGreaterThan'],
      ['NumericGreaterThanEquals'],
      ['DateEquals', 'DateNotEquals'],
      ['DateLessThan'],
      ['DateLessThanEquals'],
      ['DateGreaterThan'],
      ['DateGreaterThanEquals'],
      ['Bool'],
      ['BinaryEquals'],
      ['IpAddress', 'NotIpAddress'],
      ['ArnEquals', 'ArnNotEquals'],
      ['ArnLike', 'ArnNotLike'],
    ].flatMap(([positive = '', negated]) => [
      [positive.toLowerCase(), { negated: false, like: positive }],
      ...(negated === undefined ? [] : [[negated.toLowerCase(), { negated: true, like: positive }]]),
    ]),
  );

/** One key of one operator. */
function condition(
  written: string,
  value: KeyValue | undefined,
  values: readonly string[],
  keys: Context,
  variables: boolean,
): Answer {
  const lower = written.toLowerCase();
  const set = /^(forallvalues|foranyvalue):/.exec(lower)?.[1];
  const rest = set === undefined ? lower : lower.slice(set.length + 1);
  // "You cannot use ...IfExists with the Null condition operator." CO
  if (rest === 'null') return nullCondition(set, value, values);
  const ifExists = rest.endsWith('ifexists');
  const operator = operators[ifExists ? rest.slice(0, -'ifexists'.length) : rest];
  if (operator === undefined) return 'ambiguous';
  const satisfies = (one: string): Answer => {
    const answers = values.map((policy) => compare(operator.like, policy, one, keys, variables));
    // Several values: OR; under a negated operator NOR.
    if (!operator.negated) return anyOf(answers.map((answer) => answer.positive));
    return allOf(answers.map((answer) => answer.negated));
  };
  if (set === 'forallvalues') return forAllValues(value, values, satisfies);
  if (set === 'foranyvalue') return forAnyValue(value, values, satisfies);
  return single(value, values, { negated: operator.negated, ifExists }, satisfies);
}

/** An operator without a set prefix: made for keys with one value. */
function single(
  value: KeyValue | undefined,
  values: readonly string[],
  operator: { readonly negated: boolean; readonly ifExists: boolean },
  satisfies: (one: string) => Answer,
): Answer {
  // UG/access-analyzer-reference-policy-checks.html: with IfExists an empty list matches an absent key only; of a
  // plain empty list the page says that it is true and that it gives no permissions.
  if (values.length === 0 && !operator.ifExists) return 'ambiguous';
  // CO: an absent key makes a condition false, but a negated one, and one with IfExists, true.
  const absent = operator.negated || operator.ifExists ? 'yes' : 'no';
  if (value === undefined) return absent;
  if (typeof value === 'string') return values.length === 0 ? 'no' : satisfies(value);
  // A key with a list of values needs a set operator:
  // reference_policies_condition-single-vs-multi-valued-context-keys.html.
  // Without one a positive operator matches nothing; of a negated one no page tells.
  const listed: Answer = operator.negated && values.length > 0 ? 'ambiguous' : 'no';
  if (value.length > 0) return listed;
  // Present without a value: absent or a list, and the pages do not tell which.
  return listed === absent ? absent : 'ambiguous';
}

/**
 * "True if every key value in the request matches"; also "if there are no context keys in the request". Single-vs-multi
 * page.
 */
function forAllValues(
  value: KeyValue | undefined,
  values: readonly string[],
  satisfies: (one: string) => Answer,
): Answer {
  const all = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  if (all.length === 0) return 'yes';
  // UG/access-analyzer-reference-policy-checks.html: with an empty list it matches an absent key only.
  const answer = values.length === 0 ? 'no' : allOf(all.map(satisfies));
  // "Or if the key values resolve to a null data set, such as an empty string": older and today's page differ.
  const isNull = all.every((one) => one === '');
  return isNull && answer !== 'yes' ? 'ambiguous' : answer;
}

/**
 * "True if any one of the key values in the request matches"; false "for no matching key or a null dataset".
 * Single-vs-multi page.
 */
function forAnyValue(
  value: KeyValue | undefined,
  values: readonly string[],
  satisfies: (one: string) => Answer,
): Answer {
  const all = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  const answer = values.length === 0 ? 'no' : anyOf(all.map(satisfies));
  // Whether one empty string is a null data set: the same words as for ForAllValues, and as open.
  const isNull = all.every((one) => one === '');
  return isNull && answer !== 'no' ? 'ambiguous' : answer;
}

/** CO, Null: "true" holds when the key is absent, "false" when it is there "and its value is not null". */
function nullCondition(
  set: string | undefined,
  value: KeyValue | undefined,
  values: readonly string[],
): Answer {
  // UG/access-analyzer-reference-policy-checks.html: Null with ForAllValues is always true, with ForAnyValue always
  // false.
  if (set !== undefined) return set === 'forallvalues' ? 'yes' : 'no';
  if (values.length === 0) return 'ambiguous';
  const absent: Answer =
    value === undefined
      ? 'yes'
      : value === '' || (typeof value !== 'string' && value.every((one) => one === ''))
        ? 'ambiguous'
        : 'no';
  const wanted = values.map((one) => one.toLowerCase()).filter((one) => one === 'true' || one === 'false');
  if (wanted.includes('true') && wanted.includes('false')) return 'yes';
  return anyOf(wanted.map((one) => (one === 'true' ? absent : not(absent))));
}
