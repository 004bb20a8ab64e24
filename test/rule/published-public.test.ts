/**
 * What AWS's own pages call public or shared with others, row by row, with the page that says so. Where a page says
 * otherwise than we do, the row says why.
 */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/value.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import { judgeDocument } from '../../src/rule/judge.ts';
import { compiled } from '../policies/files.ts';
import { documentSubject, idsOf } from '../policies/judged.ts';

const s3 =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status';
const analyzer = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html';
const sqs =
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html';
const sns = 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html';
const kms = 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html';
const lambda = 'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html';
const urls = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';

/** Anyone; another account by name; a service on anybody's behalf; nobody but the own account. */
type Reach = 'public' | 'shared' | 'service' | 'own';

interface Row {
  readonly what: string;
  readonly page: string;
  readonly service: string;
  readonly statements: readonly Json[];
  /** The account of the resource, where the page tells and it matters. */
  readonly account?: string;
  readonly reach: Reach;
}

const allow = (more: object): Json => ({ Effect: 'Allow', ...more }) as Json;
const put = (more: object) => allow({ Action: 's3:PutObject', Resource: '*', ...more });
const queue = 'arn:aws:sqs:us-east-2:444455556666:queue1';
const topic = 'arn:aws:sns:us-east-2:444455556666:MyTopic';
const lambdaFunction = 'arn:aws:lambda:us-east-2:444455556666:function:my-function';
const objects = 'arn:aws:s3:us-west-2:123456789012:accesspoint/*';

const rows: readonly Row[] = [
  {
    what: 'tokens of a provider that anybody can join',
    page: s3,
    service: 's3',
    statements: [put({ Principal: { Federated: 'graph.facebook.com' } })],
    reach: 'public',
  },
  { what: 'everyone', page: s3, service: 's3', statements: [put({ Principal: '*' })], reach: 'public' },
  {
    what: 'any VPC',
    page: s3,
    service: 's3',
    statements: [put({ Principal: '*', Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } })],
    reach: 'public',
  },
  {
    what: 'one VPC',
    page: s3,
    service: 's3',
    statements: [put({ Principal: '*', Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-91237329' } } })],
    reach: 'own',
  },
  {
    what: 'a range of half of all addresses',
    page: s3,
    service: 's3',
    statements: [put({ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } })],
    reach: 'public',
  },
  {
    what: 'the access points of one account',
    page: s3,
    service: 's3',
    statements: [put({ Principal: '*', Condition: { ArnLike: { 's3:DataAccessPointArn': objects } } })],
    reach: 'own',
  },
  {
    what: 'a service, another account, and the public: one public statement makes the whole public',
    page: s3,
    service: 's3',
    statements: [
      put({ Principal: { Service: 'cloudtrail.amazonaws.com' } }),
      put({ Principal: { AWS: '210987654321' } }),
      put({ Principal: '*' }),
    ],
    reach: 'public',
  },
  {
    what: 'the same without the public statement',
    page: s3,
    service: 's3',
    statements: [put({ Principal: { AWS: '210987654321' } })],
    reach: 'shared',
  },
  {
    what: 'one permission for another account',
    page: sqs,
    service: 'sqs',
    statements: [allow({ Principal: { AWS: ['111122223333'] }, Action: 'sqs:SendMessage', Resource: queue })],
    reach: 'shared',
  },
  {
    what: 'one permission for all users',
    page: sqs,
    service: 'sqs',
    statements: [allow({ Principal: '*', Action: 'sqs:ReceiveMessage', Resource: queue })],
    reach: 'public',
  },
  {
    what: 'a permission for all users that is limited in time',
    page: sqs,
    service: 'sqs',
    statements: [
      allow({
        Principal: '*',
        Action: 'sqs:ReceiveMessage',
        Resource: queue,
        Condition: { DateGreaterThan: { 'aws:CurrentTime': '2009-01-31T12:00Z' } },
      }),
    ],
    reach: 'public',
  },
  {
    what: 'all permissions for all users in a range of addresses',
    page: sqs,
    service: 'sqs',
    statements: [
      allow({
        Principal: '*',
        Action: 'sqs:*',
        Resource: queue,
        Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
      }),
    ],
    reach: 'own',
  },
  {
    what: 'another account may subscribe',
    page: sns,
    service: 'sns',
    statements: [allow({ Principal: { AWS: '111122223333' }, Action: 'sns:Subscribe', Resource: topic })],
    reach: 'shared',
  },
  {
    what: '"Everyone"',
    page: analyzer,
    service: 'sns',
    statements: [allow({ Principal: { AWS: '*' }, Action: 'sns:Publish', Resource: topic })],
    reach: 'public',
  },
  {
    what: 'any resource of one account may publish',
    page: sns,
    service: 'sns',
    statements: [
      allow({
        Principal: { AWS: '*' },
        Action: 'sns:Publish',
        Resource: topic,
        Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } },
      }),
    ],
    reach: 'own',
  },
  {
    what: 'a bucket of one account may publish through S3',
    page: sns,
    service: 'sns',
    statements: [
      allow({
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topic,
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::amzn-s3-demo-bucket' },
          StringEquals: { 'aws:SourceAccount': '444455556666' },
        },
      }),
    ],
    reach: 'own',
  },
  {
    what: 'all users of one account by `kms:CallerAccount`',
    page: kms,
    service: 'kms',
    statements: [
      allow({
        Principal: { AWS: '*' },
        Action: ['kms:Encrypt', 'kms:Decrypt'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'kms:CallerAccount': '444455556666',
            'kms:ViaService': 's3.us-west-2.amazonaws.com',
          },
        },
      }),
    ],
    reach: 'own',
  },
  {
    what: 'users of another account by `kms:CallerAccount`',
    page: analyzer,
    service: 'kms',
    statements: [
      allow({
        Principal: { AWS: '*' },
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } },
      }),
    ],
    account: '444455556666',
    reach: 'shared',
  },
  {
    what: 'users of an account by `kms:CallerAccount`, where nobody tells whose key it is',
    page: kms,
    service: 'kms',
    statements: [
      allow({
        Principal: { AWS: '*' },
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } },
      }),
    ],
    // Access Analyzer knows its own account. Without it the usual case is told: the account of the key.
    reach: 'own',
  },
  {
    what: 'everyone who knows the key',
    page: analyzer,
    service: 'kms',
    statements: [allow({ Principal: '*', Action: 'kms:Decrypt', Resource: '*' })],
    reach: 'public',
  },
  {
    what: 'another account may invoke',
    page: lambda,
    service: 'lambda',
    statements: [
      allow({
        Principal: { AWS: '111122223333' },
        Action: 'lambda:InvokeFunction',
        Resource: lambdaFunction,
      }),
    ],
    reach: 'shared',
  },
  {
    what: 'an organisation may invoke',
    page: lambda,
    service: 'lambda',
    statements: [
      allow({
        Principal: '*',
        Action: 'lambda:InvokeFunction',
        Resource: lambdaFunction,
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5f' } },
      }),
    ],
    reach: 'own',
  },
  {
    what: 'a URL without authentication',
    page: urls,
    service: 'lambda',
    statements: [
      allow({
        Principal: '*',
        Action: 'lambda:InvokeFunctionUrl',
        Resource: lambdaFunction,
        Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      }),
    ],
    reach: 'public',
  },
];

const publicRules = ['public-read', 'public-write'];
const sharedRules = ['shared-read', 'shared-write'];

function reachOf({ service, statements, account }: Row): Reach {
  const policy = parsePolicy({ form: 'tree', tree: { Version: '2012-10-17', Statement: [...statements] } });
  const subject = { ...documentSubject('resource', service), ...(account === undefined ? {} : { account }) };
  const ids = idsOf(judgeDocument(compiled, subject, policy));
  if (ids.some((id) => publicRules.includes(id))) return 'public';
  if (ids.some((id) => sharedRules.includes(id))) return 'shared';
  return ids.includes('service-for-anyone') ? 'service' : 'own';
}

describe.each(rows)('$service: $what', (row) => {
  it(`reaches as far as ${row.page} says: ${row.reach}`, () => expect(reachOf(row)).toBe(row.reach));
});
