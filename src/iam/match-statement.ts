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
  /** All keys, those that follow from the caller included; worked out when first asked for. */
  readonly context: Context;
  /** True when the caller has a permissions boundary. */
  readonly bounded: boolean;
}

/** Does the statement match? `variables` is true in documents of version 2012-10-17. */
export function matchIn(statement: Statement, scene: Scene, variables: boolean): Match {
  checkStatementKnown(statement);
  const match = everyMatch(elements, (ask) => ask(statement, scene, variables));
  if (match === 'no') return 'no';
  const given = everyMatch(statement.conditions, (one) => matchesCondition(one, scene, variables));
  return given === 'yes' ? match : given;
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
    ...statement.conditions.map((condition): readonly [string, Ask] => [
      `Condition/${condition.key}`,
      (_, scene, variables) => matchesCondition(condition, scene, variables),
    ]),
  ];
}

const asksAction: Ask = ({ action }, { request }) => matchActions(action, request.action);

/** Without the element (trust policies) it is about whatever the policy is attached to. */
const asksResource: Ask = ({ resource }, scene, variables) =>
  resource === undefined
    ? 'yes'
    : matchResources(resource, scene.request.resource, variables ? resolveIn(scene) : undefined);

const asksPrincipal: Ask = ({ principal, effect }, { request, bounded }) =>
  matchPrincipals(principal, request.caller, { effect: effect === 'Deny' ? 'Deny' : 'Allow', bounded });

const elements: readonly Ask[] = [asksAction, asksResource, asksPrincipal];

function matchesCondition(condition: Condition, scene: Scene, variables: boolean): Match {
  const value = scene.context.get(condition.key.toLowerCase());
  return matchCondition(condition, value, resolveIn(scene), variables);
}

function resolveIn(scene: Scene): Resolve {
  return (key) => scene.context.get(key);
}
