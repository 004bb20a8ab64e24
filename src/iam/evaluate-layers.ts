/**
 * What all layers of policies together decide on one request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
import { accountOf } from './caller.ts';
import { findEffect, sceneOf } from './evaluate.ts';
import { allowedBy, granted, present } from './grant.ts';
import { applicableLayers, type Layers } from './layers.ts';
import type { Scene } from './match-statement.ts';
import type { Request } from './request.ts';
import { allSides, type LayerName, type Side, side, someSide } from './side.ts';
import type { PolicyDocument, Statement } from './types.ts';

export type { Layers } from './layers.ts';

/** `denied`: by an explicit deny; `not-allowed`: because something that must allow does not. */
export type Decision = 'allowed' | 'denied' | 'not-allowed' | 'ambiguous';

/** The decision, with the layer and the statement that made it. */
export interface LayersDecision {
  readonly decision: Decision;
  readonly layer?: LayerName;
  readonly statement?: Statement;
  /** Why it is ambiguous. */
  readonly reason?: string;
}

/** Decides a request. Throws HoleError for a document in which anything is unknown. */
export function evaluateLayers(layers: Layers, request: Request): LayersDecision {
  if (isGetCallerIdentity(request)) return { decision: 'allowed' };
  const applicable = applicableLayers(layers, request);
  const scene = sceneOf(request, applicable.boundary !== undefined);
  const denied = explicitDeny(applicable, scene);
  if (denied.match === 'yes') return decisionOf('denied', denied);
  if (denied.match === 'ambiguous') return decisionOf('ambiguous', denied);
  const allowed = allSides(
    granted(applicable, scene),
    ...(applicable.scps ?? []).map((level) => allowedBy('scp', level, scene)),
    present('endpoint', applicable.endpoint, scene),
  );
  if (allowed.match === 'yes') return decisionOf('allowed', allowed);
  return decisionOf(allowed.match === 'no' ? 'not-allowed' : 'ambiguous', allowed);
}

function decisionOf(decision: Decision, { layer, statement, reason }: Side): LayersDecision {
  if (decision === 'ambiguous') return { decision, layer, ...(reason === undefined ? {} : { reason }) };
  return { decision, layer, ...(statement === undefined ? {} : { statement }) };
}

/**
 * "If an administrator attaches a policy to your identity that explicitly denies access to the sts:GetCallerIdentity
 * action, you can still perform this operation."
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
function isGetCallerIdentity({ action, caller }: Request): boolean {
  const isSigned = accountOf(caller) !== undefined || caller.is === 'service';
  return isSigned && action.toLowerCase() === 'sts:getcalleridentity';
}

/** "In all those policies, the enforcement code looks for a Deny statement that applies to the request." */
function explicitDeny(layers: Layers, scene: Scene): Side {
  const { identity, boundary, session, scps, rcps, resource, trust, endpoint } = layers;
  const documents: readonly (readonly [LayerName, readonly (PolicyDocument | undefined)[]])[] = [
    ['scp', scps?.flat() ?? []],
    ['rcp', rcps?.flat() ?? []],
    ['resource', [resource]],
    ['trust', [trust]],
    ['identity', identity],
    ['boundary', [boundary]],
    ['session', session ?? []],
    ['endpoint', [endpoint]],
  ];
  const found = documents.flatMap(([layer, all]) =>
    all.flatMap((one) => (one === undefined ? [] : [{ layer, ...findEffect(one, 'Deny', scene) }])),
  );
  return someSide(side('identity', 'no'), ...found);
}
