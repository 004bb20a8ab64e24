/**
 * Who asks: a principal of the plan with everything attached to it, or an ARN that the plan does not know.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import type { ValueObject } from '../base/value.ts';
import { accountOf } from '../iam/caller.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import { anySession, type Caller } from '../iam/request.ts';
import { callerOf, ownAccount } from '../reason/callers.ts';
import type { AttachedPolicy, PrincipalSubject } from '../subject/types.ts';
import { putIn, type Texts } from './put-in.ts';
import type { HiddenDocument, PrincipalSide, Source, SourcedDocument } from './side.ts';

/** Somebody whom the plan does not hold: by ARN, the name of a service, or `anonymous`. Undefined for other texts. */
export function outsideSide(text: string): PrincipalSide | undefined {
  const caller = outsideCaller(text);
  if (caller === undefined) return undefined;
  const account = accountOf(caller);
  const isMember = account !== undefined;
  return {
    caller,
    ...(isMember ? { account } : {}),
    from: 'outside',
    identity: [],
    hidden: [],
    identityHidden: false,
    boundaryHidden: false,
  };
}

function outsideCaller(text: string): Caller | undefined {
  if (text === 'anonymous' || text === '*') return { is: 'anonymous' };
  if (/^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal)$/.test(text)) return { is: 'service', name: text };
  if (/:(saml|oidc)-provider\//.test(text)) return callerOf('Federated', text);
  return callerOf('AWS', text);
}

/** The ARN of a principal of the plan; what the plan does not tell of it stands for any. */
export function arnOf(
  { principal, name, origin, account = ownAccount }: PrincipalSubject,
  attributes: ValueObject | undefined,
): string {
  const { arn, path } = attributes ?? {};
  if (typeof arn === 'string' && principal !== 'permission-set' && principal !== 'group') return arn;
  const shown = name ?? `‹${origin.address}›`;
  const at = `arn:aws:iam::${account}`;
  const below = typeof path === 'string' && path !== '' ? path : '/';
  switch (principal) {
    case 'role':
      return `${at}:role${below}${shown}`;
    case 'user':
      return `${at}:user${below}${shown}`;
    // A group asks for nothing itself: a user who is in it does.
    case 'group':
      return `${at}:user/member-of-${shown}`;
    case 'permission-set':
      return `${at}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${shown}_0123456789abcdef`;
  }
}

/** A principal of the plan. `texts`: names and ARNs that its documents may refer to. */
export function planSide(subject: PrincipalSubject, arn: string, texts: Texts): PrincipalSide {
  const { principal, policies, inherited = [], boundary } = subject;
  const account = subject.account ?? accountIn(arn);
  const is = principal === 'user' || principal === 'group' ? 'user' : 'role';
  const read = [...policies, ...inherited].map((one) => readAttached(one, texts));
  const limit = boundary === undefined ? undefined : readAttached(boundary, texts);
  const hidden = read.filter((one): one is HiddenDocument => 'reason' in one);
  return {
    caller: is === 'user' ? { is, arn } : { is, arn, session: anySession },
    ...(account === undefined ? {} : { account }),
    from: 'plan',
    identity: read.filter((one): one is SourcedDocument => 'document' in one),
    ...(limit !== undefined && 'document' in limit ? { boundary: limit } : {}),
    hidden: limit !== undefined && 'reason' in limit ? [...hidden, limit] : hidden,
    identityHidden: hidden.length > 0,
    boundaryHidden: limit !== undefined && 'reason' in limit,
  };
}

/** The stand-in of an account that nobody knows is none. */
function accountIn(arn: string): string | undefined {
  const account = arn.split(':')[4];
  return account === ownAccount ? undefined : account;
}

function readAttached(policy: AttachedPolicy, texts: Texts): SourcedDocument | HiddenDocument {
  const { content, reason = 'its document is not known', sensitive } = policy;
  const source = sourceOf(policy);
  if (content === undefined) return { source, reason };
  const parsed = parsePolicy(content);
  if (!parsed.ok) return { source, reason: 'it is no policy document, and AWS would refuse it' };
  return { source: { ...source, sensitive }, document: putIn(parsed.document, texts), content };
}

function sourceOf({ origin, document, by, arn }: AttachedPolicy): Source {
  const { address, attribute } = document ?? origin;
  return { address, attribute, ...(by === 'aws' && arn !== undefined ? { policy: arn } : {}) };
}
