/**
 * The closed registry of predicates. The checker, the JSON Schema, the reference page and "did you mean" come from it.
 */
import type { Predicate } from './predicate.ts';
import { attachedPredicates } from './predicates/attached.ts';
import { attributePredicates } from './predicates/attributes.ts';
import { blockPredicates } from './predicates/blocks.ts';
import { boundaryPredicates } from './predicates/boundaries.ts';
import { conditionPredicates } from './predicates/conditions.ts';
import { deletedPolicyPredicates } from './predicates/deleted-policy.ts';
import { deputyPredicates } from './predicates/deputies.ts';
import { documentPredicates } from './predicates/document.ts';
import { expiredPredicates } from './predicates/expired.ts';
import { grantPredicates } from './predicates/grants.ts';
import { guardPredicates } from './predicates/guards.ts';
import { impactPredicates } from './predicates/impact.ts';
import { mfaPredicates } from './predicates/mfa.ts';
import { neverMatchesPredicates } from './predicates/never-matches.ts';
import { newAccessPredicates } from './predicates/new-access.ts';
import { oidcPredicates } from './predicates/oidc.ts';
import { ownPolicyPredicates } from './predicates/own-policy.ts';
import { principalPredicates } from './predicates/principals.ts';
import { publicPredicates } from './predicates/public.ts';
import { removedBoundaryPredicates } from './predicates/removed-boundary.ts';
import { roleTrustPredicates } from './predicates/role-trust.ts';
import { scopePredicates } from './predicates/scope.ts';
import { sessionPredicates } from './predicates/sessions.ts';
import { sharingPredicates } from './predicates/sharing.ts';
import { statementPredicates } from './predicates/statement.ts';
import { surroundingsPredicates } from './predicates/surroundings.ts';
import { trailPredicates } from './predicates/trail.ts';
import { unknownActionPredicates } from './predicates/unknown-action.ts';
import { uploadPredicates } from './predicates/uploads.ts';
import { wholeServicePredicates } from './predicates/whole-service.ts';
import { withoutEffectPredicates } from './predicates/without-effect.ts';
import { clauseShapes } from './shape/clause.ts';

const families: readonly (readonly Predicate[])[] = [
  statementPredicates,
  scopePredicates,
  wholeServicePredicates,
  impactPredicates,
  grantPredicates,
  ownPolicyPredicates,
  principalPredicates,
  publicPredicates,
  deputyPredicates,
  oidcPredicates,
  conditionPredicates,
  expiredPredicates,
  guardPredicates,
  neverMatchesPredicates,
  unknownActionPredicates,
  withoutEffectPredicates,
  uploadPredicates,
  documentPredicates,
  newAccessPredicates,
  attachedPredicates,
  attributePredicates,
  blockPredicates,
  sharingPredicates,
  surroundingsPredicates,
  trailPredicates,
  mfaPredicates,
  sessionPredicates,
  roleTrustPredicates,
  boundaryPredicates,
  removedBoundaryPredicates,
  deletedPolicyPredicates,
];

/** Every predicate by name, in the order of the reference page. */
export const predicates: ReadonlyMap<string, Predicate> = new Map(
  families.flat().map((predicate) => [predicate.name, predicate]),
);

/** The shapes of condition trees over the registry. */
export const clauses = clauseShapes(predicates);
