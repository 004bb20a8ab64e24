/**
 * Policy documents at random, of every kind that rules judge, with what is dangerous in them often enough.
 */
import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/base/value.ts';
import type { PolicyKind } from '../../src/subject/types.ts';

/** A document with what it is for. */
export interface Drawn {
  readonly kind: PolicyKind;
  readonly service?: string;
  readonly statements: readonly JsonObject[];
}

const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1, maxLength: 3 });
const effects = fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny');

const identityActions = [
  '*',
  's3:*',
  's3:GetObject',
  'S3:getobject',
  'iam:PassRole',
  'iam:*',
  'ec2:Describe*',
  'kms:Decrypt',
  'sts:AssumeRole',
];
const resourceActions = ['s3:*', 's3:GetObject', 's3:PutObject', 's3:PutBucketPolicy', 's3:List*'];
const trustActions = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:*'];
const resources = [
  '*',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::*',
  'arn:aws:iam::123456789012:role/*',
  'arn:aws:iam::account-id:role/app',
];
const bucket = ['*', 'arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'];
const principals: readonly Json[] = [
  '*',
  { AWS: '*' },
  { AWS: ['arn:aws:iam::999988887777:root', '123456789012'] },
  { AWS: 'arn:aws:iam::123456789012:role/app' },
  { Service: ['lambda.amazonaws.com', 's3.amazonaws.com'] },
  { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
];
const conditions: readonly JsonObject[] = [
  {},
  {},
  { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  { StringLike: { 'aws:PrincipalOrgID': 'o-*' } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
  { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { Bool: { 'aws:SecureTransport': 'false' } },
  { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  { StringEquals: { 'sts:ExternalId': 'a1b2c3d4-e5f6' } },
  { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } },
  {
    StringEquals: {
      'token.actions.githubusercontent.com:sub': ['repo:acme/app:ref:refs/heads/main', 'repo:*'],
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
    },
  },
  { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:123456789012:*' }, Null: { 'aws:SourceArn': 'false' } },
];

function statementOf(elements: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<JsonObject> {
  return fc
    .record({ Effect: effects, ...elements, Condition: fc.constantFrom(...conditions) })
    .map(({ Condition, ...rest }) => (Object.keys(Condition).length === 0 ? rest : { ...rest, Condition }));
}

const negated = (element: string, values: readonly string[]) =>
  fc
    .record({ not: fc.constantFrom(false, false, false, true), listed: some(values) })
    .map(({ not, listed }): JsonObject => ({ [not ? `Not${element}` : element]: listed }));

const withClauses = (one: fc.Arbitrary<JsonObject>, ...clauses: readonly fc.Arbitrary<JsonObject>[]) =>
  fc.tuple(one, ...clauses).map((parts): JsonObject => Object.assign({}, ...parts));

const anyPrincipal = fc.constantFrom(...principals);
const identity = withClauses(
  statementOf({}),
  negated('Action', identityActions),
  negated('Resource', resources),
);
const resource = withClauses(
  statementOf({ Principal: anyPrincipal, Resource: some(bucket) }),
  negated('Action', resourceActions),
);
const trust = statementOf({ Principal: anyPrincipal, Action: some(trustActions) });

const listOf = (one: fc.Arbitrary<JsonObject>) => fc.array(one, { minLength: 1, maxLength: 3 });

/** Documents of every kind. */
export const anyDocument: fc.Arbitrary<Drawn> = fc.oneof(
  listOf(identity).map((statements): Drawn => ({ kind: 'identity', statements })),
  listOf(resource).map((statements): Drawn => ({ kind: 'resource', service: 's3', statements })),
  listOf(trust).map((statements): Drawn => ({ kind: 'trust', statements })),
);

/** The document as JSON. */
export function written(statements: readonly Json[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}

/** The pointers of every place in a statement, its root left out: lists and objects as well as texts. */
export function placesIn(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const place = [...path, key];
    return [place, ...placesIn(one, place)];
  });
}

/** The value with another at a place. */
export function replaced(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === key ? replaced(one, rest, by) : one));
  const object = value as JsonObject;
  return { ...object, [key]: replaced(object[key] ?? null, rest, by) };
}

/** The same keys and elements, elements and keys in an order that `keys` gives. */
export function shuffled(value: Json, keys: readonly number[]): Json {
  if (typeof value !== 'object' || value === null) return value;
  const rank = (at: number) => keys[at % keys.length] ?? 0;
  const order = <T>(all: readonly T[]) =>
    all.map((one, at) => ({ one, at })).sort((a, b) => rank(a.at) - rank(b.at) || a.at - b.at);
  if (Array.isArray(value)) return order(value as readonly Json[]).map(({ one }) => shuffled(one, keys));
  return Object.fromEntries(
    order(Object.entries(value)).map(({ one: [key, member] }) => [key, shuffled(member, keys)]),
  );
}
