/**
 * Every way in which a plan hides a policy: `fixtures/unknowns` has one of each, and its `.tf` files say what is right.
 */
import { describe, expect, it } from 'vitest';
import { byPlace, documentIn, extracted, planOfFixture } from './extracted.ts';

const documents = byPlace(extracted(planOfFixture('unknowns')));
const policy = (name: string) => documents.get(`aws_iam_policy.${name} policy`);
const statements = (name: string) => (documentIn(policy(name)) as { Statement: unknown }).Statement;

describe('a data source that only waits for something', () => {
  it('is rebuilt for the policy that takes it over', () => {
    expect(policy('depends_on')).toMatchObject({
      state: 'rebuilt',
      judged: true,
      kind: 'identity',
      origins: [
        { address: 'aws_iam_policy.depends_on' },
        { address: 'data.aws_iam_policy_document.depends_on' },
      ],
    });
    expect(documentIn(policy('depends_on'))).toEqual({
      Version: '2012-10-17',
      Id: 'Complete',
      Statement: [
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: ['s3:ListBucket', 's3:GetObject'],
          Resource: ['arn:aws:s3:::reports/${aws:username}/*', 'arn:aws:s3:::reports'],
        },
        {
          Effect: 'Deny',
          NotAction: 'iam:ChangePassword',
          Resource: '*',
          Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
        },
      ],
    });
  });

  it('takes its kind from the consumer', () => {
    const trust = documents.get('aws_iam_role.depends_on_trust assume_role_policy');
    expect(trust).toMatchObject({ state: 'rebuilt', kind: 'trust' });
    expect(documentIn(trust)).toMatchObject({ Statement: [{ Principal: { AWS: '*' } }] });
  });

  it('replaces a statement of a source document by the own one of the same Sid', () => {
    expect(policy('known_source')?.state).toBe('rebuilt');
    expect(statements('known_source')).toEqual([
      { Sid: 'ReadOnly', Effect: 'Deny', Action: 's3:GetObject', Resource: '*' },
    ]);
  });
});

describe('a data source with unknown parts', () => {
  it.each(['unknown_resource', 'unknown_action', 'unknown_effect', 'unknown_condition'])(
    '%s is known in part',
    (name) => {
      expect(policy(name)).toMatchObject({ state: 'partly', judged: true });
    },
  );

  it('keeps what is known, and names what decides the rest', () => {
    expect(statements('unknown_resource')).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: ['arn:aws:s3:::reports/*', '?aws_s3_bucket.new.arn'],
      },
    ]);
    expect(statements('unknown_effect')).toEqual([
      { Effect: '?terraform_data.pending.output', Action: 's3:*', Resource: '*' },
    ]);
  });

  it('knows that a condition is there though its value is not', () => {
    expect(statements('unknown_condition')).toMatchObject([
      {
        Condition: {
          ArnLike: { 'aws:PrincipalArn': '?aws_iam_role.new.arn' },
          StringEquals: { 'aws:PrincipalOrgID': ['o-abcdefghij', '?terraform_data.pending.output'] },
        },
      },
    ]);
  });

  it('does not take the static statement for all where a dynamic one has unknown contents', () => {
    expect(policy('unknown_statements')?.state).toBe('partly');
    expect(statements('unknown_statements')).toEqual([expect.stringMatching(/^\?/)]);
  });

  it('follows a source document into another data source, and lets an override replace in place', () => {
    expect(statements('unknown_source')).toEqual([
      { Sid: 'ReadOnly', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' },
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: ['arn:aws:s3:::reports/*', '?aws_s3_bucket.new.arn'],
      },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
    ]);
  });
});

describe('a document that goes through modules', () => {
  it('knows that an input of a module is the ARN of a resource, and so no wildcard', () => {
    const { content } = policy('through_output') ?? {};
    const tree = content?.form === 'tree' ? content.tree : undefined;
    expect(tree).toMatchObject({
      Statement: [{ Resource: { reference: 'var.resource', type: 'aws_s3_bucket.arn' } }],
    });
  });

  it('is followed through a variable and an output', () => {
    expect(documents.get('module.through.aws_iam_policy.from_variable policy')?.state).toBe('rebuilt');
    expect(policy('through_output')).toMatchObject({
      state: 'partly',
      origins: [{}, { address: 'module.through.data.aws_iam_policy_document.inside' }],
    });
  });
});

describe('a text that is unknown as a whole', () => {
  it.each([
    ['jsonencode_computed_arn', 'aws_s3_bucket.new.arn'],
    ['heredoc_computed_arn', 'aws_s3_bucket.new.arn'],
    ['through_local', 'local.unknown'],
  ])('%s is undetermined, with its reference', (name, reference) => {
    expect(policy(name)).toMatchObject({ state: 'undetermined', references: [reference] });
    expect(policy(name)?.content).toBeUndefined();
  });

  it('says that it is a local which hides it', () => {
    expect(policy('through_local')?.reason).toContain('`local.unknown`');
  });

  it('is known where the branch that was not taken is not', () => {
    expect(policy('branch_not_taken')?.state).toBe('known');
  });
});

describe('what is sensitive', () => {
  it('is marked, known or not', () => {
    const trust = documents.get('aws_iam_role.sensitive_principal assume_role_policy');
    expect(trust).toMatchObject({ state: 'known', sensitive: true, judged: true });
    expect(policy('sensitive_and_unknown')).toMatchObject({ state: 'undetermined', sensitive: true });
  });
});

describe('what nobody wrote', () => {
  it.each([
    ['aws_kms_key.default policy', /AWS's default key policy/],
    ['aws_sns_topic.default policy', /owner/],
    ['aws_vpc_endpoint.default policy', /every principal/],
    ['aws_sqs_queue.default policy', /no policy/],
    ['aws_s3_bucket.default policy', /no policy/],
    ['aws_secretsmanager_secret.default policy', /no policy/],
    ['aws_opensearch_domain.default access_policies', /no policy/],
    ['aws_iam_role.new inline_policy.policy', /no such block/],
  ])('%s is the default, and says what that does', (place, reason) => {
    expect(documents.get(place)).toMatchObject({
      state: 'default',
      judged: false,
      references: [],
      reason: expect.stringMatching(reason),
    });
  });

  it('leaves no attribute of the catalogue in two states', () => {
    expect(documents.size).toBe([...extracted(planOfFixture('unknowns')).documents()].length);
  });
});
