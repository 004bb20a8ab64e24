/**
 * Resources that are one statement of a resource policy: the statement as the provider has AWS write it.
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
import { hole, isArray, isHole, isObject, isText, type Value, type ValueObject } from '../base/value.ts';

/** Reads one attribute: undefined where unset, a hole where unknown. */
export type Read = (attribute: string) => Value | undefined;

/** Which service's policy it goes into, and the statement. */
export interface Shape {
  readonly service: string;
  readonly statement: (read: Read) => ValueObject;
}

/** By resource type. */
export const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['aws_lambda_permission', { service: 'lambda', statement: lambdaPermission }],
  [
    'aws_lambda_layer_version_permission',
    {
      service: 'lambda',
      statement: (read) => ({
        ...grant(
          read,
          read('action'),
          arnOf('lambda:*:*:layer:', read('layer_name'), read('version_number')),
        ),
        ...conditions([['StringEquals', 'aws:PrincipalOrgID', read('organization_id')]]),
      }),
    },
  ],
  [
    'aws_cloudwatch_event_permission',
    {
      service: 'events',
      statement: (read) => ({
        ...grant(
          read,
          read('action') ?? 'events:PutEvents',
          arnOf('events:*:*:event-bus/', read('event_bus_name') ?? 'default'),
        ),
        ...eventCondition(read('condition')),
      }),
    },
  ],
  [
    'aws_signer_signing_profile_permission',
    {
      service: 'signer',
      statement: (read) =>
        grant(read, read('action'), arnOf('signer:*:*:/signing-profiles/', read('profile_name'))),
    },
  ],
  [
    'aws_acmpca_permission',
    {
      service: 'acm-pca',
      statement: (read) => ({
        ...grant(read, actionsOf(read('actions'), 'acm-pca'), read('certificate_authority_arn') ?? hole()),
        ...conditions([['StringEquals', 'aws:SourceAccount', read('source_account')]]),
      }),
    },
  ],
]);

function grant(read: Read, action: Value | undefined, resource: Value): ValueObject {
  const sid = read('statement_id');
  const principal = read('principal');
  return {
    ...(isText(sid) ? { Sid: sid } : {}),
    Effect: 'Allow',
    Principal: typeof principal === 'string' ? principalOf(principal) : (principal ?? hole()),
    Action: action ?? hole(),
    Resource: resource,
  };
}

/** AWS reads a host name as a service, and account numbers and ARNs as principals of an account. */
function principalOf(principal: string): Value {
  if (principal === '*') return '*';
  const isService = principal.includes('.') && !principal.startsWith('arn:');
  return isService ? { Service: principal } : { AWS: principal };
}

/** The ARN of what is named, in any account and Region; an ARN stays as it is, and what is unknown stays unknown. */
function arnOf(start: string, name: Value | undefined, qualifier?: Value): Value {
  if (typeof name !== 'string') return name ?? hole();
  const arn = name.startsWith('arn:') ? name : `arn:*:${start}${name}`;
  if (qualifier === undefined) return arn;
  return typeof qualifier === 'object' ? hole() : `${arn}:${qualifier}`;
}

function lambdaPermission(read: Read): ValueObject {
  return {
    ...grant(read, read('action'), arnOf('lambda:*:*:function:', read('function_name'), read('qualifier'))),
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
    if (value !== undefined && value !== null)
      written[operator] = { ...written[operator], [key]: typeof value === 'boolean' ? String(value) : value };
  }
  return Object.keys(written).length === 0 ? {} : { Condition: written };
}

function eventCondition(value: Value | undefined): ValueObject {
  if (isHole(value)) return { Condition: value };
  const [block] = isArray(value) ? value : [];
  if (block === undefined) return {};
  if (!isObject(block)) return { Condition: hole() };
  const { type, key, value: one } = block;
  return typeof type === 'string' && typeof key === 'string'
    ? conditions([[type, key, one]])
    : { Condition: hole() };
}

/** The provider takes the names of actions without their service. */
function actionsOf(value: Value | undefined, service: string): Value {
  if (!isArray(value)) return value ?? hole();
  return value.map((name) => (typeof name === 'string' && !name.includes(':') ? `${service}:${name}` : name));
}
