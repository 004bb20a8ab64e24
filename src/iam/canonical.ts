/**
 * The meaning of a statement as text, for fingerprints: without Sid and position, order and case only where they
 * matter, one value like a list of one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { isHole, isTemplate, type Text } from '../base/value.ts';
import type { Clause, Condition, Statement } from './types.ts';

/** Two statements that say the same in other words (reordered, reformatted, renamed Sid) give the same text. */
export function canonicalStatement(statement: Statement): string {
  const { effect, action, resource, principal, conditions } = statement;
  return JSON.stringify([
    isHole(effect) ? named(effect) : effect,
    clauseOf(action, (text) => text.toLowerCase()),
    resource === undefined ? null : clauseOf(resource, (text) => text),
    principal === undefined
      ? null
      : [
          principal.element,
          sorted(principal.principals.map(({ type, value }) => `${named(type)}=${named(value)}`)),
        ],
    canonicalConditions(conditions),
  ]);
}

/** The meaning of conditions: the same texts for the same ones in any order, form and case of their keys. */
export function canonicalConditions(conditions: readonly Condition[]): readonly string[] {
  return sorted(conditions.map(conditionOf));
}

function clauseOf(clause: Clause, fold: (text: string) => string) {
  const more = clause.more === undefined ? [] : [named(clause.more)];
  return [clause.element, sorted([...clause.values.map((value) => fold(named(value))), ...more])];
}

function conditionOf({ operator, key, values, more }: Condition): string {
  const hidden = more === undefined ? [] : [named(more)];
  return JSON.stringify([
    named(operator).toLowerCase(),
    key.toLowerCase(),
    sorted([...values.map(named), ...hidden]),
  ]);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function named(text: Text): string {
  if (typeof text === 'string') return text;
  if (isTemplate(text)) return text.parts.map(named).join('');
  return `(known after apply: ${text.reference ?? ''})`;
}
