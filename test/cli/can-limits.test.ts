/**
 * What limits a principal beyond its own policies, on a real plan: policies of the organisation, blocks of public access,
 * accounts, and sessions that a service begins.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
import { describe, expect, it } from 'vitest';
import { grantlint } from './command.ts';

const plan = 'fixtures/organization/plan.json';

function ask(principal: string, action: string, resource: string, ...words: readonly string[]) {
  const { out, exit } = grantlint([
    ...['can', plan, '--principal', principal, '--action', action, '--resource', resource],
    ...['--format', 'json', ...(words.includes('--account') ? [] : ['--account', '123456789012']), ...words],
  ]);
  return { ...JSON.parse(out), exit };
}

interface Named {
  readonly address: string;
  readonly policy: string | null;
}

const names = (all: readonly Named[]) => all.map(({ address, policy }) => policy ?? address);
const own = (service: string, name: string) => `arn:aws:${service}:eu-west-1:123456789012:${name}`;
const europe = ['--context', 'aws:RequestedRegion=eu-west-1'];
const elsewhere = ['--context', 'aws:RequestedRegion=us-east-1'];

describe('a policy of the organisation', () => {
  it('on the account certainly denies, whatever the role holds', () => {
    const told = ask('admin', 'organizations:LeaveOrganization', '*');
    expect([told.verdict, told.exit]).toEqual(['no', 0]);
    expect(names(told.refused.denying)).toEqual(['aws_organizations_policy.on_account']);
    expect(told.assumes).toContain('the account is not the management account of the organisation');
  });

  it('denies under its conditions only', () => {
    expect(ask('admin', 'ec2:RunInstances', '*', ...europe).verdict).toBe('yes');
    expect(ask('admin', 'ec2:RunInstances', '*', ...elsewhere).verdict).toBe('no');
    expect(ask('admin', 'ec2:RunInstances', '*').verdict).toBe('depends');
  });

  it.each<[what: string, action: string, resource: string, named: string]>([
    ['on a unit', 'cloudtrail:StopLogging', own('cloudtrail', 'trail/x'), 'on_unit'],
    ['that nothing attaches', 'sns:DeleteTopic', own('sns', 'topic'), 'unattached'],
    ['that lists what is allowed, beside others maybe', 'gamelift:ListFleets', '*', 'list'],
  ])('%s makes it depend, and is named alone', (_, action, resource, named) => {
    const told = ask('admin', action, resource);
    expect([told.verdict, told.exit]).toEqual(['depends', 4]);
    expect(names(told.unknown)).toEqual([`aws_organizations_policy.${named}`]);
    expect(told.allowed).not.toBe(null);
  });

  it('on another account is no matter, and so is one about something else', () => {
    expect(ask('admin', 'sqs:DeleteQueue', own('sqs', 'other')).verdict).toBe('yes');
    expect(ask('admin', 'iam:CreateUser', 'arn:aws:iam::123456789012:user/x').verdict).toBe('yes');
  });

  it('is no matter for a principal of another account', () => {
    const told = ask('admin', 'organizations:LeaveOrganization', '*', '--account', 'aws=111122223333');
    expect(told.verdict).toBe('yes');
  });

  it('grants nothing', () => expect(ask('transfer', 'iam:CreateUser', '*').verdict).toBe('no'));

  const secret = own('secretsmanager', 'secret:shared-AbCdEf');
  const partner = 'arn:aws:iam::210987654321:role/reader';

  it('on resources keeps others out by where they come from', () => {
    const from = (organization: string) =>
      ask(
        partner,
        'secretsmanager:GetSecretValue',
        secret,
        '--context',
        `aws:PrincipalOrgID=${organization}`,
      );
    expect(from('o-a1b2c3d4e5').verdict).toBe('yes');
    const told = from('o-zzzzzzzzzz');
    expect(told.verdict).toBe('no');
    expect(names(told.refused.denying)).toEqual(['aws_organizations_policy.resources']);
  });
});

describe('a block of public access', () => {
  const object = (bucket: string) => `arn:aws:s3:::${bucket}/x`;

  it('keeps strangers out of a bucket whose policy is public, and says so', () => {
    const told = ask('anonymous', 's3:GetObject', object('site-restricted'));
    expect(told.verdict).toBe('no');
    expect(names(told.refused.missing).join()).toContain('the block of public access');
    expect(ask('arn:aws:iam::210987654321:role/x', 's3:GetObject', object('site-restricted')).verdict).toBe(
      'no',
    );
  });

  it('leaves the own account and services in', () => {
    expect(ask('admin', 's3:GetObject', object('site-restricted')).verdict).toBe('yes');
    expect(ask('cloudfront.amazonaws.com', 's3:GetObject', object('site-restricted')).verdict).toBe('yes');
  });

  it('is no matter for a policy that is not public', () =>
    expect(ask('arn:aws:iam::210987654321:role/x', 's3:GetObject', object('for-partner')).verdict).toBe(
      'yes',
    ));

  it('that is off leaves everyone in', () =>
    expect(ask('anonymous', 's3:GetObject', object('site-open')).verdict).toBe('yes'));

  it('that refuses public policies makes it depend on what stands there now', () => {
    const told = ask('anonymous', 's3:GetObject', object('site-refused'));
    expect(told.verdict).toBe('depends');
    expect(told.unknown[0].reason).toContain('S3 refuses a public policy');
  });
});

describe('across accounts', () => {
  const queue = own('sqs', 'jobs');
  const producer = 'arn:aws:iam::210987654321:role/producer';

  it('both sides must allow: the resource’s does, and the other is taken for granted', () => {
    const told = ask(producer, 'sqs:SendMessage', queue);
    expect(told.verdict).toBe('yes');
    expect(told.assumes).toContain('what the account of the principal has to allow it does');
  });

  it('the resource’s side alone refuses', () => {
    expect(ask(producer, 'sqs:PurgeQueue', queue).verdict).toBe('no');
    expect(ask('arn:aws:iam::210987654321:role/other', 'sqs:SendMessage', queue).verdict).toBe('no');
  });

  it('in one account either side grants', () =>
    expect(ask('admin', 'sqs:PurgeQueue', queue).verdict).toBe('yes'));
});

it('a session policy limits the sessions of its service, which is said', () => {
  const told = ask('transfer', 's3:PutObject', 'arn:aws:s3:::exchange/bob/x');
  expect(told.verdict).toBe('yes');
  expect(told.assumes.join()).toContain('aws_transfer_user.ann');
});
