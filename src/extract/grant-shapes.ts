/**
 * Grants that stand in no policy document of the plan: those that the provider has AWS write for a function URL, and
 * grants of KMS keys.
 */
import { hole, isArray, isHole, isObject, type Value, type ValueObject } from '../base/value.ts';
import { arnOf, conditions, principalOf, type Read } from './statement-parts.ts';

/**
 * With `NONE` the provider itself has AWS let everyone call the function through its URL. Newer providers add a second
 * statement, for `lambda:InvokeFunction` through the same URL; it is the same access.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html#urls-auth-none
 */
export function functionUrl(read: Read): readonly Value[] {
  const type = read('authorization_type');
  if (isHole(type)) return [type];
  if (type !== 'NONE') return [];
  return [
    {
      Sid: 'FunctionURLAllowPublicAccess',
      Effect: 'Allow',
      Principal: '*',
      Action: 'lambda:InvokeFunctionUrl',
      Resource: arnOf('lambda:*:*:function:', read('function_name'), read('qualifier')),
      ...conditions([['StringEquals', 'lambda:FunctionUrlAuthType', 'NONE']]),
    },
  ];
}

/**
 * A grant adds to the key policy. Its operations are named as the actions are; the retiring principal may end it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function kmsGrant(read: Read): readonly Value[] {
  const retiring = read('retiring_principal');
  const key = { Effect: 'Allow', Resource: arnOf('kms:*:*:key/', read('key_id')) };
  const operations = read('operations') ?? hole();
  const actions = isArray(operations)
    ? operations.map((one) => (typeof one === 'string' ? `kms:${one}` : one))
    : operations;
  const used = {
    ...key,
    Principal: namedBy(read('grantee_principal')),
    Action: actions,
    ...contextOf(read('constraints')),
  };
  const retired = { ...key, Principal: namedBy(retiring), Action: 'kms:RetireGrant' };
  return retiring === undefined ? [used] : [used, retired];
}

function namedBy(principal: Value | undefined): Value {
  return typeof principal === 'string' ? principalOf(principal) : (principal ?? hole());
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html */
function contextOf(constraints: Value | undefined): ValueObject {
  if (constraints === undefined) return {};
  if (!isArray(constraints)) return { Condition: hole() };
  const pairs = constraints.flatMap((block) => {
    if (!isObject(block)) return [block];
    return [block.encryption_context_equals, block.encryption_context_subset];
  });
  if (pairs.some((one) => isHole(one))) return { Condition: hole() };
  const entries = pairs.flatMap((one) => (isObject(one) ? Object.entries(one) : []));
  return conditions(entries.map(([name, value]) => ['StringEquals', `kms:EncryptionContext:${name}`, value]));
}
