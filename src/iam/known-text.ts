/**
 * The evaluator decides concrete requests, so it takes only documents in which nothing is unknown.
 */
import type { Text } from '../base/value.ts';
import type { Clause, PolicyDocument, PrincipalClause, Statement } from './types.ts';

/** A document with a hole was given to the evaluator: a defect of the program, not of a plan. */
export class HoleError extends Error {
  override readonly name = 'HoleError';
}

/** The text; throws HoleError where any of it is unknown. */
export function knownText(text: Text): string {
  if (typeof text !== 'string') throw new HoleError('a value is known only after apply');
  return text;
}

/** Long statements that were looked through: for short ones looking again is cheaper than remembering. */
const checked = new WeakSet<Statement>();
const short = 16;

/** Throws HoleError where anything in the document is unknown. */
export function checkKnown(document: PolicyDocument): void {
  if (document.moreStatements !== undefined) throw new HoleError('statements are known only after apply');
  if (document.version !== undefined) knownText(document.version);
  document.statements.forEach(checkStatementKnown);
}

/** Throws HoleError where anything in the statement is unknown. */
export function checkStatementKnown(statement: Statement): void {
  const { effect, action, resource, principal, conditions } = statement;
  const isShort =
    action.values.length + (resource?.values.length ?? 0) <= short &&
    conditions.every(({ values }) => values.length <= short);
  if (!isShort && checked.has(statement)) return;
  if (typeof effect !== 'string') throw new HoleError('an effect is known only after apply');
  checkClause(action);
  if (resource !== undefined) checkClause(resource);
  if (principal !== undefined) checkPrincipal(principal);
  checkMore(statement.moreConditions);
  for (const { operator, values, more } of conditions) {
    checkMore(more);
    knownText(operator);
    for (const text of values) knownText(text);
  }
  if (!isShort) checked.add(statement);
}

function checkClause({ values, more }: Clause): void {
  checkMore(more);
  for (const text of values) knownText(text);
}

function checkPrincipal({ principals, more }: PrincipalClause): void {
  checkMore(more);
  for (const { type, value } of principals) {
    knownText(type);
    knownText(value);
  }
}

function checkMore(more: unknown): void {
  if (more !== undefined) throw new HoleError('a part of a list is known only after apply');
}
