/**
 * Statements that are resources, password policies, plain resources, and the own account.
 */

import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { isHole } from '../../src/base/value.ts';
import type { NamedAccounts } from '../../src/extract/account.ts';
import { extract } from '../../src/extract/extract.ts';
import { entry, planOf, references, written } from '../plan/plans.ts';
import { documentIn, extractedFrom, managedPolicy, planOfFixture } from './extracted.ts';

const rootOf = (...resources: readonly JsonObject[]) => ({ configuration: { root_module: { resources } } });

describe('a resource that is one statement', () => {
  const statementOf = (
    address: string,
    after: JsonObject,
    change: JsonObject = {},
    more: JsonObject = {},
  ) => {
    const [document] = extractedFrom({
      resource_changes: [entry(address, { after, ...change })],
      ...more,
    }).documents();
    const [statement] = (documentIn(document) as { Statement: unknown[] }).Statement;
    return { document, statement };
  };

  it('is a permission of a Lambda function, with the conditions that AWS writes', () => {
    const { document, statement } = statementOf('aws_lambda_permission.p', {
      statement_id: 'AllowS3',
      action: 'lambda:InvokeFunction',
      function_name: 'resize',
      principal: 's3.amazonaws.com',
      source_arn: 'arn:aws:s3:::pictures',
      source_account: '123456789012',
      qualifier: null,
    });
    expect(document).toMatchObject({
      kind: 'resource',
      service: 'lambda',
      state: 'known',
      origins: [{ attribute: '' }],
    });
    expect(statement).toEqual({
      Sid: 'AllowS3',
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: 'arn:*:lambda:*:*:function:resize',
      Condition: {
        ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::pictures' },
        StringEquals: { 'aws:SourceAccount': '123456789012' },
      },
    });
  });

  it.each([
    ['*', '*'],
    ['123456789012', { AWS: '123456789012' }],
    ['arn:aws:iam::123456789012:role/a.b', { AWS: 'arn:aws:iam::123456789012:role/a.b' }],
    ['events.amazonaws.com', { Service: 'events.amazonaws.com' }],
  ])('reads the principal %s as AWS does', (principal, read) => {
    const after = { action: 'lambda:InvokeFunction', function_name: 'f', principal };
    expect(statementOf('aws_lambda_permission.p', after).statement).toMatchObject({ Principal: read });
  });

  it('is known in part where its condition is known only after apply, and unset where nobody wrote it', () => {
    const resource = written('aws_lambda_permission.p', {
      source_arn: references('aws_s3_bucket.b.arn', 'aws_s3_bucket.b'),
    });
    const after = { action: 'lambda:InvokeFunction', function_name: 'f', principal: 's3.amazonaws.com' };
    const change = { after_unknown: { source_arn: true, statement_id: true } };
    const { document, statement } = statementOf('aws_lambda_permission.p', after, change, rootOf(resource));
    expect(document?.state).toBe('partly');
    expect(statement).toMatchObject({ Condition: { ArnLike: { 'aws:SourceArn': '?aws_s3_bucket.b.arn' } } });
    expect(statement).not.toHaveProperty('Sid');
  });

  it('is sensitive where one of its arguments is', () => {
    const after = { action: 'lambda:InvokeFunction', function_name: 'f', principal: '123456789012' };
    const { document } = statementOf('aws_lambda_permission.p', after, {
      after_sensitive: { principal: true },
    });
    expect(document?.sensitive).toBe(true);
  });

  it('is a permission of an event bus, a layer, a signing profile or a certificate authority', () => {
    const condition = [{ type: 'StringEquals', key: 'aws:PrincipalOrgID', value: 'o-abcdefghij' }];
    expect(
      statementOf('aws_cloudwatch_event_permission.p', { principal: '*', statement_id: 'Org', condition })
        .statement,
    ).toEqual({
      Sid: 'Org',
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: 'arn:*:events:*:*:event-bus/default',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
    });
    const layer = { principal: '*', action: 'lambda:GetLayerVersion', layer_name: 'l', version_number: 3 };
    expect(statementOf('aws_lambda_layer_version_permission.p', layer).statement).toMatchObject({
      Principal: '*',
      Resource: 'arn:*:lambda:*:*:layer:l:3',
    });
    const issue = { principal: 'acm.amazonaws.com', actions: ['IssueCertificate', 'GetCertificate'] };
    expect(statementOf('aws_acmpca_permission.p', issue).statement).toMatchObject({
      Action: ['acm-pca:IssueCertificate', 'acm-pca:GetCertificate'],
      Principal: { Service: 'acm.amazonaws.com' },
    });
  });

  it('is listed with what it was where it is deleted', () => {
    const before = { action: 'lambda:InvokeFunction', function_name: 'f', principal: '*' };
    const change = entry('aws_lambda_permission.p', { actions: ['delete'], before, after: null });
    const [document] = extractedFrom({ resource_changes: [change] }).documents();
    expect(document).toMatchObject({ judged: false, before: { form: 'tree' } });
    expect(document?.content).toBeUndefined();
  });
});

describe('an account password policy', () => {
  const unknown = { max_password_age: true, password_reuse_prevention: true, require_symbols: true };
  const change = { after: { minimum_password_length: 8, hard_expiry: null }, after_unknown: unknown };
  const resource = written('aws_iam_account_password_policy.p', {
    minimum_password_length: { constant_value: 8 },
    password_reuse_prevention: references('var.reuse'),
  });
  const [policy] = extractedFrom({
    resource_changes: [entry('aws_iam_account_password_policy.p', change)],
    ...rootOf(resource),
  }).passwordPolicies();

  it('has no argument that nobody wrote, though the plan shows it as unknown', () => {
    expect(Object.keys(policy?.attributes ?? {}).sort()).toEqual([
      'minimum_password_length',
      'password_reuse_prevention',
    ]);
  });

  it('has a hole for one that was written and is known only after apply', () => {
    expect(isHole(policy?.attributes.password_reuse_prevention)).toBe(true);
    expect(policy?.attributes.password_reuse_prevention).toMatchObject({ reference: 'var.reuse' });
  });

  it('is none where it is deleted', () => {
    const gone = { actions: ['delete'], before: { minimum_password_length: 8 }, after: null };
    const plan = extractedFrom({ resource_changes: [entry('aws_iam_account_password_policy.p', gone)] });
    expect([...plan.passwordPolicies()]).toEqual([]);
  });
});

describe('resources', () => {
  const plan = planOf({
    resource_changes: [
      entry('aws_cloudtrail.t', { after: { name: 'main', enable_logging: true } }),
      entry('aws_s3_bucket_acl.a', { after: { acl: 'public-read' }, after_sensitive: { acl: true } }),
      entry('random_id.r'),
      entry('aws_cloudtrail.gone', { actions: ['delete'], before: { name: 'old' }, after: null }),
    ],
  });

  it('are those of the types that are asked for', () => {
    const some = extract(plan, { managedPolicy, types: new Set(['aws_cloudtrail']) });
    expect([...some.resources()].map(({ origin }) => origin.address)).toEqual(['aws_cloudtrail.t']);
  });

  it("are all of AWS's where no types are given, and say what is sensitive", () => {
    const all = [...extract(plan, { managedPolicy }).resources()];
    expect(all.map(({ origin, sensitive }) => [origin.address, sensitive])).toEqual([
      ['aws_cloudtrail.t', false],
      ['aws_s3_bucket_acl.a', true],
    ]);
  });
});

describe('the own account', () => {
  const policy = (name: string) => entry(`aws_iam_policy.${name}`, { after: { policy: '{"Statement":[]}' } });
  const accountsOf = (parts: JsonObject, providers: JsonObject, named?: NamedAccounts) => {
    const resources = [
      written('aws_iam_policy.p', {}),
      written('aws_iam_policy.q', {}, { provider_config_key: 'aws.east' }),
      written('data.aws_caller_identity.me', {}),
    ];
    const configuration = { provider_config: providers, root_module: { resources } };
    const plan = extractedFrom(
      { resource_changes: [policy('p'), policy('q')], configuration, ...parts },
      named,
    );
    return [...plan.documents()].map(({ account, origins: [{ provider }] }) => [provider, account]);
  };
  const aws = (expressions: JsonObject) => ({ aws: { name: 'aws', expressions } });
  const identity = {
    address: 'data.aws_caller_identity.me',
    mode: 'data',
    type: 'aws_caller_identity',
    name: 'me',
    values: { account_id: '111111111111' },
  };
  const state = { prior_state: { values: { root_module: { resources: [identity] } } } };

  it('is the caller identity of the provider configuration, and of no other', () => {
    expect(accountsOf(state, {})).toEqual([
      ['aws', '111111111111'],
      ['aws.east', undefined],
    ]);
  });

  it("is the provider's only allowed account, or the account of the role that it assumes", () => {
    const allowed = aws({ allowed_account_ids: { constant_value: ['222222222222'] } });
    const assumed = aws({
      assume_role: [{ role_arn: { constant_value: 'arn:aws:iam::333333333333:role/deploy' } }],
    });
    expect(accountsOf({}, allowed)[0]).toEqual(['aws', '222222222222']);
    expect(accountsOf({}, assumed)[0]).toEqual(['aws', '333333333333']);
    expect(accountsOf(state, allowed)[0]).toEqual(['aws', '111111111111']);
  });

  it('is the one that the user names for the provider configuration, or for all', () => {
    const of = (named: NamedAccounts) => accountsOf(state, {}, named).map(([, account]) => account);
    expect(of({ byProvider: { 'aws.east': '444444444444' } })).toEqual(['111111111111', '444444444444']);
    expect(of({ byProvider: { 'aws.east': '444444444444' }, all: '555555555555' })).toEqual([
      '555555555555',
      '444444444444',
    ]);
  });

  it('is one that the configuration calls own, where it calls any so; of several the plan tells which', () => {
    const of = (own: readonly string[]) =>
      accountsOf(state, {}, { byProvider: {}, own }).map(([, account]) => account);
    expect(of(['666666666666'])).toEqual(['666666666666', '666666666666']);
    expect(of(['111111111111', '666666666666'])).toEqual(['111111111111', undefined]);
    expect(of(['555555555555', '666666666666'])).toEqual([undefined, undefined]);
  });

  it("is never a vendor's", () => {
    const named = { byProvider: {}, vendors: ['111111111111'] };
    expect(accountsOf(state, {}, named)[0]).toEqual(['aws', undefined]);
  });

  const key = (...statements: readonly JsonObject[]) => ({
    resource_changes: [
      policy('p'),
      policy('q'),
      entry('aws_kms_key.k', { after: { policy: JSON.stringify({ Statement: statements }) } }),
    ],
    configuration: {
      root_module: { resources: [written('aws_iam_policy.p', {}), written('aws_kms_key.k', {})] },
    },
  });
  const allowed = (AWS: Json, more: JsonObject = {}): JsonObject => ({
    Effect: 'Allow',
    Principal: { AWS },
    Action: 'kms:*',
    Resource: '*',
    ...more,
  });
  const root = (account: string) => `arn:aws:iam::${account}:root`;
  const accountByKey = (...statements: readonly JsonObject[]) => accountsOf(key(...statements), {})[0]?.[1];

  it('is the one whose root may do everything with a key, where the policy of the key names no other account', () => {
    const service = {
      ...allowed('*', { Action: 'kms:Decrypt' }),
      Principal: { Service: 'logs.amazonaws.com' },
    };
    expect(accountByKey(allowed(root('777777777777')))).toBe('777777777777');
    expect(accountByKey(allowed(['777777777777']), service)).toBe('777777777777');
    expect(accountByKey(allowed(root('777777777777')), allowed('arn:aws:iam::777777777777:role/app'))).toBe(
      '777777777777',
    );
  });

  it.each<[string, readonly JsonObject[]]>([
    [
      'another account uses the key',
      [allowed(root('777777777777')), allowed(root('888888888888'), { Action: 'kms:Decrypt' })],
    ],
    ['the root may only use it', [allowed(root('777777777777'), { Action: 'kms:Decrypt' })]],
    [
      'the root may only under a condition',
      [allowed(root('777777777777'), { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
    ],
    ['a role alone may do everything', [allowed('arn:aws:iam::777777777777:role/app')]],
    ['the root is denied', [allowed(root('777777777777'), { Effect: 'Deny' })]],
  ])('is not told by a key where %s', (_, statements) => expect(accountByKey(...statements)).toBeUndefined());

  it.each<[string, string, JsonObject]>([
    [
      'its permissions boundary',
      'aws_iam_role',
      { permissions_boundary: 'arn:aws:iam::777777777777:policy/b' },
    ],
    [
      'what its own policy is about',
      'aws_sqs_queue_policy',
      { policy: '{"Statement": {"Resource": ["arn:aws:sqs:eu-west-1:777777777777:jobs"]}}' },
    ],
  ])('is told by what a resource names of its own account: %s', (_, type, after) => {
    const of = (...changes: readonly JsonObject[]) =>
      accountsOf(
        {
          resource_changes: [policy('p'), ...changes],
          configuration: {
            root_module: {
              resources: [
                written('aws_iam_policy.p', {}),
                written(`${type}.a`, {}),
                written(`${type}.b`, {}),
              ],
            },
          },
        },
        {},
      )[0]?.[1];
    const other = JSON.parse(JSON.stringify(after).replaceAll('777777777777', '888888888888')) as JsonObject;
    expect(of(entry(`${type}.a`, { after }))).toBe('777777777777');
    expect(of(entry(`${type}.a`, { after }), entry(`${type}.b`, { after: other }))).toBeUndefined();
  });

  it('is not told by who may use a queue, nor by what another service is about', () => {
    const after = {
      policy:
        '{"Statement": {"Principal": {"AWS": "arn:aws:iam::777777777777:root"}, "Resource": "*", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:eu-west-1:777777777777:topic"}}}}',
    };
    const changes = [policy('p'), entry('aws_sqs_queue_policy.a', { after })];
    const resources = [written('aws_iam_policy.p', {}), written('aws_sqs_queue_policy.a', {})];
    const plan = { resource_changes: changes, configuration: { root_module: { resources } } };
    expect(accountsOf(plan, {})[0]?.[1]).toBeUndefined();
  });

  it('is the one that ARNs of what exists already name', () => {
    const documents = [...extract(planOfFixture('updates'), { managedPolicy }).documents()];
    const current = documents.filter(({ origins: [{ provider }] }) => provider === 'aws');
    expect(new Set(current.map(({ account }) => account))).toEqual(new Set(['123456789012']));
  });

  it('is not known where they name two', () => {
    const prior = (name: string, account: string) => ({
      address: `aws_iam_policy.${name}`,
      mode: 'managed',
      type: 'aws_iam_policy',
      name: 'p',
      values: { arn: `arn:aws:iam::${account}:policy/${name}` },
    });
    const resources = [prior('a', '444444444444'), prior('b', '555555555555')];
    expect(accountsOf({ prior_state: { values: { root_module: { resources } } } }, {})[0]).toEqual([
      'aws',
      undefined,
    ]);
  });
});
