/**
 * What the conditions of a statement say about one key: whether a request that carries a given value, or none, gets past
 * them. Other keys are left aside.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { isHole } from '../../base/value.ts';
import { all, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { matchCondition } from '../../iam/match-condition.ts';
import type { Condition, Statement } from '../../iam/types.ts';
import { widestOf } from './fixed-value.ts';

/** The conditions of a statement on a key. */
export function conditionsOn({ conditions }: Statement, key: string): readonly Condition[] {
  const folded = key.toLowerCase();
  return conditions.filter((condition) => condition.key.toLowerCase() === folded);
}

/** Do the conditions on one key hold for this value of it, undefined for a request without it? Yes with their places. */
export function heldFor(conditions: readonly Condition[], value: string | undefined): Verdict {
  return all(conditions.map((condition) => holdsFor(condition, value)));
}

/** A policy variable in a value stands for one fixed text, and so does an attribute of an AWS resource. */
function holdsFor(condition: Condition, value: string | undefined): Verdict {
  const { operator, key, pointer, values, more } = condition;
  const widest = values.map(widestOf);
  const hidden = more ?? widest.find((one) => one.hidden)?.hidden;
  if (hidden !== undefined || typeof operator !== 'string') {
    const hole = hidden ?? (isHole(operator) ? operator : undefined);
    const reason = `${hidden ? 'a value' : 'the operator'} of \`${key}\` is known only after apply`;
    return unknown({
      pointer,
      reason,
      ...(hole?.reference === undefined ? {} : { reference: hole.reference }),
    });
  }
  const known = { ...condition, values: widest.map((one) => one.pattern) };
  const match = matchCondition(known, value, () => undefined, false);
  if (match === 'ambiguous')
    return unknown({
      pointer,
      reason: `AWS's pages do not tell what \`${operator}\` on \`${key}\` does here`,
    });
  return match === 'yes' ? yes({ pointer, facts: { key: [key], operator: [operator] } }) : no;
}
