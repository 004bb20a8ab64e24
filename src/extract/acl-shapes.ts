/**
 * Access control lists of S3 as the statements that they stand for. Only what is granted to others than the owner counts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
import {
  hole,
  isArray,
  isHole,
  isObject,
  isText,
  type Text,
  template,
  type Value,
  type ValueObject,
} from '../base/value.ts';
import { arnOf, type Read } from './statement-parts.ts';

/** What a permission of an ACL lets do. */
type Permissions = Readonly<Record<string, readonly string[]>>;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping */
const ofBuckets: Permissions = {
  READ: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
  WRITE: ['s3:PutObject'],
  READ_ACP: ['s3:GetBucketAcl'],
  WRITE_ACP: ['s3:PutBucketAcl'],
};
const ofObjects: Permissions = {
  READ: ['s3:GetObject', 's3:GetObjectVersion'],
  READ_ACP: ['s3:GetObjectAcl', 's3:GetObjectVersionAcl'],
  WRITE_ACP: ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'],
};

const groups = 'http://acs.amazonaws.com/groups/';
const allUsers = `${groups}global/AllUsers`;
const anyAccount = `${groups}global/AuthenticatedUsers`;
const logDelivery = `${groups}s3/LogDelivery`;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const canned: Readonly<Record<string, readonly (readonly [uri: string, permission: string])[]>> = {
  'public-read': [[allUsers, 'READ']],
  'public-read-write': [
    [allUsers, 'READ'],
    [allUsers, 'WRITE'],
  ],
  'authenticated-read': [[anyAccount, 'READ']],
  'log-delivery-write': [
    [logDelivery, 'WRITE'],
    [logDelivery, 'READ_ACP'],
  ],
};

/** The statements of the ACL of a bucket: canned, in a policy of its own, or in blocks of the bucket itself. */
export function bucketAcl(read: Read): readonly Value[] {
  const bucket = bucketArn(read('bucket'));
  const objects = [bucket, template([bucket, '/*'])];
  const grants = [blocksOf(read('access_control_policy'), 'grant'), read('grant')].flatMap(grantsIn);
  return statements([...cannedGrants(read('acl')), ...grants], ofBuckets, objects);
}

/** The statements of the ACL of an object. */
export function objectAcl(read: Read): readonly Value[] {
  const key = read('key');
  const object = template([bucketArn(read('bucket')), '/', isText(key) ? key : hole()]);
  return statements([...cannedGrants(read('acl')), ...grantsIn(read('grant'))], ofObjects, object);
}

/** The statements of the grants that server access logs are written with. */
export function loggingAcl(read: Read): readonly Value[] {
  const objects = template([bucketArn(read('target_bucket')), '/*']);
  return statements(grantsIn(read('target_grant')), ofObjects, objects);
}

/** Of a bucket that is known only after apply the ARN is still one of a bucket. */
function bucketArn(name: Value | undefined): Text {
  const arn = arnOf('s3:::', name);
  return typeof arn === 'string' ? arn : template(['arn:*:s3:::', isText(arn) ? arn : hole()]);
}

interface Grant {
  readonly principal: Value;
  readonly permission: Value;
}

/** A canned ACL that is none of these grants nothing to others. */
function cannedGrants(acl: Value | undefined): readonly Grant[] {
  if (isHole(acl)) return [hiddenGrant];
  const grants = typeof acl === 'string' && Object.hasOwn(canned, acl) ? canned[acl] : undefined;
  return (grants ?? []).map(([uri, permission]) => ({ principal: groupPrincipal(uri), permission }));
}

const hiddenGrant: Grant = { principal: hole(), permission: hole() };

/** Grants of the blocks of both forms: with a block `grantee`, and with the grantee beside the permissions. */
function grantsIn(blocks: Value | undefined): readonly Grant[] {
  if (blocks === undefined) return [];
  return (isArray(blocks) ? blocks : [blocks]).flatMap((block) => {
    if (!isObject(block)) return [hiddenGrant];
    const [grantee = block] = isArray(block.grantee) ? block.grantee : [];
    const permissions = block.permissions ?? block.permission ?? hole();
    const principal = isObject(grantee) ? granteeOf(grantee) : hole();
    return (isArray(permissions) ? permissions : [permissions]).map((permission) => ({
      principal,
      permission,
    }));
  });
}

/** The account behind an e-mail address is not to be told. */
function granteeOf({ id, uri }: ValueObject): Value {
  if (typeof uri === 'string' && uri !== '') return groupPrincipal(uri);
  if (typeof id === 'string' && id !== '') return { CanonicalUser: id };
  return hole();
}

/** Both groups of everybody are everyone to IAM: anybody may open an AWS account. */
function groupPrincipal(uri: string): Value {
  return uri === allUsers || uri === anyAccount ? '*' : { Service: 'logging.s3.amazonaws.com' };
}

function statements(
  grants: readonly Grant[],
  permissions: Permissions,
  resource: Value,
): readonly ValueObject[] {
  return grants.flatMap(({ principal, permission }) => {
    const actions = actionsOf(permission, permissions);
    return actions === undefined
      ? []
      : [{ Effect: 'Allow', Principal: principal, Action: actions, Resource: resource }];
  });
}

/** Undefined for a permission that means nothing here. */
function actionsOf(permission: Value, permissions: Permissions): Value | undefined {
  if (typeof permission !== 'string') return hole();
  if (permission === 'FULL_CONTROL') return Object.values(permissions).flat();
  return Object.hasOwn(permissions, permission) ? permissions[permission] : undefined;
}

/** The blocks inside the first block of a name. */
function blocksOf(value: Value | undefined, inner: string): Value | undefined {
  if (!isArray(value)) return value;
  const [first] = value;
  return isObject(first) ? first[inner] : first;
}
