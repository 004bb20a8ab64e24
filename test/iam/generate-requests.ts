/**
 * Requests for the agreement tests: few names, so that documents made beside them match often.
 */
import type { Caller, KeyValue, Request } from '../../src/iam/request.ts';
import type { Random } from './random.ts';

/** The two accounts of all cases. */
export const accounts = ['111122223333', '444455556666'] as const;

/** Every kind of caller. */
export const callers: readonly Caller[] = [
  { is: 'anonymous' },
  { is: 'service', name: 'cloudtrail.amazonaws.com' },
  { is: 'root', arn: 'arn:aws:iam::111122223333:root' },
  { is: 'user', arn: 'arn:aws:iam::111122223333:user/bob' },
  { is: 'user', arn: 'arn:aws:iam::444455556666:user/staff/Bob' },
  { is: 'user', arn: 'arn:aws-cn:iam::111122223333:user/bob' },
  { is: 'role', arn: 'arn:aws:iam::111122223333:role/app/Deploy', session: 'bob' },
  { is: 'role', arn: 'arn:aws:iam::444455556666:role/Deploy', session: 'red' },
  {
    is: 'role',
    arn: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
    session: 'ecs',
  },
  { is: 'federated-user', arn: 'arn:aws:sts::111122223333:federated-user/bob' },
  {
    is: 'web-identity',
    provider: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
  },
  { is: 'web-identity', provider: 'graph.facebook.com' },
  { is: 'saml', provider: 'arn:aws:iam::111122223333:saml-provider/okta' },
  { is: 'canonical-user', id: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
];

/** Actions with resources that they may be about. */
export const targets: readonly (readonly [action: string, resource: string])[] = [
  ['s3:GetObject', 'arn:aws:s3:::bucket/bob/red.txt'],
  ['s3:PutObject', 'arn:aws:s3:::bucket/a*b'],
  ['s3:ListBucket', 'arn:aws:s3:::bucket'],
  ['s3:ListAllMyBuckets', '*'],
  ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:111122223333:table/red'],
  ['logs:PutLogEvents', 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/red:log-stream:bob'],
  ['sns:Publish', 'arn:aws:sns:us-east-1:444455556666:bob'],
  ['sqs:SendMessage', 'arn:aws-cn:sqs:cn-north-1:111122223333:bob'],
  ['iam:PassRole', 'arn:aws:iam::111122223333:role/app/Deploy'],
  ['ec2:DescribeInstances', '*'],
  ['kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/1234abcd'],
  ['kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:alias/red'],
  ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/app/Deploy'],
  ['sts:AssumeRoleWithWebIdentity', 'arn:aws:iam::111122223333:role/app/Deploy'],
  ['sts:AssumeRoleWithSAML', 'arn:aws:iam::111122223333:role/app/Deploy'],
  ['sts:TagSession', 'arn:aws:iam::111122223333:role/app/Deploy'],
  ['sts:GetCallerIdentity', '*'],
];

/** What a key holds, which decides what may be compared with it. */
export type Family = 'String' | 'Numeric' | 'Date' | 'Bool' | 'Ip' | 'Arn' | 'Binary';

/** Keys by what they hold. */
export const keysByFamily: Readonly<Record<Family, readonly string[]>> = {
  String: ['aws:PrincipalTag/Team', 'aws:RequestTag/Owner', 's3:prefix', 'aws:username', 'aws:TagKeys'],
  Numeric: ['s3:max-keys', 'aws:MultiFactorAuthAge'],
  Date: ['aws:CurrentTime', 'aws:TokenIssueTime'],
  Bool: ['aws:SecureTransport', 'aws:PrincipalIsAWSService'],
  Ip: ['aws:SourceIp', 'aws:VpcSourceIp'],
  Arn: ['aws:SourceArn', 'aws:PrincipalArn'],
  Binary: ['test:Binary'],
};

/** Values by what they are, good ones and bad ones. */
export const valuesByFamily: Readonly<Record<Family, readonly string[]>> = {
  String: ['red', 'Red', 'bob', 'blue', '', 'a*b', 'a?b', '*', 'a:b', 'straße', 'STRASSE', 'É', 'é', 'a\nb'],
  Numeric: [
    ...['10', '10.0', '10.50', '10.5', '9', '-1', '-1.5', '+10', '010', '0', '-0', '1e1', '0xA', '10abc', ''],
    ...['9007199254740993', '9007199254740992', '0.30000000000000004', '0.3', '10 '],
  ],
  Date: [
    ...['2024-01-01', '2024-01-01T00:00Z', '2024-01-01T00:00:00Z', '2024-01-01T02:00:00+02:00', '1704067200'],
    ...['2024-01-01T00:00:00.5Z', '2024-01-01T00:00:00.500Z', '1704067201', '2023-12-31T23:59:59Z'],
    ...[
      '2023-12-31T23:30-00:30',
      '2024-02-29',
      '2023-02-29',
      '2024-13-01',
      '2024-01-01T25:00Z',
      'tomorrow',
      '',
    ],
    ...['2024-01-01T00:00:00.5000001Z', '2024-03-01', '2024-02-30', '2024-01', '2024-01-01T00:00:00'],
  ],
  Bool: ['true', 'false', 'True', 'FALSE', 'yes', '1', '', '${aws:SecureTransport}'],
  Ip: [
    ...['10.0.0.2', '10.0.0.1', '10.0.0.1/32', '10.0.0.0/8', '10.0.0.1/8', '192.168.0.0/16', '0.0.0.0/0'],
    ...[
      '::/0',
      '2001:db8::1',
      '2001:db8::/32',
      '2001:0DB8:0:0:0:0:0:1',
      '2001:db8::1/128',
      '2001:db8::2/127',
    ],
    ...[
      '::ffff:10.0.0.1',
      '::ffff:0:0/96',
      '::1',
      '10.0.0',
      '10.0.0.256',
      '10.0.0.1/33',
      '1::2::3',
      'bad',
      '',
    ],
  ],
  Arn: [
    ...[
      'arn:aws:sns:us-east-1:111122223333:red',
      'arn:aws:sns:*:111122223333:*',
      'arn:aws:iam::111122223333:user/bob',
    ],
    ...[
      'arn:aws:iam::*:role/app/*',
      'arn:aws:iam::111122223333:role/app/Deploy',
      'arn:*:iam::??????????33:*',
      '*',
    ],
    ...[
      'arn:aws:logs:us-east-1:111122223333:log-group:red',
      'arn:aws:*',
      'red',
      '',
      'arn:aws:sns:us-east-1:*',
      '*:*:*:*:*:*',
    ],
    ...[
      '${aws:PrincipalArn}',
      'arn:aws:iam::${aws:PrincipalAccount}:*',
      'arn:aws:iam::111122223333:user/${aws:username}',
    ],
  ],
  Binary: ['AQID', 'AQI=', 'AQJ=', 'AQI', 'QUJD', '####', ''],
};

/** The families, in one order. */
export const families = Object.keys(keysByFamily) as readonly Family[];

/** A request; `caller` where it is given. */
export function makeRequest(random: Random): Request {
  const [action, resource] = random.pick(targets);
  const context = new Map<string, KeyValue>();
  for (const family of families) {
    for (const key of keysByFamily[family]) {
      if (random.chance(0.55)) context.set(key.toLowerCase(), makeValue(random, family, key));
    }
  }
  return { caller: random.pick(callers), action, resource, context };
}

function makeValue(random: Random, family: Family, key: string): KeyValue {
  // Patterns stand in policies; in a request a `*` is itself.
  const values = valuesByFamily[family].filter((value) => !value.includes('${'));
  const value = () => (random.chance(0.7) ? random.pick(values) : (values[random.below(3)] ?? ''));
  const listed = key === 'aws:TagKeys' ? 0.8 : 0.06;
  return random.chance(listed) ? Array.from({ length: random.below(4) }, value) : value();
}
