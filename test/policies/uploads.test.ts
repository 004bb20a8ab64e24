/**
 * The encryption of uploads to S3, over the five ways to ask for it: no header, `AES256`, `aws:kms`, `aws:kms:dsse`, a key of
 * the customer's own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { compileRule } from '../../src/rule/compile.ts';
import { scan } from '../../src/scan/scan.ts';
import { entry, planOf, references, written } from '../plan/plans.ts';
import { context, ruleFiles } from './files.ts';
import { idsOf, judged } from './judged.ts';

const key = 's3:x-amz-server-side-encryption';
const customer = `${key}-customer-algorithm`;
const ids = [
  'upload-encryption-not-required',
  'upload-header-demanded',
  'encryption-guard-without-effect',
  'encryption-guard-locks-out',
];
const rules = ruleFiles
  .filter(({ rule }) => ids.includes(rule.id))
  .map(({ rule }) => compileRule(rule, context));

const document = (...Statement: readonly JsonObject[]) => ({
  Version: '2012-10-17',
  Statement: [...Statement],
});
const allow = (Condition: JsonObject = {}, Action: Json = 's3:PutObject') => ({
  Effect: 'Allow',
  Action,
  Resource: 'arn:aws:s3:::logs/*',
  ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
});
const deny = (Condition: JsonObject, Action: Json = 's3:PutObject') => ({
  Effect: 'Deny',
  Action,
  Resource: 'arn:aws:s3:::logs/*',
  Condition,
});

const open = ['upload-encryption-not-required'];
const demanded = ['upload-header-demanded'];
const ineffective = ['encryption-guard-without-effect'];
const lockedOut = ['encryption-guard-locks-out'];

describe('an allowance', () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    ['without a condition', {}, open],
    ['that demands AES256', { StringEquals: { [key]: 'AES256' } }, demanded],
    ['that demands a key of KMS', { StringEquals: { [key]: ['aws:kms', 'aws:kms:dsse'] } }, demanded],
    ['that demands any header', { Null: { [key]: 'false' } }, demanded],
    ['that demands any header, by a pattern', { StringLike: { [key]: '*' } }, demanded],
    ['that demands no header', { Null: { [key]: 'true' } }, []],
    ['that checks the header where it is sent', { StringEqualsIfExists: { [key]: 'AES256' } }, []],
    ['for all but one encryption', { StringNotEquals: { [key]: 'AES256' } }, []],
    ['for all but keys of the customer’s own', { Null: { [customer]: 'true' } }, open],
    ['with a condition on another key', { StringEquals: { 'aws:PrincipalTag/team': 'web' } }, open],
    ['for all values, which holds for none', { 'ForAllValues:StringEquals': { [key]: 'AES256' } }, []],
  ])('%s', (_, condition, expected) => {
    expect(idsOf(judged(document(allow(condition)), 'identity', { rules }))).toEqual(expected);
  });

  it('beside others, by its wildcards', () => {
    expect(idsOf(judged(document(allow({}, ['s3:List*', 's3:*'])), 'identity', { rules }))).toEqual(open);
    expect(idsOf(judged(document(allow({}, ['s3:Get*', 's3:List*'])), 'identity', { rules }))).toEqual([]);
  });

  it('of a bucket policy is asked the same', () => {
    const statement = { ...allow(), Principal: { AWS: 'arn:aws:iam::123456789012:role/app' } };
    expect(idsOf(judged(document(statement), 'resource', { rules, service: 's3' }))).toEqual(open);
  });
});

describe('denials', () => {
  it.each<readonly [string, readonly JsonObject[], readonly string[]]>([
    ['of another encryption deny no header as well', [{ StringNotEquals: { [key]: 'aws:kms' } }], []],
    ['with IfExists change nothing', [{ StringNotEqualsIfExists: { [key]: 'aws:kms' } }], []],
    [
      'of another encryption where the header is sent',
      [{ StringNotEquals: { [key]: 'aws:kms' }, Null: { [key]: 'false' } }],
      [],
    ],
    [
      'of another encryption and no header at once',
      [{ StringNotEquals: { [key]: 'aws:kms' }, Null: { [key]: 'true' } }],
      ineffective,
    ],
    [
      'of both, each in a statement',
      [{ StringNotEquals: { [key]: 'aws:kms' } }, { Null: { [key]: 'true' } }],
      [],
    ],
    [
      'of which another statement denies what one lets through',
      [
        { StringNotEquals: { [key]: 'aws:kms' }, Null: { [key]: 'true' } },
        { StringEquals: { [key]: ['AES256', 'aws:kms:dsse'] } },
      ],
      [],
    ],
    [
      'that each leave another encryption',
      [{ StringNotEquals: { [key]: 'aws:kms' } }, { StringNotEquals: { [key]: 'AES256' } }],
      lockedOut,
    ],
    [
      'that each leave another encryption, and no header',
      [
        { StringNotEquals: { [key]: 'aws:kms' }, Null: { [key]: 'false' } },
        { StringNotEquals: { [key]: 'AES256' }, Null: { [key]: 'false' } },
      ],
      [],
    ],
    ['by a pattern', [{ StringNotLike: { [key]: 'aws:kms*' } }], []],
    ['of keys of the customer’s own', [{ Null: { [customer]: 'false' } }], []],
    ['of one encryption by its name', [{ StringEquals: { [key]: 'AES256' } }], []],
  ])('%s', (_, conditions, expected) => {
    const parts = conditions.map((one) => ({ ...deny(one), Principal: '*' }));
    const found = judged(document(...parts), 'resource', { rules, service: 's3' });
    expect([...new Set(idsOf(found))]).toEqual(expected);
  });

  it('name the encryption that passes', () => {
    const statement = {
      ...deny({ StringNotEquals: { [key]: 'aws:kms' }, Null: { [key]: 'true' } }),
      Principal: '*',
    };
    const [found] = judged(document(statement), 'resource', { rules, service: 's3' });
    expect(found?.facts.encryption).toEqual(['AES256', 'aws:kms:dsse']);
  });

  it('beside the allowance count for it', () => {
    const found = judged(document(allow(), deny({ StringNotEquals: { [key]: 'aws:kms' } })), 'identity', {
      rules,
    });
    expect(idsOf(found)).toEqual([]);
  });
});

describe('the buckets of the same plan', () => {
  const policy = (resource: string) =>
    entry('aws_iam_policy.p', {
      after: { name: 'p', policy: JSON.stringify(document({ ...allow(), Resource: resource })) },
    });
  const guard = (bucket: string, principal: Json) =>
    entry('aws_s3_bucket_policy.b', {
      after: {
        bucket,
        policy: JSON.stringify(
          document({
            ...deny({ StringNotEquals: { [key]: 'aws:kms' } }),
            Principal: principal,
            Resource: `arn:aws:s3:::${bucket}/*`,
          }),
        ),
      },
    });
  const found = (...resource_changes: readonly Json[]) => {
    const extraction = extract(planOf({ resource_changes }), { managedPolicy: () => undefined });
    const { findings } = scan([extraction], rules, { failOn: 'medium', gate: 'new', unknown: 'warn' }, []);
    return findings.map(({ rule, address }) => `${rule} ${address}`);
  };
  const told = ['upload-encryption-not-required aws_iam_policy.p'];

  it('deny other encryptions to everybody', () => {
    expect(found(policy('arn:aws:s3:::logs/*'), guard('logs', '*'))).toEqual([]);
    expect(found(policy('arn:aws:s3:::logs/app/*'), guard('logs', { AWS: '*' }))).toEqual([]);
  });

  it('do not count for other buckets, nor where they deny to somebody else', () => {
    expect(found(policy('arn:aws:s3:::data/*'), guard('logs', '*'))).toEqual(told);
    expect(found(policy('*'), guard('logs', '*'))).toEqual(told);
    const other = { AWS: 'arn:aws:iam::123456789012:role/other' };
    expect(found(policy('arn:aws:s3:::logs/*'), guard('logs', other))).toEqual(told);
  });

  const setting = (bucket: JsonObject) =>
    entry('aws_s3_bucket_server_side_encryption_configuration.b', {
      after: {
        rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms' }] }],
        ...bucket,
      },
      after_unknown: 'bucket' in bucket ? {} : { bucket: true },
    });

  it('have a default that the plan sets, by name', () => {
    expect(found(policy('arn:aws:s3:::logs/*'), setting({ bucket: 'logs' }))).toEqual([]);
    expect(found(policy('arn:aws:s3:::data/*'), setting({ bucket: 'logs' }))).toEqual(told);
  });

  it('have a default that the plan sets, by reference', () => {
    const plan = planOf({
      resource_changes: [
        policy('arn:aws:s3:::logs/*'),
        entry('aws_s3_bucket.logs', { after: { bucket: 'logs' }, after_unknown: { arn: true, id: true } }),
        setting({}),
      ],
      configuration: {
        root_module: {
          resources: [
            written('aws_s3_bucket_server_side_encryption_configuration.b', {
              bucket: references('aws_s3_bucket.logs.id', 'aws_s3_bucket.logs'),
            }),
            written('aws_s3_bucket.logs', {}),
          ],
        },
      },
    });
    const extraction = extract(plan, { managedPolicy: () => undefined });
    const { findings } = scan([extraction], rules, { failOn: 'medium', gate: 'new', unknown: 'warn' }, []);
    expect(findings).toEqual([]);
  });
});
