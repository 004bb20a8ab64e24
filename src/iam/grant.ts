/**
 * What grants a request: the caller's own policies, a policy on the resource's side, or both.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html#policy-eval-denyallow
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
import { accountOf } from './caller.ts';
import { findEffect } from './evaluate.ts';
import { isAssuming, isKeyAction, type Layers } from './layers.ts';
import type { Scene } from './match-statement.ts';
import type { Request } from './request.ts';
import { directGrant } from './resource-grant.ts';
import { allSides, type LayerName, type Side, side, someSide } from './side.ts';
import type { PolicyDocument } from './types.ts';

/** Everything but SCPs and endpoint: the caller's side, the resource's side, and which of them is needed. */
export function granted(layers: Layers, scene: Scene): Side {
  const { request } = scene;
  const account = accountOf(request.caller);
  const owner = ownPolicyOf(layers, request);
  if (!takesCaller(request)) return side(owner.layer, 'no');
  if (account === undefined) return resourceSide(owner, scene);
  const limits = allSides(present('boundary', layers.boundary, scene), sessionSide(layers, scene));
  const identity = allSides(identitySide(layers, scene), limits);
  if ((layers.resourceAccount ?? account) !== account) return allSides(resourceSide(owner, scene), identity);
  const direct =
    owner.document === undefined
      ? side(owner.layer, 'no')
      : directGrant(owner.document, owner.layer, scene, limits);
  const delegated = owner.mustAllow ? allSides(resourceSide(owner, scene), identity) : identity;
  return someSide(delegated, direct);
}

/** The policy on the resource's side, and whether it must allow whatever the caller's own policies say. */
interface OwnPolicy {
  readonly layer: 'resource' | 'trust';
  readonly document: PolicyDocument | undefined;
  readonly mustAllow: boolean;
}

/** "IAM role trust policies and KMS key policies are exceptions …, because they must explicitly allow access." */
function ownPolicyOf({ resource, trust }: Layers, { action, resource: arn }: Request): OwnPolicy {
  if (isAssuming(action)) return { layer: 'trust', document: trust, mustAllow: true };
  return { layer: 'resource', document: resource, mustAllow: isKeyAction(action, arn) };
}

/**
 * Whether the action is for such callers at all. A role is assumed by "credentials for an IAM user or an IAM role", not
 * by the root user and not unsigned; with a token or an assertion by whoever has it, as the action of its own. Keys take
 * signed requests only.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
function takesCaller({ caller, action, resource }: Request): boolean {
  const assumes = /^sts:assumerole(.*)$/i.exec(action);
  if (assumes === null)
    return caller.is !== 'anonymous' || !(isAssuming(action) || isKeyAction(action, resource));
  const means = (assumes[1] ?? '').toLowerCase();
  if (caller.is === 'web-identity') return means === 'withwebidentity';
  if (caller.is === 'saml') return means === 'withsaml';
  return means === '' && caller.is !== 'anonymous' && caller.is !== 'root';
}

function resourceSide({ layer, document }: OwnPolicy, scene: Scene): Side {
  return document === undefined ? side(layer, 'no') : { layer, ...findEffect(document, 'Allow', scene) };
}

/** "All requests are implicitly denied with the exception of the AWS account root user, which has full access." */
function identitySide({ identity }: Layers, scene: Scene): Side {
  return scene.request.caller.is === 'root'
    ? side('identity', 'yes')
    : allowedBy('identity', identity, scene);
}

/**
 * "If you do not pass a policy, then the resulting federated user session has no permissions."
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
 */
function sessionSide({ session }: Layers, scene: Scene): Side {
  if (session !== undefined) return allowedBy('session', session, scene);
  return side('session', scene.request.caller.is === 'federated-user' ? 'no' : 'yes');
}

/** A layer of one document: where there is none, it does not limit. */
export function present(layer: LayerName, document: PolicyDocument | undefined, scene: Scene): Side {
  return document === undefined ? side(layer, 'yes') : allowedBy(layer, [document], scene);
}

/** A layer of several documents: one of them must allow. */
export function allowedBy(layer: LayerName, documents: readonly PolicyDocument[], scene: Scene): Side {
  const found = documents.map((one) => ({ layer, ...findEffect(one, 'Allow', scene) }));
  return someSide(side(layer, 'no'), ...found);
}
