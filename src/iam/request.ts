/**
 * One concrete request as IAM sees it: who asks for which action on which resource, with which condition keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */

/**
 * Who makes a request. Keys that follow from the principal (`aws:PrincipalArn`, `aws:PrincipalAccount`,
 * `aws:PrincipalType` …) are derived from it, so that a context can not contradict it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Caller =
  /** Nobody in particular: an unsigned request. */
  | { readonly is: 'anonymous' }
  /** An AWS service by its name, `cloudtrail.amazonaws.com`. */
  | { readonly is: 'service'; readonly name: string }
  /** The root user of an account; `arn` is `arn:aws:iam::123456789012:root`. */
  | { readonly is: 'root'; readonly arn: string }
  /** An IAM user by its ARN, with path. */
  | { readonly is: 'user'; readonly arn: string }
  /** A session of a role: the role's ARN, with path, and the name of the session. */
  | { readonly is: 'role'; readonly arn: string; readonly session: string }
  /** A session of `sts:GetFederationToken`: `arn:aws:sts::123456789012:federated-user/NAME`. */
  | { readonly is: 'federated-user'; readonly arn: string }
  /** Whoever has a token of an OIDC provider (its ARN, or a built-in name), asking for a role. */
  | { readonly is: 'web-identity'; readonly provider: string }
  /** Whoever has an assertion of a SAML provider (its ARN), asking for a role. */
  | { readonly is: 'saml'; readonly provider: string }
  /** An S3 canonical user id. */
  | { readonly is: 'canonical-user'; readonly id: string };

/** The value of a condition key: text for a single-valued key, a list for a multi-valued one (empty: present and empty). */
export type KeyValue = string | readonly string[];

/** Condition keys by name in lower case. A key that is not there is absent from the request. */
export type Context = ReadonlyMap<string, KeyValue>;

/** One request. */
export interface Request {
  readonly caller: Caller;
  /** Full name, `s3:GetObject`, no wildcards. */
  readonly action: string;
  /** An ARN, or `*` for an action that takes no resource. No wildcards. */
  readonly resource: string;
  /** What the caller does not determine. Keys that follow from the caller are added by `contextOf`. */
  readonly context: Context;
}

/** The session of a role where it does not matter which. */
export const anySession = 'session';

/**
 * How outputs name who asks: an ARN, the name of a service, a provider, a canonical user id, or `anonymous`. A role stands
 * for its sessions, but for the one that a policy names.
 */
export function nameOfCaller(caller: Caller): string {
  switch (caller.is) {
    case 'anonymous':
      return 'anonymous';
    case 'service':
      return caller.name;
    case 'web-identity':
    case 'saml':
      return caller.provider;
    case 'canonical-user':
      return caller.id;
    case 'role':
      return caller.session === anySession ? caller.arn : sessionArn(caller.arn, caller.session);
    default:
      return caller.arn;
  }
}

/** The ARN of a role's session; it has the role's name without its path. */
export function sessionArn(role: string, session: string): string {
  const [, partition, , , account] = role.split(':');
  const name = role.slice(role.lastIndexOf('/') + 1);
  return `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`;
}
