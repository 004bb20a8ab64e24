/**
 * Actions that AWS does not have: a slip of the pen allows nothing, and in a denial leaves a hole that nobody sees. IAM takes
 * such a document, and Access Analyzer calls the action invalid.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-action
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { globMatches } from '../../aws/glob.ts';
import { nearest } from '../../base/nearest.ts';
import { any, no, type Verdict, yes } from '../../base/verdict.ts';
import { pointerOfValue } from '../../iam/clauses.ts';
import type { Statement } from '../../iam/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';
import { hiddenAction } from './named-actions.ts';

const namesNoAction = predicate({
  name: 'names-no-action',
  subjects: ['statement'],
  facts: ['unknown', 'nearest'],
  summary:
    'the statement names an action, or a pattern of actions, that its service does not have, and that resembles one that it has',
  argument: oneOf(['some']),
  bind:
    (_, { catalogue }) =>
    ({ statement }) =>
      statement.action.negated ? no : any([...slipsIn(statement, catalogue), hiddenAction(statement)]),
});

/** The predicates of this family. */
export const unknownActionPredicates: readonly Predicate[] = [namesNoAction];

function slipsIn({ action }: Statement, catalogue: Catalogue): readonly Verdict[] {
  return action.values.flatMap((value, index) => {
    const like = typeof value === 'string' ? meantBy(value, catalogue) : undefined;
    if (like === undefined) return [];
    const assumption = `if AWS has not added it since ${catalogue.actionsOrigin().date}`;
    const facts = { unknown: [String(value)], nearest: [like] };
    return [yes({ pointer: pointerOfValue(action, index), facts, assumption })];
  });
}

/** Plans repeat the same actions, so each is looked up once. */
const meant = new WeakMap<Catalogue, Map<string, string | undefined>>();

function meantBy(value: string, catalogue: Catalogue): string | undefined {
  const known = meant.get(catalogue) ?? new Map<string, string | undefined>();
  meant.set(catalogue, known);
  if (!known.has(value)) known.set(value, nearestAction(value, catalogue));
  return known.get(value);
}

/** The action that a slip resembles; undefined where the action is there, or may be one that AWS has added. */
function nearestAction(value: string, catalogue: Catalogue): string | undefined {
  const [prefix = '', pattern, ...rest] = value.toLowerCase().split(':');
  if (pattern === undefined || rest.length > 0) return undefined;
  const all = catalogue.actionsOf(prefix);
  const isThere = all.some((one) => globMatches(`${prefix}:${pattern}`, one.toLowerCase()));
  return isThere ? undefined : nearest(value, all, mostSlips);
}

/** A name that differs by more is rather one that AWS has added: policies that AWS manages name such, and none is nearer. */
const mostSlips = 2;
