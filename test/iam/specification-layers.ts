/**
 * The specification of all documents together that take part in one request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html (EL below) and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (PB)
 */
import type { Caller, Request } from '../../src/iam/request.ts';
import { matchesBesidesPrincipal, specifyStatement, statementsOf } from './specification.ts';
import { type Answer, anyOf, type Json, type WrittenStatement } from './specification-answers.ts';
import { accountOf } from './specification-context.ts';
import { entriesOf, type Naming, names, namingOf } from './specification-principals.ts';

/** The layers of `src/iam/evaluate-layers.ts`, as JSON. */
export interface WrittenLayers {
  readonly identity: readonly Json[];
  readonly boundary?: Json;
  readonly session?: readonly Json[];
  readonly scps?: readonly (readonly Json[])[];
  readonly rcps?: readonly (readonly Json[])[];
  readonly resource?: Json;
  readonly trust?: Json;
  readonly endpoint?: Json;
  readonly resourceAccount?: string;
}

/** What becomes of a request. */
export type Outcome = 'allowed' | 'denied' | 'not-allowed' | 'ambiguous';

/**
 * The outcome. Where pages leave open whether a statement matches, it is decided twice: once with as few grants as
 * possible and once with as many. A grant only ever adds, so the outcome is open just where the two differ.
 */
export function specifyLayers(layers: WrittenLayers, request: Request): Outcome {
  const { caller } = request;
  const isPrincipal = accountIn(caller) !== undefined;
  // "No permissions are required", and a Deny has no effect.
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  const isSigned = isPrincipal || caller.is === 'service';
  if (isSigned && request.action.toLowerCase() === 'sts:getcalleridentity') return 'allowed';
  const denied = deniedIn(layers, request);
  if (denied === 'yes') return 'denied';
  const few = isGranted(layers, request, (answer) => answer === 'yes', false);
  const many = isGranted(layers, request, (answer) => answer !== 'no', true);
  if (denied === 'ambiguous' || few !== many) return 'ambiguous';
  return few ? 'allowed' : 'not-allowed';
}

/** The account whose principal the caller is. */
function accountIn(caller: Caller): string | undefined {
  return 'arn' in caller ? accountOf(caller.arn) : undefined;
}

/**
 * "SCPs do not affect any service-linked role", nor do RCPs;
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * orgs_manage_policies_rcps.html
 */
const isServiceLinked = (caller: Caller) =>
  caller.is === 'role' && (caller.arn.split(':')[5] ?? '').startsWith('role/aws-service-role/');

/**
 * Trust policies speak for the actions with which a role is taken, and for what is passed along. EL;
 * UG/id_session-tags.html
 */
const isAssumption = (request: Request) =>
  /^sts:(assumerole(withsaml|withwebidentity)?|tagsession|setsourceidentity|setcontext)$/i.test(
    request.action,
  );

/** A KMS key, not an alias: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
const isKey = (request: Request) =>
  request.action.toLowerCase().startsWith('kms:') &&
  /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(request.resource);

/** What speaks for the resource: a role's trust policy where it is assumed, else the resource's own policy. */
const resourceSide = (layers: WrittenLayers, request: Request) =>
  isAssumption(request) ? layers.trust : layers.resource;

/** EL: "an explicit deny in any applicable policy". */
function deniedIn(layers: WrittenLayers, request: Request): Answer {
  const { caller } = request;
  const present = (document: Json | undefined) => (document === undefined ? [] : [document]);
  const own = hasPolicies(caller)
    ? [...layers.identity, ...present(layers.boundary), ...(layers.session ?? [])]
    : [];
  // "SCPs affect … the root user in each member account", not services; EL and orgs_manage_policies_scps.html.
  const scps = isUnderScps(caller) ? (layers.scps ?? []).flat() : [];
  const resource = [...present(resourceSide(layers, request)), ...present(layers.endpoint)];
  const denials = [...own, ...scps, ...resource].map((document) => denies(document, request));
  const spared = (layers.boundary ? resource : []).map((document) => deniesInSpiteOf(document, request));
  const rcps = isServiceLinked(caller) ? [] : (layers.rcps ?? []).flat();
  return anyOf([...denials, ...spared, ...rcps.map((document) => rcpDenies(document, request))]);
}

/** Root has no policies of its own, others than principals of an account have none either. UG/access_policies.html */
const hasPolicies = (caller: Caller) => accountIn(caller) !== undefined && caller.is !== 'root';
const isUnderScps = (caller: Caller) => accountIn(caller) !== undefined && !isServiceLinked(caller);

const withEffect = (document: Json, effect: string) =>
  statementsOf(document).filter((statement) => statement.Effect === effect);

const denies = (document: Json, request: Request) =>
  anyOf(withEffect(document, 'Deny').map((statement) => specifyStatement(statement, document, request)));

/** In an RCP the principal is `*`, always, and that is everyone who asks. orgs_manage_policies_rcps_syntax.html */
const rcpDenies = (document: Json, request: Request) =>
  anyOf(
    withEffect(document, 'Deny').map((statement) => matchesBesidesPrincipal(statement, document, request)),
  );

/**
 * PB: NotPrincipal with Deny "will always deny any IAM principal that has a permissions boundary policy attached", a
 * user or a role. Whether the session of a federated user is one when its user has a boundary, the page does not tell.
 */
function deniesInSpiteOf(document: Json, request: Request): Answer {
  if (!hasPolicies(request.caller)) return 'no';
  const denied = anyOf(
    withEffect(document, 'Deny')
      .filter((statement) => 'NotPrincipal' in statement)
      .map((statement) => matchesBesidesPrincipal(statement, document, request)),
  );
  return request.caller.is === 'federated-user' && denied === 'yes' ? 'ambiguous' : denied;
}

/** Is it granted, when nothing denies it? `wide`: the reading of open points that grants more. */
function isGranted(
  layers: WrittenLayers,
  request: Request,
  counts: (answer: Answer) => boolean,
  wide: boolean,
): boolean {
  const { caller } = request;
  const allows = (document: Json) =>
    withEffect(document, 'Allow').some((statement) => counts(specifyStatement(statement, document, request)));
  const resource = resourceSide(layers, request);
  const grants = resource === undefined ? [] : grantsOf(resource, request, counts);
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html: the endpoint must allow as well.
  if (layers.endpoint !== undefined && !allows(layers.endpoint)) return false;
  // EL: a service, or nobody in particular, has what the resource grants.
  const account = accountIn(caller);
  if (isRefused(request)) return false;
  if (account === undefined) return grants.length > 0;
  // orgs_manage_policies_scps_evaluation.html: "an explicit Allow statement at every level from the root through each
  // OU".
  if (isUnderScps(caller) && (layers.scps ?? []).some((level) => !level.some(allows))) return false;
  // UG/id_root-user.html: root may do everything in its account.
  const identity = caller.is === 'root' || layers.identity.some(allows);
  const boundary = !hasPolicies(caller) || layers.boundary === undefined || allows(layers.boundary);
  const sessions = hasPolicies(caller) ? (layers.session ?? []) : [];
  // "If you do not pass a policy, then the resulting federated user session has no permissions."
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
  const session = sessions.length === 0 ? caller.is !== 'federated-user' : sessions.some(allows);
  const own = identity && boundary && session;
  // UG/reference_policies_evaluation-logic-cross-account.html: both accounts must allow.
  if (account !== (layers.resourceAccount ?? account)) return own && grants.length > 0;
  // EL, same account: identity or resource; a role's trust policy and a key's policy must allow, too.
  if (own && (!(isAssumption(request) || isKey(request)) || grants.length > 0)) return true;
  return grants.some((grant) => isEnough(grant, { boundary, session }, wide));
}

/**
 * A token and an assertion are for the action that takes it, and STS and KMS take signed requests for all others. "You
 * cannot use AWS account root user credentials to call AssumeRole."
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, API_AssumeRoleWithWebIdentity.html,
 * API_AssumeRoleWithSAML.html
 */
function isRefused(request: Request): boolean {
  const { is } = request.caller;
  switch (request.action.toLowerCase()) {
    case 'sts:assumerolewithwebidentity':
      return is !== 'web-identity';
    case 'sts:assumerolewithsaml':
      return is !== 'saml';
    case 'sts:assumerole':
      return is === 'web-identity' || is === 'saml' || is === 'anonymous' || is === 'root';
    default:
      return is === 'anonymous' && (isAssumption(request) || isKey(request));
  }
}

/** How a statement of a resource's policy grants. */
type Grant = Naming | 'principal-arn';

/** By which names of the caller the resource's policy grants. */
function grantsOf(document: Json, request: Request, counts: (answer: Answer) => boolean): readonly Grant[] {
  return withEffect(document, 'Allow').flatMap((statement): readonly Grant[] => {
    if (!counts(specifyStatement(statement, document, request))) return [];
    if (!('Principal' in statement)) return ['everyone'];
    return entriesOf(statement.Principal)
      .filter((entry) => counts(names(entry, request.caller)))
      .map((entry) => namingOf(entry, request.caller))
      .map((naming) => (naming === 'everyone' && isOnPrincipalArn(statement) ? 'principal-arn' : naming));
  });
}

/** EL: "granted using the aws:PrincipalArn condition key with a wildcard(*) in the Principal element", directly. */
function isOnPrincipalArn(statement: WrittenStatement): boolean {
  return Object.entries((statement.Condition ?? {}) as Readonly<Record<string, Json>>).some(
    ([operator, keys]) =>
      /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/i.test(operator) &&
      Object.keys(keys as object).some((key) => key.toLowerCase() === 'aws:principalarn'),
  );
}

/** EL and PB, "resource-based policies": is the grant enough when the caller's own policies say nothing? */
function isEnough(
  grant: Grant,
  own: { readonly boundary: boolean; readonly session: boolean },
  wide: boolean,
): boolean {
  switch (grant) {
    case 'user':
      return own.session;
    case 'role':
      return own.boundary && own.session;
    case 'session':
    case 'federated-user':
    case 'principal-arn':
      return true;
    case 'everyone':
      // Whether `*` names the session itself, no page tells.
      return wide || (own.boundary && own.session);
    default:
      // An account delegates to its administrators, and grants nobody anything by itself.
      return false;
  }
}
