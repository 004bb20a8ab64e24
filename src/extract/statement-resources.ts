/**
 * Resources that are one statement of a resource policy, as the provider sends it to AWS: rules see them as documents.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_permission
 */
import { isArray, isHole, isText, type Text, type Value, type ValueObject } from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import { after, before } from '../plan/change.ts';
import { containsTrue } from '../plan/merge.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { DocumentSubject } from '../subject/types.ts';
import type { Context } from './context.ts';
import { goneReason } from './documents.ts';
import { originOf } from './origin.ts';
import { hasHole } from './policy-document/render.ts';
import { writtenAttributes } from './unwritten.ts';

/** Reads one attribute: undefined where unset, a hole where unknown. */
type Read = (attribute: string) => Value | undefined;

interface Shape {
  readonly service: string;
  readonly statement: (read: Read) => ValueObject;
}

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['aws_lambda_permission', { service: 'lambda', statement: lambdaPermission }],
  [
    'aws_lambda_layer_version_permission',
    {
      service: 'lambda',
      statement: (read) => ({
        ...grant(read, read('action'), '*'),
        ...conditions([['StringEquals', 'aws:PrincipalOrgID', read('organization_id')]]),
      }),
    },
  ],
  [
    'aws_cloudwatch_event_permission',
    {
      service: 'events',
      statement: (read) => ({
        ...grant(read, read('action') ?? 'events:PutEvents', '*'),
        ...eventCondition(read('condition')),
      }),
    },
  ],
  [
    'aws_signer_signing_profile_permission',
    {
      service: 'signer',
      statement: (read) => grant(read, read('action'), read('profile_version_arn') ?? '*'),
    },
  ],
  [
    'aws_acmpca_permission',
    {
      service: 'acm-pca',
      statement: (read) => ({
        ...grant(read, actionsOf(read('actions'), 'acm-pca'), read('certificate_authority_arn') ?? '*'),
        ...conditions([['StringEquals', 'aws:SourceAccount', read('source_account')]]),
      }),
    },
  ],
]);

/** The document of such a resource; undefined for other types. */
export function statementDocument(context: Context, change: ResourceChange): DocumentSubject | undefined {
  const shape = shapes.get(change.type);
  if (shape === undefined || change.mode !== 'managed') return undefined;
  const reason = goneReason(change);
  const values = reason === undefined ? after(change) : null;
  const earlier = before(change);
  const content = values === null ? undefined : documentOf(shape, writtenAttributes(context, change, values));
  const account = context.account(change);
  return {
    subject: 'document',
    origins: [originOf(context, change, '')],
    kind: 'resource',
    service: shape.service,
    state: content !== undefined && hasHole(content.tree) ? 'partly' : 'known',
    references: [],
    sensitive: containsTrue(change.raw.after_sensitive) || containsTrue(change.raw.before_sensitive),
    judged: content !== undefined,
    ...(reason === undefined ? {} : { reason }),
    ...(content === undefined ? {} : { content }),
    ...(earlier === null ? {} : { before: documentOf(shape, earlier) }),
    ...(account === undefined ? {} : { account }),
  };
}

function documentOf(shape: Shape, values: ValueObject): Extract<Content, { form: 'tree' }> {
  const read: Read = (attribute) => {
    const value = values[attribute];
    return value === null || value === '' ? undefined : value;
  };
  return { form: 'tree', tree: { Version: '2012-10-17', Statement: [shape.statement(read)] } };
}

function grant(read: Read, action: Value | undefined, resource: Value): ValueObject {
  const sid = read('statement_id');
  const principal = read('principal') ?? '*';
  return {
    ...(isText(sid) ? { Sid: sid } : {}),
    Effect: 'Allow',
    Principal: isText(principal) ? principalOf(principal) : principal,
    Action: action ?? [],
    Resource: resource,
  };
}

/** AWS reads a host name as a service, twelve digits and ARNs as an account's principal. */
function principalOf(principal: Text): Value {
  if (typeof principal !== 'string') return { AWS: principal };
  if (principal === '*') return '*';
  return /^[a-z0-9.-]+\.[a-z.]+$/.test(principal) && !/^\d+$/.test(principal)
    ? { Service: principal }
    : { AWS: principal };
}

function lambdaPermission(read: Read): ValueObject {
  return {
    ...grant(read, read('action'), '*'),
    ...conditions([
      ['ArnLike', 'aws:SourceArn', read('source_arn')],
      ['StringEquals', 'aws:SourceAccount', read('source_account')],
      ['StringEquals', 'aws:PrincipalOrgID', read('principal_org_id')],
      ['StringEquals', 'lambda:EventSourceToken', read('event_source_token')],
      ['StringEquals', 'lambda:FunctionUrlAuthType', read('function_url_auth_type')],
      ['Bool', 'lambda:InvokedViaFunctionUrl', read('invoked_via_function_url')],
    ]),
  };
}

function conditions(
  all: readonly (readonly [operator: string, key: string, value: Value | undefined])[],
): ValueObject {
  const written: Record<string, Record<string, Value>> = {};
  for (const [operator, key, value] of all) {
    if (value !== undefined)
      written[operator] = { ...written[operator], [key]: typeof value === 'boolean' ? String(value) : value };
  }
  return Object.keys(written).length === 0 ? {} : { Condition: written };
}

function eventCondition(value: Value | undefined): ValueObject {
  if (isHole(value)) return { Condition: value };
  const [block] = isArray(value) ? value : [];
  if (typeof block !== 'object' || block === null || isArray(block)) return {};
  const { type, key, value: one } = block as ValueObject;
  return typeof type === 'string' && typeof key === 'string' && one !== undefined
    ? conditions([[type, key, one]])
    : {};
}

function actionsOf(value: Value | undefined, service: string): Value {
  const names = isArray(value) ? value : [];
  return names.map((name) => (typeof name === 'string' && !name.includes(':') ? `${service}:${name}` : name));
}
