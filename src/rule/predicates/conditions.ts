/**
 * Predicates about the conditions of a statement.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
import { isHole } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { Condition } from '../../iam/types.ts';
import { demandsKey, hiddenConditions } from '../exact/demands.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { list, oneOrMore } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { keepsOrdinaryOut } from './ordinary.ts';

const key = text('a condition key');

const conditionRequires = predicate({
  name: 'condition-requires',
  subjects: ['statement'],
  summary:
    'every request that the conditions let through carries one of the keys, with a fixed value where asked for',
  argument: record('`keys`, and `value: fixed` where no wildcard will do', {
    keys: oneOrMore(key),
    value: optional(oneOf(['any', 'fixed'])),
  }),
  inFrame: 'whole',
  bind:
    ({ keys, value = 'any' }, { catalogue }) =>
    (subject) =>
      demandsKey(subject, keys, value, catalogue),
});

const conditionMentions = predicate({
  name: 'condition-mentions',
  subjects: ['statement'],
  facts: ['key', 'operator'],
  summary:
    'some condition names one of the keys, with one of the operators and one of the values where given',
  argument: record('`keys`, and `operators` or `values`', {
    keys: oneOrMore(key),
    operators: optional(list(text('an operator as policies write it'), 1)),
    values: optional(list(text('a value'), 1)),
  }),
  inFrame: 'whole',
  bind: ({ keys, operators, values }) => {
    const wanted = lowerCase(keys);
    const byOperator = operators && lowerCase(operators);
    const byValue = values && lowerCase(values);
    return ({ statement }) =>
      any([
        ...statement.conditions
          .filter((condition) => names(wanted, condition.key.toLowerCase()))
          .map((condition) => mentions(condition, byOperator, byValue)),
        hiddenConditions(statement),
      ]);
  },
});

const conditionNarrows = predicate({
  name: 'condition-narrows',
  subjects: ['statement'],
  summary:
    'the conditions let a grant on all resources reach some only: they keep out a request about a resource without tags that says nothing of itself, or every request because their date is over',
  argument: oneOf(['resources']),
  inFrame: 'whole',
  bind:
    (_, { catalogue }) =>
    ({ statement }) =>
      keepsOrdinaryOut(statement, catalogue),
});

/** The predicates of this family. */
export const conditionPredicates: readonly Predicate[] = [
  conditionRequires,
  conditionMentions,
  conditionNarrows,
];

function mentions(
  condition: Condition,
  operators: ReadonlySet<string> | undefined,
  values: ReadonlySet<string> | undefined,
): Verdict {
  const { operator, pointer } = condition;
  const name = typeof operator === 'string' ? operator : '';
  if (operators && typeof operator !== 'string')
    return unknown({ pointer, reason: 'the operator of a condition is known only after apply' });
  if (operators && !operators.has(name.toLowerCase())) return no;
  const found = yes({ pointer, facts: { key: [condition.key], operator: [name] } });
  if (!values) return found;
  if (condition.values.some((value) => typeof value === 'string' && values.has(value.toLowerCase())))
    return found;
  const hidden = condition.more ?? condition.values.find((value) => typeof value !== 'string');
  if (hidden === undefined) return no;
  const reference = isHole(hidden) ? hidden.reference : undefined;
  const reason = `a value of \`${condition.key}\` is known only after apply`;
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

/** `aws:PrincipalTag/*` stands for the tag keys of every name. */
function names(wanted: ReadonlySet<string>, key: string): boolean {
  return wanted.has(key) || wanted.has(`${key.slice(0, key.indexOf('/') + 1)}*`);
}

function lowerCase(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => word.toLowerCase()));
}
