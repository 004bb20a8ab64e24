/**
 * The layers of policies that AWS evaluates for a request, and which of them apply to whom.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { accountOf } from './caller.ts';
import type { Request } from './request.ts';
import type { PolicyDocument } from './types.ts';

/** The policies that apply to a request. A layer that is absent does not limit, but see `resource` and `trust`. */
export interface Layers {
  /** Inline and attached policies of the caller and its groups, one union. */
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  /** Session policies, a union; an empty list is none. Without them a federated user's session has no permissions of its own. */
  readonly session?: readonly PolicyDocument[];
  /** One list a level, root → OU → account of the caller; each level must allow. Absent for the management account. */
  readonly scps?: readonly (readonly PolicyDocument[])[];
  /** One list a level, of the resource's account; only their denies count, since `RCPFullAWSAccess` allows all. */
  readonly rcps?: readonly (readonly PolicyDocument[])[];
  /** The policy of the resource. A KMS key always has one: without it nothing is allowed on a key. */
  readonly resource?: PolicyDocument;
  /** The trust policy of the role, for `sts:AssumeRole` and its kin: without it nothing is allowed on a role. */
  readonly trust?: PolicyDocument;
  readonly endpoint?: PolicyDocument;
  /** Account that owns the resource; absent: the caller's own. */
  readonly resourceAccount?: string;
}

/**
 * The layers that apply to the caller and the action. Whoever belongs to no account has no identity side, and the root
 * user is limited by SCPs alone. SCPs and RCPs do not apply to service-linked roles.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function applicableLayers(layers: Layers, { caller, action }: Request): Layers {
  const { boundary, session, scps, rcps, trust, ...rest } = layers;
  const isMember = accountOf(caller) !== undefined;
  const hasPolicies = isMember && caller.is !== 'root';
  const isFree = caller.is === 'role' && caller.arn.includes(':role/aws-service-role/');
  return {
    ...rest,
    identity: hasPolicies ? layers.identity : [],
    ...(hasPolicies && boundary !== undefined ? { boundary } : {}),
    ...(hasPolicies && session !== undefined && session.length > 0 ? { session } : {}),
    ...(isMember && !isFree && scps !== undefined ? { scps } : {}),
    ...(!isFree && rcps !== undefined ? { rcps } : {}),
    ...(isAssuming(action) && trust !== undefined ? { trust } : {}),
  };
}

/** The actions that a trust policy decides: assuming the role, and what is passed with it. */
export function isAssuming(action: string): boolean {
  return /^sts:(assumerole(with\w+)?|tagsession|setsourceidentity|setcontext)$/i.test(action);
}

/** Aliases and actions without a resource (`kms:CreateKey`) have no key policy. */
export function isKeyAction(action: string, arn: string): boolean {
  return /^kms:/i.test(action) && /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(arn);
}
