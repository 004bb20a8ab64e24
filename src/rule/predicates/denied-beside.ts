/**
 * Whether another denial of a document takes the same actions on the same resources, or more.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { isHole, isTemplate, type Text } from '../../base/value.ts';
import { all, unknown, type Verdict, verdictOf, yes } from '../../base/verdict.ts';
import { actionsCover, resourcesCover } from '../../iam/clauses.ts';
import type { Clause, Statement } from '../../iam/types.ts';

/** Denials beside a statement, whatever their conditions; also statements that may turn out to be some. */
export function denialsBeside(statements: readonly Statement[], statement: Statement): readonly Statement[] {
  return statements.filter((one) => one !== statement && one.effect !== 'Allow');
}

/** Does the denial take all that the statement is about? */
export function takesSame(denial: Statement, statement: Statement): Verdict {
  return all([
    isDenial(denial),
    sameOr(denial.action, statement.action, (pattern) => actionsCover(denial, pattern)),
    takesResources(denial, statement),
  ]);
}

/** Does the denial take this action on all of the statement's resources? */
export function takesAction(denial: Statement, action: string, statement: Statement): Verdict {
  return all([isDenial(denial), actionsCover(denial, action), takesResources(denial, statement)]);
}

/** Unknown where the statement may turn out to allow. */
export function isDenial({ effect, pointer }: Statement): Verdict {
  if (!isHole(effect)) return verdictOf(effect === 'Deny');
  const { reference } = effect;
  const reason = 'whether a statement allows or denies is known only after apply';
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

function takesResources(denial: Statement, { resource }: Statement): Verdict {
  if (resource === undefined || denial.resource === undefined)
    return denial.resource === undefined ? yes() : resourcesCover(denial, '*');
  return sameOr(denial.resource, resource, (pattern) => resourcesCover(denial, pattern));
}

/** Equal lists are the same, negated or not; else each pattern must be covered, and a negated list may be anything. */
function sameOr(ours: Clause, theirs: Clause, covers: (pattern: string) => Verdict): Verdict {
  if (ours.negated === theirs.negated && isSameList(ours, theirs)) return yes();
  if (theirs.negated || theirs.more) return covers('*');
  return all(theirs.values.map((value) => (typeof value === 'string' ? covers(value) : covers('*'))));
}

function isSameList({ values, more }: Clause, other: Clause): boolean {
  if (more !== undefined || other.more !== undefined) return false;
  if ([...values, ...other.values].some((one) => isHole(one) && one.reference === undefined)) return false;
  const words = (list: readonly Text[]) => [...new Set(list.map(wordOf))].sort().join('\n');
  return words(values) === words(other.values);
}

/** What is known only after apply is the same where its reference is. */
function wordOf(value: Text): string {
  if (typeof value === 'string') return value.toLowerCase();
  if (isTemplate(value)) return value.parts.map((part) => wordOf(part)).join('');
  return `(${value.reference ?? ''})`;
}
