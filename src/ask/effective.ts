/**
 * What a principal may do on a resource, as layers for the engine. In one account either side grants: (identity and boundary)
 * or what the resource's policy grants directly; since that is not a list of layers it is written as
 * (identity or direct) and (boundary or direct). Across accounts both sides must. What this says of one request is what
 * `iam/evaluate-layers.ts` says.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html#policy-eval-denyallow
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
import { isHole } from '../base/value.ts';
import { accountOf } from '../iam/caller.ts';
import { matchPrincipals, namesCaller } from '../iam/match-principal.ts';
import type { Caller } from '../iam/request.ts';
import type { PolicyDocument, Statement } from '../iam/types.ts';
import type { Access } from '../reason/replay.ts';
import { everything } from './bounds.ts';

/** Documents without holes that decide together. */
export interface Deciding {
  readonly caller: Caller;
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  /** The policies on the resource's side, one union. */
  readonly resource: readonly PolicyDocument[];
  readonly mustAllow: boolean;
  readonly crossAccount: boolean;
  /** Where AWS's pages leave open whether a boundary limits what is granted to everyone: how it is read. */
  readonly everyoneIsLimited: boolean;
}

/** The layers. Statements that are about other principals are left out of the resource's policies. */
export function effectiveAccess(deciding: Deciding): Access {
  const { caller, identity, boundary, resource, mustAllow, crossAccount } = deciding;
  const bounded = boundary !== undefined;
  const own = resource.map((document) => concerning(document, caller, bounded));
  const limits = bounded ? [[boundary]] : [];
  if (accountOf(caller) === undefined) return { layers: [own] };
  if (crossAccount) return { layers: [identity, ...limits, own] };
  const direct = own.map((document) => directly(document, deciding, 'any'));
  const unlimited = own.map((document) => directly(document, deciding, 'unlimited'));
  const delegated = mustAllow ? [own] : [];
  // The allowances of the first layer are those that are told, and denials count wherever they stand.
  return {
    layers: [
      [...identity, ...direct],
      ...limits.map((layer) => [...layer, ...unlimited]),
      ...delegated,
      ...(own.length === 0 ? [] : [[everyoneMay, ...own.map(denials)]]),
    ],
  };
}

const everyoneMay = everything('Allow');

function denials(document: PolicyDocument): PolicyDocument {
  return withStatements(document, ({ effect }) => effect === 'Deny');
}

function withStatements(document: PolicyDocument, keep: (one: Statement) => boolean): PolicyDocument {
  return { ...document, statements: document.statements.filter(keep) };
}

/** What the document says of the caller. */
function concerning(document: PolicyDocument, caller: Caller, bounded: boolean): PolicyDocument {
  return withStatements(document, ({ principal, effect }) => {
    if (isHole(effect)) return true;
    return matchPrincipals(principal, caller, { effect, bounded }) !== 'no';
  });
}

/** What it grants by itself: an account that is named delegates, and grants nothing. A boundary limits a role's ARN. */
function directly(
  document: PolicyDocument,
  { caller, everyoneIsLimited }: Deciding,
  wanted: 'any' | 'unlimited',
): PolicyDocument {
  return withStatements(document, ({ effect, principal }) => {
    if (effect !== 'Allow') return false;
    const namings =
      principal === undefined || principal.negated
        ? (['everyone'] as const)
        : principal.principals.flatMap((entry) => {
            const { match, by } = namesCaller(entry, caller);
            return match === 'no' || by === 'account' ? [] : [by];
          });
    return namings.some(
      (by) => wanted === 'any' || by === 'itself' || (by === 'everyone' && !everyoneIsLimited),
    );
  });
}
