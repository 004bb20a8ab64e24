/**
 * Grants that stand in no document: function URLs, grants of keys, ACLs, and what a user has from its groups.
 */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/value.ts';
import { entry, references, written } from '../plan/plans.ts';
import { attachmentText, documentIn, extractedFrom } from './extracted.ts';

const extractedOf = (...changes: readonly JsonObject[]) => extractedFrom({ resource_changes: changes });
const documentsOf = (...changes: readonly JsonObject[]) => [...extractedOf(...changes).documents()];
const statementsOf = (...changes: readonly JsonObject[]) =>
  documentsOf(...changes).flatMap((one) => (documentIn(one) as { Statement: unknown[] }).Statement);

describe('a function URL', () => {
  const url = (authorization_type: string) =>
    entry('aws_lambda_function_url.u', { after: { function_name: 'f', authorization_type } });

  it('without authorization lets everyone call the function, as the provider has AWS write it', () => {
    expect(statementsOf(url('NONE'))).toEqual([
      {
        Sid: 'FunctionURLAllowPublicAccess',
        Effect: 'Allow',
        Principal: '*',
        Action: 'lambda:InvokeFunctionUrl',
        Resource: 'arn:*:lambda:*:*:function:f',
        Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      },
    ]);
  });

  it('with IAM authorization grants nothing, and is no document', () => {
    expect(documentsOf(url('AWS_IAM'))).toEqual([]);
  });

  it('whose authorization is known only after apply may grant it', () => {
    const change = { after: { function_name: 'f' }, after_unknown: { authorization_type: true } };
    expect(documentsOf(entry('aws_lambda_function_url.u', change))).toMatchObject([{ state: 'partly' }]);
  });
});

describe('a KMS grant', () => {
  const grant = (after: JsonObject) =>
    statementsOf(entry('aws_kms_grant.g', { after: { key_id: 'k', operations: ['Decrypt'], ...after } }));

  it('lets the grantee do the operations with the key, and the retiring principal end it', () => {
    const grantee = 'arn:aws:iam::123456789012:role/app';
    expect(grant({ grantee_principal: grantee, retiring_principal: '123456789012' })).toEqual([
      {
        Effect: 'Allow',
        Resource: 'arn:*:kms:*:*:key/k',
        Principal: { AWS: grantee },
        Action: ['kms:Decrypt'],
      },
      {
        Effect: 'Allow',
        Resource: 'arn:*:kms:*:*:key/k',
        Principal: { AWS: '123456789012' },
        Action: 'kms:RetireGrant',
      },
    ]);
  });

  it('is as sensitive as what it is made of, and not as its token', () => {
    const after = { key_id: 'k', operations: ['Decrypt'], grantee_principal: '123456789012' };
    const marked = (after_sensitive: JsonObject) =>
      documentsOf(entry('aws_kms_grant.g', { after, after_sensitive }))[0]?.sensitive;
    expect(marked({ grant_token: true })).toBe(false);
    expect(marked({ grantee_principal: true })).toBe(true);
  });

  it('holds within the encryption context that its constraints name', () => {
    const constraints = [{ encryption_context_equals: { team: 'web' }, encryption_context_subset: null }];
    expect(grant({ grantee_principal: '123456789012', constraints })).toMatchObject([
      { Condition: { StringEquals: { 'kms:EncryptionContext:team': 'web' } } },
    ]);
  });
});

describe('an ACL', () => {
  const acl = (after: JsonObject, change: JsonObject = {}) =>
    entry('aws_s3_bucket_acl.a', { after: { bucket: 'site', ...after }, ...change });

  it.each([
    ['public-read', ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads']],
    ['authenticated-read', ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads']],
  ])('%s lets everyone list the bucket', (canned, actions) => {
    expect(statementsOf(acl({ acl: canned }))).toEqual([
      {
        Effect: 'Allow',
        Principal: '*',
        Action: actions,
        Resource: ['arn:*:s3:::site', 'arn:*:s3:::site/*'],
      },
    ]);
  });

  it('public-read-write lets everyone write too', () => {
    expect(statementsOf(acl({ acl: 'public-read-write' }))).toMatchObject([
      {},
      { Principal: '*', Action: ['s3:PutObject'] },
    ]);
  });

  it.each(['private', 'bucket-owner-full-control'])('%s grants nothing to others', (canned) => {
    expect(documentsOf(acl({ acl: canned }))).toEqual([]);
  });

  it('names groups and accounts in grants of its own', () => {
    const grantee = (one: JsonObject) => [{ id: '', uri: '', email_address: '', ...one }];
    const grant = [
      {
        grantee: grantee({ uri: 'http://acs.amazonaws.com/groups/global/AllUsers' }),
        permission: 'WRITE_ACP',
      },
      { grantee: grantee({ id: '79a59df900b949e5' }), permission: 'READ_ACP' },
      { grantee: grantee({ email_address: 'a@example.com' }), permission: 'READ_ACP' },
    ];
    expect(statementsOf(acl({ access_control_policy: [{ grant }] }))).toMatchObject([
      { Principal: '*', Action: ['s3:PutBucketAcl'] },
      { Principal: { CanonicalUser: '79a59df900b949e5' }, Action: ['s3:GetBucketAcl'] },
      { Principal: '?', Action: ['s3:GetBucketAcl'] },
    ]);
  });

  it('of a bucket that is known only after apply names a bucket still', () => {
    const hidden = acl({ acl: 'public-read', bucket: null }, { after_unknown: { bucket: true } });
    expect(statementsOf(hidden)).toMatchObject([{ Resource: ['arn:*:s3:::?', 'arn:*:s3:::?/*'] }]);
  });

  it('that is known only after apply may grant anything', () => {
    expect(documentsOf(acl({}, { after_unknown: { acl: true } }))).toMatchObject([{ state: 'partly' }]);
  });

  it.each([{ ignore_public_acls: true }, { block_public_acls: true }])(
    'grants nothing to everyone behind %s',
    (block) => {
      const blocks = entry('aws_s3_bucket_public_access_block.b', { after: { bucket: 'site', ...block } });
      expect(documentsOf(acl({ acl: 'public-read' }), blocks)).toEqual([]);
      const elsewhere = entry('aws_s3_bucket_public_access_block.b', {
        after: { bucket: 'other', ...block },
      });
      expect(documentsOf(acl({ acl: 'public-read' }), elsewhere)).toHaveLength(1);
    },
  );

  it('grants nothing where its bucket, named by reference, enforces its owner', () => {
    const named = { bucket: references('aws_s3_bucket.site.id', 'aws_s3_bucket.site') };
    const unknown = { after_unknown: { bucket: true } };
    const plan = (object_ownership: string) =>
      extractedFrom({
        resource_changes: [
          entry('aws_s3_bucket.site', { after: {}, after_unknown: { id: true, bucket: true } }),
          entry('aws_s3_bucket_acl.a', { after: { acl: 'public-read' }, ...unknown }),
          entry('aws_s3_bucket_ownership_controls.o', {
            after: { rule: [{ object_ownership }] },
            ...unknown,
          }),
        ],
        configuration: {
          root_module: {
            resources: [
              written('aws_s3_bucket.site', {}),
              written('aws_s3_bucket_acl.a', { acl: { constant_value: 'public-read' }, ...named }),
              written('aws_s3_bucket_ownership_controls.o', named),
            ],
          },
        },
      });
    expect([...plan('BucketOwnerEnforced').documents()]).toEqual([]);
    expect([...plan('ObjectWriter').documents()]).toHaveLength(1);
  });

  it('of an object is about the object', () => {
    const object = entry('aws_s3_object.o', {
      after: { bucket: 'site', key: 'index.html', acl: 'public-read' },
    });
    expect(statementsOf(object)).toMatchObject([
      {
        Principal: '*',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: 'arn:*:s3:::site/index.html',
      },
    ]);
  });
});

describe('a user in a group', () => {
  const attach = entry('aws_iam_group_policy_attachment.a', {
    after: { group: 'admins', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  });

  it.each([
    ['aws_iam_user_group_membership.m', { user: 'alice', groups: ['admins'] }],
    ['aws_iam_group_membership.m', { users: ['alice', 'bob'], group: 'admins' }],
  ])('%s has what the group is attached, which is judged at the group', (address, after) => {
    const principals = [
      ...extractedOf(
        entry('aws_iam_user.alice', { after: { name: 'alice' } }),
        attach,
        entry(address, { after }),
      ).principals(),
    ];
    const alice = principals.find(({ name }) => name === 'alice');
    expect(alice?.policies).toEqual([]);
    expect(alice?.inherited?.map(attachmentText)).toEqual([
      'aws arn:aws:iam::aws:policy/AdministratorAccess known',
    ]);
    expect(principals.find(({ name }) => name === 'admins')?.policies).toHaveLength(1);
  });

  it('that exists elsewhere is a principal all the same', () => {
    const joined = entry('aws_iam_user_group_membership.m', { after: { user: 'carol', groups: ['admins'] } });
    const carol = [...extractedOf(joined, attach).principals()].find(({ name }) => name === 'carol');
    expect(carol?.inherited).toHaveLength(1);
  });
});

describe('a managed policy that limits sessions', () => {
  const arn = 'arn:aws:iam::123456789012:policy/guard';
  const policy = entry('aws_iam_policy.p', {
    actions: ['no-op'],
    after: { arn, name: 'guard', policy: '{"Statement":[]}' },
  });

  it.each([
    ['aws_chatbot_slack_channel_configuration.c', { guardrail_policy_arns: [arn] }],
    ['aws_rolesanywhere_profile.c', { managed_policy_arns: [arn] }],
    ['aws_emr_studio_session_mapping.c', { session_policy_arn: arn }],
  ])('%s is a session policy, unless it is attached too', (address, after) => {
    const kindsOf = (...more: readonly JsonObject[]) =>
      documentsOf(policy, entry(address, { after }), ...more).map(({ kind }) => kind);
    expect(kindsOf()).toEqual(['session']);
    const attached = entry('aws_iam_role_policy_attachment.a', { after: { role: 'r', policy_arn: arn } });
    expect(kindsOf(attached)).toEqual(['identity']);
  });

  it('counts as attached where a budget action attaches it', () => {
    const action = entry('aws_budgets_budget_action.b', {
      after: { definition: [{ iam_action_definition: [{ policy_arn: arn, roles: ['app'] }] }] },
    });
    const principals = [...extractedOf(policy, action).principals()];
    expect(principals).toMatchObject([{ principal: 'role', name: 'app', policies: [{ by: 'customer' }] }]);
  });
});
