/**
 * The two relations between a statement and a pattern: *cover* (the statement includes all that the pattern matches) and
 * *meet* (it includes some of it), for actions and for resources.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
import { all, any, no, type Verdict, yes } from '../../base/verdict.ts';
import { isEveryResource } from '../../iam/arn.ts';
import { actionsCover, actionsMeet, resourcesCover, resourcesMeet } from '../../iam/clauses.ts';
import type { Clause, Statement } from '../../iam/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { text } from '../shape/scalar.ts';
import { widestOf } from './fixed-value.ts';

type Relation = (statement: Statement, pattern: string) => Verdict;

/** The usual case, decided at once: a list of names without wildcards never covers a pattern that has one. */
function coversNone(clause: Clause | undefined, pattern: string): boolean {
  return (
    clause !== undefined &&
    !clause.negated &&
    !clause.more &&
    pattern.includes('*') &&
    clause.values.every((value) => typeof value === 'string' && !/[*?$]/.test(value))
  );
}

function coversActions(statement: Statement, pattern: string): Verdict {
  return coversNone(statement.action, pattern) ? no : actionsCover(statement, pattern);
}

const action = text('an action pattern such as `s3:Get*`');
const resource = text('an ARN pattern, or `*`');

/** The predicates of this family. */
export const scopePredicates: readonly Predicate[] = [
  scope(
    'actions-cover',
    'the statement includes every action that the patterns match',
    action,
    coversActions,
    all,
  ),
  scope(
    'actions-meet',
    'the statement includes some action that the patterns match',
    action,
    actionsMeet,
    any,
  ),
  scope(
    'resources-cover',
    'the statement includes every resource that the patterns match',
    resource,
    coversResources,
    all,
  ),
  scope(
    'resources-meet',
    'the statement includes some resource that the patterns match',
    resource,
    resourcesMeet,
    any,
  ),
];

function scope(
  name: string,
  summary: string,
  pattern: typeof action,
  relation: Relation,
  join: (verdicts: Iterable<Verdict>) => Verdict,
): Predicate {
  return predicate({
    name,
    subjects: ['statement'],
    facts: pattern === action ? ['covered'] : [],
    summary,
    ...(pattern === action ? { inFrame: 'whole' } : {}),
    argument: oneOrMore(pattern),
    bind: (patterns) => {
      const asked = patterns.map(
        (one) => (statement: Statement) =>
          pattern === action ? named(relation(statement, one), one) : relation(statement, one),
      );
      const [only, ...more] = asked;
      if (only && more.length === 0) return ({ statement }) => only(statement);
      return ({ statement }) => join(asked.map((ask) => ask(statement)));
    },
  });
}

/** The evidence with the pattern that holds, for messages. */
function named(verdict: Verdict, pattern: string): Verdict {
  if (verdict.answer !== 'yes') return verdict;
  const facts = { covered: [pattern] };
  return yes(...verdict.evidence.map(({ pointer }) => ({ pointer, facts })));
}

/** Where `*` is asked for, an unknown part that is one fixed text decides nothing: no bucket's ARN is every resource. */
function coversResources(statement: Statement, pattern: string): Verdict {
  if (coversNone(statement.resource, pattern)) return no;
  const verdict = resourcesCover(statement, pattern);
  const { resource } = statement;
  if (verdict.answer !== 'unknown' || pattern !== '*' || !resource || resource.negated || resource.more)
    return verdict;
  return resource.values.some((value) => isEveryResource(widestOf(value).pattern)) ? verdict : no;
}
