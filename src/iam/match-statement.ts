/**
 * One statement against one request: all its elements must match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
 */
import { checkStatementKnown } from './known-text.ts';
import { everyMatch, type Match } from './match.ts';
import { matchActions, matchResources } from './match-clause.ts';
import { matchCondition } from './match-condition.ts';
import { matchPrincipals } from './match-principal.ts';
import type { Context, Request } from './request.ts';
import type { Condition, Statement } from './types.ts';
import type { Resolve } from './variables.ts';

/** A request with all its keys, and what decides how documents are read for it. */
export interface Scene {
  readonly request: Request;
  /** All keys, those that follow from the caller included. */
  readonly context: Context;
  /** True when the caller has a permissions boundary. */
  readonly bounded: boolean;
}

/** Does the statement match? `variables` is true in documents of version 2012-10-17. */
export function matchIn(statement: Statement, scene: Scene, variables: boolean): Match {
  checkStatementKnown(statement);
  return everyMatch(elementsOf(statement), ([, ask]) => ask(statement, scene, variables));
}

/** Why a match is open: the first element of the statement that is, or undefined. */
export function doubtOf(statement: Statement, scene: Scene, variables: boolean): string | undefined {
  const open = elementsOf(statement).find(([, ask]) => ask(statement, scene, variables) === 'ambiguous');
  return open === undefined
    ? undefined
    : `AWS's pages leave open whether \`${open[0]}\` at \`${statement.pointer}\` matches`;
}

type Ask = (statement: Statement, scene: Scene, variables: boolean) => Match;

function elementsOf(statement: Statement): readonly (readonly [element: string, ask: Ask])[] {
  const { action, resource, principal } = statement;
  return [
    [action.element, asksAction],
    [resource?.element ?? 'Resource', asksResource],
    [principal?.element ?? 'Principal', asksPrincipal],
    ...statement.conditions.map(
      (condition) => [`Condition/${condition.key}`, asksCondition(condition)] as const,
    ),
  ];
}

const asksAction: Ask = ({ action }, { request }) => matchActions(action, request.action);

/** Without the element (trust policies) it is about whatever the policy is attached to. */
const asksResource: Ask = ({ resource }, { request, context }, variables) =>
  resource === undefined
    ? 'yes'
    : matchResources(resource, request.resource, variables ? resolveIn(context) : undefined);

const asksPrincipal: Ask = ({ principal, effect }, { request, bounded }) =>
  matchPrincipals(principal, request.caller, { effect: effect === 'Deny' ? 'Deny' : 'Allow', bounded });

function asksCondition(condition: Condition): Ask {
  return (_, { context }, variables) =>
    matchCondition(condition, context.get(condition.key.toLowerCase()), resolveIn(context), variables);
}

function resolveIn(context: Context): Resolve {
  return (key) => context.get(key);
}
