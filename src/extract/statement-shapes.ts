/**
 * Resources that are statements of a resource policy: the statements as the provider has AWS write them.
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
import { hole, isArray, isHole, isObject, isText, type Value, type ValueObject } from '../base/value.ts';
import { bucketAcl, loggingAcl, objectAcl } from './acl-shapes.ts';
import { functionUrl, kmsGrant } from './grant-shapes.ts';
import { arnOf, conditions, principalOf, type Read } from './statement-parts.ts';

/** Which service's policy it goes into, and the statements: none where the resource grants nothing. */
export interface Shape {
  readonly service: string;
  readonly statements: (read: Read) => readonly Value[];
  /** The attribute that names the bucket whose ACL it is. */
  readonly aclOf?: string;
}

/** By resource type. */
export const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['aws_lambda_permission', { service: 'lambda', statements: (read) => [lambdaPermission(read)] }],
  [
    'aws_lambda_layer_version_permission',
    {
      service: 'lambda',
      statements: (read) => [
        {
          ...grant(
            read,
            read('action'),
            arnOf('lambda:*:*:layer:', read('layer_name'), read('version_number')),
          ),
          ...conditions([['StringEquals', 'aws:PrincipalOrgID', read('organization_id')]]),
        },
      ],
    },
  ],
  [
    'aws_cloudwatch_event_permission',
    {
      service: 'events',
      statements: (read) => [
        {
          ...grant(
            read,
            read('action') ?? 'events:PutEvents',
            arnOf('events:*:*:event-bus/', read('event_bus_name') ?? 'default'),
          ),
          ...eventCondition(read('condition')),
        },
      ],
    },
  ],
  [
    'aws_signer_signing_profile_permission',
    {
      service: 'signer',
      statements: (read) => [
        grant(read, read('action'), arnOf('signer:*:*:/signing-profiles/', read('profile_name'))),
      ],
    },
  ],
  [
    'aws_acmpca_permission',
    {
      service: 'acm-pca',
      statements: (read) => [
        {
          ...grant(read, actionsOf(read('actions'), 'acm-pca'), read('certificate_authority_arn') ?? hole()),
          ...conditions([['StringEquals', 'aws:SourceAccount', read('source_account')]]),
        },
      ],
    },
  ],
  ['aws_lambda_function_url', { service: 'lambda', statements: functionUrl }],
  ['aws_kms_grant', { service: 'kms', statements: kmsGrant }],
  ['aws_s3_bucket_acl', { service: 's3', statements: bucketAcl, aclOf: 'bucket' }],
  ['aws_s3_bucket', { service: 's3', statements: bucketAcl, aclOf: '' }],
  ['aws_s3_object', { service: 's3', statements: objectAcl, aclOf: 'bucket' }],
  ['aws_s3_bucket_object', { service: 's3', statements: objectAcl, aclOf: 'bucket' }],
  ['aws_s3_object_copy', { service: 's3', statements: objectAcl, aclOf: 'bucket' }],
  ['aws_s3_bucket_logging', { service: 's3', statements: loggingAcl, aclOf: 'target_bucket' }],
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
