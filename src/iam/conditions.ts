/**
 * Provisional: what a condition really lets through is for the exact engine. Until it is there, only plain conditions
 * are judged: one condition a key, a plain operator. Anything else is unknown, with the reason.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
import { isHole, isTemplate } from '../base/value.ts';
import { type Doubt, no, unknown, type Verdict, yes } from '../base/verdict.ts';
import { type Operator, type ReadOperator, readOperator } from './operators.ts';
import type { Condition, Statement } from './types.ts';

/**
 * Does every request that the conditions let through carry `key`, with a value that `narrow` accepts? Conditions are
 * ANDed, so one that demands it is enough: a positive operator, without IfExists, whose values are all accepted.
 */
export function requiresKey(statement: Statement, key: string, narrow: (value: string) => boolean): Verdict {
  const folded = key.toLowerCase();
  const about = statement.conditions.filter((condition) => condition.key.toLowerCase() === folded);
  if (about.length === 0) return no;
  const answers = about.map((condition) => demands(condition, narrow));
  const firm = answers.find((answer) => answer.answer === 'yes');
  if (firm !== undefined) return firm;
  if (about.length > 1) {
    return unknown({
      pointer: `${statement.pointer}/Condition`,
      reason: `several conditions on \`${key}\` decide together`,
    });
  }
  return answers[0] ?? no;
}

function demands(condition: Condition, narrow: (value: string) => boolean): Verdict {
  const { pointer, operator, key } = condition;
  const { base, set, ifExists } = readOperator(typeof operator === 'string' ? operator : '');
  if (base === undefined) return unknown({ pointer, reason: `the operator of \`${key}\` cannot be judged` });
  if (isUndecided(condition, base, set, ifExists))
    return unknown({ pointer, reason: `what \`${operator}\` on \`${key}\` lets through is not decided` });
  // Both also hold where the request does not carry the key.
  if (base.negated || ifExists) return no;
  if (base.family === 'null') return presence(condition, narrow);
  const values = condition.values;
  if (values.some((value) => typeof value === 'string' && !narrow(value))) return no;
  const hidden = condition.more ?? values.find((value) => isHole(value) || isTemplate(value));
  if (hidden !== undefined)
    return unknown(hiddenValue(condition, isHole(hidden) ? hidden.reference : undefined));
  return yes({ pointer, facts: { key: [key] } });
}

/** Keys that are in the context of every request but those of AWS services. */
const nearlyAlways: readonly string[] = ['aws:sourceip', 'aws:securetransport', 'aws:currenttime'];

/** `ForAllValues`, a negation that may leave next to nothing over, `IfExists` on a key that is there anyway. */
function isUndecided(
  { key, values, more }: Condition,
  { negated, wildcards, family }: Operator,
  set: ReadOperator['set'],
  ifExists: boolean,
): boolean {
  if (set === 'ForAllValues') return true;
  if (!negated) return ifExists && nearlyAlways.includes(key.toLowerCase());
  const isPlain = (value: unknown) => typeof value === 'string' && !(wildcards && /[*?]/.test(value));
  return family === 'ip' || more !== undefined || !values.every(isPlain);
}

/** `Null false` demands the key, with any value: enough only where any value is accepted. */
function presence(condition: Condition, narrow: (value: string) => boolean): Verdict {
  const [value] = condition.values;
  if (condition.values.length !== 1 || typeof value !== 'string') {
    return unknown({
      pointer: condition.pointer,
      reason: `the values of \`${condition.key}\` under Null cannot be judged`,
    });
  }
  const isDemanded = value.toLowerCase() === 'false' && narrow('*') && narrow('');
  return isDemanded ? yes({ pointer: condition.pointer, facts: { key: [condition.key] } }) : no;
}

function hiddenValue({ pointer, key }: Condition, reference: string | undefined): Doubt {
  const reason = `a value of \`${key}\` is known only after apply`;
  return { pointer, reason, ...(reference === undefined ? {} : { reference }) };
}
