/**
 * Documents that a guide to avoiding IAM mistakes shows, good and bad, and cases where peers are known to be wrong.
 */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/value.ts';
import { found, judged } from './judged.ts';

const version = '2012-10-17';
const policy = (...statements: readonly Json[]): Json => ({ Version: version, Statement: statements });
const allow = (Action: Json, Resource: Json, more: Record<string, Json> = {}): Json => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

describe('good documents of the guide have nothing but what they say of encryption', () => {
  it.each([
    [
      'two actions on one prefix',
      policy(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::your-bucket/your-prefix/*')),
      ['upload-encryption-not-required'],
    ],
    [
      'reading here and writing there',
      policy(
        allow(['s3:GetObject'], 'arn:aws:s3:::read-only-bucket/*'),
        allow(['s3:PutObject'], 'arn:aws:s3:::write-only-bucket/*'),
      ),
      ['upload-encryption-not-required'],
    ],
    [
      'with the encryption condition',
      policy(
        allow(['s3:PutObject'], 'arn:aws:s3:::your-bucket/*', {
          Condition: { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
        }),
      ),
      ['upload-header-demanded'],
    ],
  ])('%s', (_, document, told) => {
    expect(found(document)).toEqual(told);
  });

  it('a role for EC2', () => {
    const trust = policy({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    });
    expect(found(trust, 'trust')).toEqual([]);
  });

  it('a boundary', () => {
    expect(
      found(policy(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::your-bucket/*')), 'boundary'),
    ).toEqual([]);
  });
});

describe('bad documents of the guide are found', () => {
  it('all of S3 on everything', () => {
    expect(found(policy(allow(['s3:*'], '*')))).toEqual(['service-wide-privileges']);
  });

  it('an MFA guard that denies everything', () => {
    const guard = policy({
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    });
    expect(found(guard)).toEqual(['mfa-guard-locks-out']);
  });
});

describe('where peers are wrong', () => {
  it.each<[string, Json, readonly string[]]>([
    [
      'near admin by NotAction',
      policy({ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }),
      ['allow-not-action'],
    ],
    ['a star in a one-element list', policy(allow(['*'], ['*'])), ['full-admin-grant']],
    ['a star as a text', policy(allow('*', '*')), ['full-admin-grant']],
    ['both halves starred', policy(allow('*:*', '*')), ['full-admin-grant']],
    ['all of IAM', policy(allow('iam:*', '*')), ['service-wide-privileges']],
    ['all of IAM, spelled otherwise', policy(allow('iam:?*', '*')), ['service-wide-privileges']],
    ['denying all of S3', policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' }), []],
    ['an action without resource scope that reads', policy(allow('ec2:DescribeInstances', '*')), []],
    [
      'an action without resource scope that switches off',
      policy(allow('s3:PutAccountPublicAccessBlock', '*')),
      ['wildcard-resource-data'],
    ],
    ['a batch whose parts are judged apart', policy(allow('secretsmanager:BatchGetSecretValue', '*')), []],
    [
      'a service-linked role of one service',
      policy(
        allow('iam:CreateServiceLinkedRole', '*', {
          Condition: { StringLike: { 'iam:AWSServiceName': 'rds.amazonaws.com' } },
        }),
      ),
      [],
    ],
    [
      'own credentials',
      policy(allow('iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/${aws:username}')),
      [],
    ],
    [
      'admin within one Region',
      policy(allow('*', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })),
      ['full-admin-grant'],
    ],
    [
      'admin whose denial asks for MFA',
      policy(allow('*', '*'), {
        Effect: 'Deny',
        NotAction: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'sts:GetSessionToken'],
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      }),
      ['full-admin-grant'],
    ],
  ])('%s', (_, document, expected) => {
    expect(found(document)).toEqual(expected);
  });

  it.each(['scp', 'rcp'] as const)('an %s grants nothing', (kind) => {
    const principal = kind === 'rcp' ? { Principal: '*' } : {};
    const ids = found(policy(allow('*', '*', principal)), kind);
    expect(ids).toEqual([]);
  });

  it('a boundary grants nothing, and one that allows everything limits nothing', () => {
    expect(found(policy(allow('*', '*')), 'boundary')).toEqual(['boundary-without-limit']);
  });

  it('a key policy for the own root is silent, as is its default for the whole account', () => {
    const own = { AWS: 'arn:aws:iam::123456789012:root' };
    const key = policy({
      Sid: 'Enable IAM policies',
      Effect: 'Allow',
      Principal: own,
      Action: 'kms:*',
      Resource: '*',
    });
    expect(found(key, 'resource', 'kms')).toEqual([]);
  });
});

describe('what is not known', () => {
  it('is told with the reference that decides it', () => {
    const judgements = judged(policy(allow('*', '(known after apply: module.scope.arn)')));
    const judgement = judgements.find(({ rule }) => rule.id === 'full-admin-grant');
    expect(judgement?.verdict).toMatchObject({
      answer: 'unknown',
      doubts: expect.arrayContaining([
        expect.objectContaining({ pointer: '/Statement/0/Resource', reference: 'module.scope.arn' }),
      ]),
    });
  });

  it('does not matter where the rest decides', () => {
    const either = policy(allow('*', ['(known after apply)', '*']));
    expect(found(either)).toEqual(['arn-account-malformed?', 'full-admin-grant']);
    expect(found(policy(allow('s3:GetObject', '(known after apply: aws_s3_bucket.logs.arn)')))).toEqual([]);
  });

  it('further statements make an open allowance an assumption, and every rule undecided about them', () => {
    const judgements = judged({ Version: version, Statement: [allow('*', '*'), '(known after apply)'] });
    const [admin] = judgements.filter((one) => one.verdict.answer === 'yes');
    expect(admin).toMatchObject({ rule: { id: 'full-admin-grant' }, certainty: 'assumed' });
    expect(judgements.filter((one) => one.verdict.answer === 'unknown').length).toBeGreaterThan(5);
  });
});

describe('a message says who gets what', () => {
  it('names the statement, the actions and the assumption', () => {
    const trust = policy({
      Sid: 'Partner',
      Effect: 'Allow',
      Principal: { AWS: '444455556666' },
      Action: 'sts:AssumeRole',
    });
    const [judgement] = judged(trust, 'trust');
    expect(judgement).toMatchObject({
      certainty: 'assumed',
      pointer: '/Statement/0/Principal/AWS',
      message:
        'statement `Partner` lets account `444455556666` assume the role (`444455556666`), if 444455556666 is not yours',
    });
  });
});

describe('delegation as the guide shows it', () => {
  it('has a grant that never applies and a placeholder for an account', () => {
    const delegation = policy(
      allow(['iam:CreateUser', 'iam:CreateAccessKey'], '*', {
        Condition: {
          StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::account-id:policy/PermissionsBoundary' },
        },
      }),
    );
    expect(found(delegation)).toEqual([
      'arn-account-malformed',
      'boundary-policy-unprotected',
      'condition-never-met',
    ]);
  });
});

describe('a condition on what an attribute of a resource of the plan will be', () => {
  const sendTo = (reference: string) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'sqs:SendMessage',
        Resource: '*',
        Condition: { ArnEquals: { 'aws:SourceArn': `(known after apply${reference})` } },
      },
    ],
  });

  it('lets only that resource through', () => {
    expect(found(sendTo(': aws_sns_topic.alerts.arn'), 'resource', 'sqs')).toEqual([]);
  });

  it('is undetermined for anything else that is known only after apply', () => {
    const undetermined = ['public-read?', 'public-write?'];
    expect(found(sendTo(''), 'resource', 'sqs')).toEqual(expect.arrayContaining(undetermined));
    expect(found(sendTo(': local.topic'), 'resource', 'sqs')).toEqual(expect.arrayContaining(undetermined));
  });
});
