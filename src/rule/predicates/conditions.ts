/**
 * Predicates about the conditions of a statement. Provisional: they judge plain conditions, ANDed, each key once; for
 * anything else the answer is unknown with the reason, until conditions are decided exactly.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
import { isHole } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { requiresKey } from '../../iam/conditions.ts';
import type { Condition, Statement } from '../../iam/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { list, oneOrMore } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { withFixedConditions } from './fixed-value.ts';
import { callerKeys, isResourceKey, type Narrow, narrowsResource } from './narrowing-keys.ts';

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
    ({ keys, value }) =>
    ({ statement }) => {
      const narrow: Narrow =
        value === 'fixed' ? (text) => text !== '' && !/[*?]|\$\{/.test(text) : () => true;
      return withUnknownConditions(
        statement,
        keys.map((one) => requiresKey(withFixedConditions(statement), one, narrow)),
      );
    },
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
      withUnknownConditions(
        statement,
        statement.conditions
          .filter((condition) => names(wanted, condition.key.toLowerCase()))
          .map((condition) => mentions(condition, byOperator, byValue)),
      );
  },
});

const conditionNarrows = predicate({
  name: 'condition-narrows',
  subjects: ['statement'],
  summary:
    'the conditions let only known callers through (`callers`), or reach only some resources of a grant on all (`resources`)',
  argument: oneOf(['callers', 'resources']),
  inFrame: 'whole',
  bind:
    (what) =>
    ({ statement }) => {
      if (statement.conditions.length === 0 && !statement.moreConditions) return no;
      const settled = withFixedConditions(statement);
      const keys = [...new Set(statement.conditions.map((condition) => condition.key.toLowerCase()))];
      const verdicts = keys.flatMap((one) => {
        const narrow = what === 'callers' ? callerKeys.get(one) : isResourceKey(one) && narrowsResource(one);
        return narrow ? [requiresKey(settled, one, narrow)] : [];
      });
      return withUnknownConditions(statement, verdicts);
    },
});

/** The predicates of this family. */
export const conditionPredicates: readonly Predicate[] = [
  conditionRequires,
  conditionMentions,
  conditionNarrows,
];

/** Conditions that are unknown as a whole could be the ones that are asked for. */
function withUnknownConditions(statement: Statement, verdicts: readonly Verdict[]): Verdict {
  const { moreConditions, pointer } = statement;
  if (!moreConditions) return any(verdicts);
  const { reference } = moreConditions;
  const doubt = {
    pointer: `${pointer}/Condition`,
    reason: 'the conditions are known only after apply',
    ...(reference === undefined ? {} : { reference }),
  };
  return any([...verdicts, unknown(doubt)]);
}

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
