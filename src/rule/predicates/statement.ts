/**
 * Predicates about what a statement says in words: its effect, and which element it uses.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
import { isHole } from '../../base/value.ts';
import { any, no, unknown, yes } from '../../base/verdict.ts';
import type { Statement } from '../../iam/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';

const held = yes();

const effectIs = predicate({
  name: 'effect-is',
  subjects: ['statement'],
  summary: 'the statement allows, or denies',
  argument: oneOf(['Allow', 'Deny']),
  inFrame: 'whole',
  bind:
    (effect) =>
    ({ statement }) => {
      if (statement.effect === effect) return held;
      if (!isHole(statement.effect)) return no;
      const { reference } = statement.effect;
      const reason = 'whether the statement allows or denies is known only after apply';
      return unknown({
        pointer: statement.pointer,
        reason,
        ...(reference === undefined ? {} : { reference }),
      });
    },
});

const clauseIs = predicate({
  name: 'clause-is',
  subjects: ['statement'],
  summary: 'the statement uses that element',
  argument: oneOf([
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
    'Principal',
    'NotPrincipal',
    'Condition',
  ]),
  inFrame: 'whole',
  bind:
    (element) =>
    ({ statement }) => {
      const pointer = pointerOf(statement, element);
      return pointer === undefined ? no : yes({ pointer });
    },
});

function pointerOf(statement: Statement, element: string): string | undefined {
  if (element === 'Condition')
    return statement.conditions.length > 0 || statement.moreConditions
      ? `${statement.pointer}/Condition`
      : undefined;
  const clauses = [statement.action, statement.resource, statement.principal];
  return clauses.find((clause) => clause?.element === element)?.pointer;
}

const besideStatementThat = predicate({
  name: 'beside-statement-that',
  subjects: ['statement'],
  summary: 'another statement of the same document fulfils the condition',
  argument: (clauses) => clauses('statement'),
  bind: (clause, { compile }) => {
    const test = compile(clause);
    return (subject) => {
      const { statement, policy } = subject;
      const others = policy.statements.filter((one) => one !== statement);
      return any(others.map((other) => test({ ...subject, statement: other })));
    };
  },
});

/** The predicates of this family. */
export const statementPredicates: readonly Predicate[] = [effectIs, clauseIs, besideStatementThat];
