/**
 * `grantlint can` through the built command, on real plans.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { fileWith, grantlint, root } from './command.ts';

const attachments = 'fixtures/attachments/plan.json';
const resources = 'fixtures/resource-policies/plan.json';
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(root, 'dist/schema/can.schema.json'), 'utf8')) as object,
);

function ask(plan: string, principal: string, action: string, resource: string, ...words: string[]) {
  const outcome = grantlint([
    'can',
    plan,
    '--principal',
    principal,
    '--action',
    action,
    '--resource',
    resource,
    '--format',
    'json',
    ...words,
  ]);
  const result = JSON.parse(outcome.out);
  validate(result);
  expect(validate.errors ?? []).toEqual([]);
  return { ...outcome, result };
}

describe('a principal of the plan', () => {
  const report = 'arn:aws:s3:::reports/x';

  it.each<[string, string, string, number, string]>([
    ['alice', 's3:GetObject', report, 1, 'yes'],
    ['aws_iam_user.alice', 's3:GetObject', report, 1, 'yes'],
    ['arn:aws:iam::123456789012:user/alice', 's3:GetObject', report, 1, 'yes'],
    ['developers', 's3:GetObject', report, 1, 'yes'],
    ['developers', 's3:PutObject', report, 0, 'no'],
    // PowerUserAccess and the like bound what AdministratorAccess grants.
    ['role-bounded-by-reference', 'iam:CreateUser', 'arn:aws:iam::123456789012:user/x', 0, 'no'],
    // A policy that is attached and not in the plan.
    ['role-attached', 's3:GetObject', report, 4, 'depends'],
    // A role that the plan only attaches something to.
    ['made-elsewhere', 's3:GetObject', report, 4, 'depends'],
  ])('%s: %s on %s exits %i', (principal, action, resource, exit, verdict) => {
    const outcome = ask(attachments, principal, action, resource);
    expect(outcome.exit).toBe(exit);
    expect(outcome.result.verdict).toBe(verdict);
  });

  it('has its own policies and those of its groups, each with the statement', () => {
    const { result } = ask(attachments, 'alice', 'iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/bob');
    const places = result.allowed.allowing.map(
      (one: { address: string; pointer: string }) => `${one.address} ${one.pointer}`,
    );
    expect(places).toContain('aws_iam_user_policy.alice_inline /Statement/0');
    expect(places).toContain('aws_iam_group_policy_attachment.operators_administrator /Statement/0');
  });

  it('names what is not known', () =>
    expect(ask(attachments, 'role-attached', 's3:GetObject', report).result.unknown).toEqual([
      {
        address: 'aws_iam_role_policy_attachment.made_elsewhere',
        attribute: 'policy_arn',
        policy: null,
        reason: expect.stringMatching(/made-elsewhere/),
      },
    ]));
});

describe('whoever is not in the plan', () => {
  const foreign = 'arn:aws:iam::999999999999:role/x';
  const own = ['--account', '123456789012'];
  const queue = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;

  it.each<[string, string, string, number]>([
    ['anonymous', 's3:GetObject', 'arn:aws:s3:::example-public/x', 1],
    ['anonymous', 's3:GetObject', 'arn:aws:s3:::example-cross-account/x', 0],
    [foreign, 's3:GetObject', 'arn:aws:s3:::example-cross-account/x', 1],
    [foreign, 'sqs:SendMessage', queue('cross_account'), 1],
    [foreign, 'sqs:DeleteQueue', queue('cross_account'), 0],
    [foreign, 'kms:Decrypt', 'aws_kms_key.key_cross_account', 1],
    [foreign, 'kms:Encrypt', 'aws_kms_key.key_cross_account', 0],
    ['sns.amazonaws.com', 'sqs:SendMessage', queue('ordinary'), 4],
    ['sqs.amazonaws.com', 'sqs:SendMessage', queue('ordinary'), 0],
  ])('%s: %s on %s exits %i', (principal, action, resource, exit) =>
    expect(ask(resources, principal, action, resource, ...own).exit).toBe(exit),
  );

  it('is told the key that decides, and --context decides it', () => {
    const { result } = ask(resources, 'sns.amazonaws.com', 'sqs:SendMessage', queue('ordinary'), ...own);
    const source = result.allowed.witness.context['aws:SourceArn'];
    expect(source).toBe('arn:aws:sns:us-east-1:123456789012:ordinary');
    const told = (value: string) =>
      ask(
        resources,
        'sns.amazonaws.com',
        'sqs:SendMessage',
        queue('ordinary'),
        '--context',
        `aws:SourceArn=${value}`,
        ...own,
      ).exit;
    expect(told(source)).toBe(1);
    expect(told('arn:aws:sns:us-east-1:999999999999:mine')).toBe(0);
  });
});

/** A role and a bucket, before and after. */
function planOf(more: { sensitive?: boolean } = {}): string {
  const policy = (Action: string, Resource: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'hush',
          Effect: 'Allow',
          Action,
          Resource,
          Condition: { StringEquals: { 'aws:PrincipalTag/t': 'hush' } },
        },
      ],
    });
  const change = (type: string, name: string, before: object | null, after: object, marks: object = {}) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: before === null ? ['create'] : ['update'],
      before,
      after,
      before_sensitive: marks,
      after_sensitive: marks,
      ...(before === null ? { after_unknown: { arn: true } } : {}),
    },
  });
  const trust = '{"Version":"2012-10-17","Statement":[]}';
  const role = { name: 'app', assume_role_policy: trust, arn: 'arn:aws:iam::123456789012:role/app' };
  return fileWith(
    JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        change('aws_iam_role', 'app', role, role),
        change(
          'aws_iam_role_policy',
          'p',
          { role: 'app', name: 'p', policy: policy('s3:GetObject', '*') },
          { role: 'app', name: 'p', policy: policy('s3:PutObject', '*') },
          more.sensitive === true ? { policy: true } : {},
        ),
        change('aws_s3_bucket', 'new', null, { bucket: 'new' }),
      ],
    }),
  );
}

describe('the state', () => {
  const tag = ['--context', 'aws:PrincipalTag/t=hush'];

  it('is the one after the plan, or before it', () => {
    const plan = planOf();
    const exits = (action: string, ...words: string[]) =>
      ask(plan, 'app', action, 'arn:aws:s3:::a/b', ...tag, ...words).exit;
    expect([exits('s3:PutObject'), exits('s3:GetObject')]).toEqual([1, 0]);
    expect([exits('s3:PutObject', '--before'), exits('s3:GetObject', '--before')]).toEqual([0, 1]);
  });

  it('has a bucket that is yet to be created, by its address', () => {
    const { result } = ask(planOf(), 'app', 's3:PutObject', 'aws_s3_bucket.new', ...tag);
    expect(result).toMatchObject({
      verdict: 'yes',
      allowed: { witness: { resource: expect.stringMatching(/:::new/) } },
    });
  });
});

it('never shows what the plan marks sensitive', () => {
  const plan = planOf({ sensitive: true });
  for (const format of ['text', 'json']) {
    const { out, err, exit } = grantlint([
      'can',
      plan,
      '--principal',
      'app',
      '--action',
      's3:PutObject',
      '--resource',
      'arn:aws:s3:::a/b',
      '--format',
      format,
    ]);
    expect(exit).toBe(4);
    expect(out + err).not.toContain('hush');
    expect(out).toContain('aws_iam_role_policy.p');
  }
});

it('counts a policy of which the plan does not tell where it stands', () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }],
  });
  const plan = fileWith(
    JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        {
          address: 'aws_s3_bucket_policy.p',
          mode: 'managed',
          type: 'aws_s3_bucket_policy',
          name: 'p',
          provider_name: 'registry.terraform.io/hashicorp/aws',
          change: { actions: ['create'], before: null, after: { policy }, after_unknown: { bucket: true } },
        },
      ],
    }),
  );
  const { exit, result } = ask(plan, 'anonymous', 's3:GetObject', 'arn:aws:s3:::logs/x');
  expect(exit).toBe(4);
  expect(result.unknown).toEqual([expect.objectContaining({ address: 'aws_s3_bucket_policy.p' })]);
  expect(ask(plan, 'anonymous', 'sqs:SendMessage', 'arn:aws:sqs:eu-west-1:123456789012:q').exit).toBe(0);
});

describe('wrong usage', () => {
  const words = ['--action', 's3:GetObject', '--resource', '*'];

  it.each<[string[], RegExp]>([
    [['--principal', 'alise', ...words], /alise[\s\S]*alice/],
    [words, /principal/],
    [['--principal', 'alice', '--resource', '*'], /action/],
    [['--principal', 'alice', '--action', 'GetObject', '--resource', '*'], /`GetObject` is no action/],
    [['--principal', 'alice', '--action', 's3:GetObject', '--resource', 'my-bucket'], /my-bucket/],
    [['--principal', 'alice', ...words, '--context', 'red'], /`red`/],
  ])('%j exits 2', (given, says) => {
    const outcome = grantlint(['can', attachments, ...given]);
    expect(outcome).toMatchObject({ exit: 2, out: '' });
    expect(outcome.err).toMatch(says);
  });

  it.each([
    ['s3:GetObjet', 'did you mean `s3:GetObject`?'],
    ['s33:GetObject', 'did you mean `s3`?'],
    ['brandnew:DoIt', 'asked about as written'],
  ])('of an action that AWS does not have says so, and is answered: %s', (action, hint) => {
    const { exit, err } = ask(attachments, 'alice', action, '*');
    expect(exit).toBe(1);
    expect(err).toContain(hint);
  });

  it('of a pattern of actions says nothing', () =>
    expect(ask(attachments, 'alice', 's3:Gets*', '*').err).toBe(''));

  it('of a file that is no plan exits 3', () =>
    expect(grantlint(['can', fileWith('{}'), '--principal', 'a', ...words]).exit).toBe(3));
});
