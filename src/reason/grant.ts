/**
 * Documents that decide together, as the search reads them: layers of allowances, and denials.
 */
import { matchPrincipals } from '../iam/match-principal.ts';
import type { Caller } from '../iam/request.ts';
import type { PolicyDocument } from '../iam/types.ts';
import type { Universe } from './action-set.ts';
import { type Cube, cubesOf, type KeyCondition } from './cube.ts';
import type { Access } from './replay.ts';

/** What allows a request: every layer has an allowance that matches (identity, boundary …) and no denial does. */
export interface Grant {
  readonly layers: readonly (readonly Cube[])[];
  readonly denials: readonly Cube[];
}

/** The grant of an access; documents are compiled once. */
export function grantOf({ layers }: Access, universe: Universe): Grant {
  const cubes = layers.map((documents) => documents.flatMap((document) => compiled(document, universe)));
  return {
    layers: cubes.map((layer) => layer.filter(({ statement }) => statement.effect === 'Allow')),
    denials: cubes.flat().filter(({ statement }) => statement.effect === 'Deny'),
  };
}

const known = new WeakMap<PolicyDocument, readonly Cube[]>();

function compiled(document: PolicyDocument, universe: Universe): readonly Cube[] {
  const done = known.get(document);
  if (done !== undefined) return done;
  const made = cubesOf(document, universe);
  known.set(document, made);
  return made;
}

/** All its cubes. */
export function cubesIn({ layers, denials }: Grant): readonly Cube[] {
  return [...layers.flat(), ...denials];
}

/** The grant with only some of its cubes. */
export function narrowed(grant: Grant, isActive: (cube: Cube) => boolean): Grant {
  return {
    layers: grant.layers.map((layer) => layer.filter(isActive)),
    denials: grant.denials.filter(isActive),
  };
}

/** Does the statement name the caller? `open`: what AWS's pages leave open counts as naming. */
export function namesCaller({ statement }: Cube, caller: Caller, open: boolean): boolean {
  const effect = statement.effect === 'Deny' ? 'Deny' : 'Allow';
  const match = matchPrincipals(statement.principal, caller, { effect, bounded: false });
  return match === 'ambiguous' ? open : match === 'yes';
}

/** The grant without allowances that `withheld` has as well: they bring nothing new, unless `withheld` denies more. */
export function withoutKept(granted: Grant, withheld: Grant): Grant {
  const deniesMore = withheld.denials.some(
    (denial) => !granted.denials.some((other) => other.reach === denial.reach),
  );
  if (deniesMore || withheld.layers.some((layer) => layer.length === 0)) return granted;
  const isKept = (cube: Cube) =>
    withheld.layers.every(
      (layer) =>
        layer.some((other) => other.reach === cube.reach || isTotal(other)) || isNamedBy(layer, cube),
    );
  const [first = [], ...others] = granted.layers;
  return { ...granted, layers: [first.filter((cube) => !isKept(cube)), ...others] };
}

/** True where others for the same principals, whose conditions the cube's imply, name together every resource that it names. */
function isNamedBy(others: readonly Cube[], cube: Cube): boolean {
  if (cube.named.size === 0) return false;
  const like = others.filter((other) => implies(cube, other));
  if (like.length === 0) return false;
  return [...cube.named].every((text) =>
    like.some((other) => other.resource === undefined || other.named.has(text)),
  );
}

/** True where the texts alone tell that whatever satisfies the conditions of the left satisfies those of the right. */
function implies(left: Cube, right: Cube): boolean {
  if (left.setting === right.setting) return true;
  return (
    left.callers === right.callers &&
    right.conditions.every((wide) => left.conditions.some((own) => isStricter(own, wide)))
  );
}

/** Of one operator and key: with fewer values to equal, or with more to differ from. */
function isStricter(own: KeyCondition, wide: KeyCondition): boolean {
  if (own.key !== wide.key || own.condition.operator !== wide.condition.operator) return false;
  if (own.variables !== wide.variables) return false;
  const values = [own, wide].map(({ condition }) => condition.values.map(String));
  const [fewer = [], more = []] = own.negated ? values.reverse() : values;
  // No page says what an empty list matches, and `Null` asks with each of its values.
  const isEqual = fewer.length === 0 || String(own.condition.operator).endsWith('Null');
  return fewer.every((value) => more.includes(value)) && (!isEqual || fewer.length === more.length);
}

/** True where the cube matches every request for its actions. */
export function isTotal({ resource, conditions }: Cube): boolean {
  return resource === undefined && conditions.length === 0;
}
