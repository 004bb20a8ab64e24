/**
 * Guards on MFA, as AWS's pages on the condition keys and its example of self-managed devices have them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { correct } from '../../src/rule/correct.ts';
import { scan } from '../../src/scan/scan.ts';
import { entry, planOf } from '../plan/plans.ts';
import { compiled, context } from './files.ts';
import { found } from './judged.ts';

const version = '2012-10-17';
const present = 'aws:MultiFactorAuthPresent';
const guard = { BoolIfExists: { [present]: 'false' } };
const documented = [
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice',
  'sts:GetSessionToken',
];
const deny = (parts: JsonObject): JsonObject => ({ Effect: 'Deny', Resource: '*', ...parts });
const mfaRules = (...statements: readonly Json[]) =>
  found({ Version: version, Statement: statements }).filter((id) => id.startsWith('mfa-'));

describe('what is a guard', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['BoolIfExists false', guard, []],
    ['BoolIfExists false, as a boolean', { BoolIfExists: { [present]: false } }, []],
    ['in other letters', { boolifexists: { 'AWS:multifactorauthpresent': 'False' } }, []],
    ['Bool false', { Bool: { [present]: 'false' } }, ['mfa-guard-without-effect']],
    ['Null true alone', { Null: { [present]: 'true' } }, ['mfa-guard-without-effect']],
    ['StringEquals false', { StringEquals: { [present]: 'false' } }, ['mfa-guard-without-effect']],
    ['StringNotEquals true, which a missing key meets', { StringNotEquals: { [present]: 'true' } }, []],
    [
      'Bool false and Null false',
      { Bool: { [present]: 'false' }, Null: { [present]: 'false' } },
      ['mfa-guard-without-effect'],
    ],
    ['an old MFA, or none', { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } }, []],
    ['no MFA, by its age', { Null: { 'aws:MultiFactorAuthAge': 'true' } }, []],
  ])('a denial with %s', (_, condition, expected) => {
    expect(mfaRules(deny({ NotAction: documented, Condition: condition }))).toEqual(expected);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ['Bool true', { Bool: { [present]: 'true' } }, []],
    ['BoolIfExists true', { BoolIfExists: { [present]: 'true' } }, ['mfa-guard-without-effect']],
    ['Null false', { Null: { [present]: 'false' } }, ['mfa-guard-without-effect']],
    ['an age', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }, []],
    ['an age, if there is one', { NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } }, []],
  ])('an allowance with %s', (_, condition, expected) => {
    const allowance = {
      Effect: 'Allow',
      Action: 's3:DeleteObject',
      Resource: 'arn:aws:s3:::a/*',
      Condition: condition,
    };
    expect(mfaRules(allowance)).toEqual(expected);
  });
});

describe('the corrected statement', () => {
  it.each<[string, JsonObject]>([
    ['the guide, which denies everything', deny({ Action: '*', Condition: guard })],
    ['a list with a star', deny({ Action: ['s3:*', '*'], Condition: guard })],
    ['exceptions too few', deny({ NotAction: ['iam:ListMFADevices'], Condition: guard })],
    ['exceptions too wide', deny({ NotAction: ['iam:*', 'sts:*'], Condition: guard })],
    ['Bool false', deny({ NotAction: documented, Condition: { Bool: { [present]: 'false' } } })],
    ['Null true', deny({ NotAction: documented, Condition: { Null: { [present]: 'true' } } })],
    ['an action by name', deny({ Action: ['iam:EnableMFADevice', 'iam:CreateUser'], Condition: guard })],
    [
      'an allowance',
      {
        Effect: 'Allow',
        Action: 's3:DeleteObject',
        Resource: 'arn:aws:s3:::a/*',
        Condition: { BoolIfExists: { [present]: 'true' } },
      },
    ],
  ])('of %s is quiet', (_, statement) => {
    expect(mfaRules(statement)).not.toEqual([]);
    const corrected = correct('mfa-guard', statement);
    expect(mfaRules(corrected ?? {})).toEqual([]);
  });

  it('keeps the Sid, the resources and the other conditions', () => {
    const statement = deny({
      Sid: 'Guard',
      Action: '*',
      Condition: { Bool: { [present]: 'false', 'aws:ViaAWSService': 'false' } },
    });
    expect(correct('mfa-guard', statement)).toEqual({
      Sid: 'Guard',
      Effect: 'Deny',
      NotAction: documented,
      Resource: '*',
      Condition: { Bool: { 'aws:ViaAWSService': 'false' }, BoolIfExists: { [present]: 'false' } },
    });
  });

  it('is not told where the statement alone does not tell it', () => {
    expect(correct('mfa-guard', deny({ Action: 'iam:*', Condition: guard }))).toBeUndefined();
  });
});

describe('a guard that is attached to a role', () => {
  const policy = JSON.stringify({
    Version: version,
    Statement: deny({ NotAction: documented, Condition: guard }),
  });
  const trust = (principal: Json) =>
    JSON.stringify({
      Version: version,
      Statement: { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' },
    });
  const scanOf = (principal: Json) => {
    const plan = planOf({
      resource_changes: [
        entry('aws_iam_role.r', { after: { name: 'r', assume_role_policy: trust(principal) } }),
        entry('aws_iam_role_policy.p', { after: { role: 'r', name: 'p', policy } }),
      ],
    });
    const extraction = extract(plan, { managedPolicy: context.catalogue.managedPolicy });
    return scan([extraction], compiled, { failOn: 'medium', gate: 'new', unknown: 'warn' }, []);
  };
  const about = (principal: Json) => {
    const { findings, undetermined } = scanOf(principal);
    return [
      ...findings.filter((one) => one.rule === 'mfa-guard-never-met').map((one) => one.address),
      ...undetermined.filter((one) => one.rule === 'mfa-guard-never-met').map((one) => `${one.address}?`),
    ];
  };

  it('denies a service for good, and is told where it is attached', () => {
    expect(about({ Service: 'lambda.amazonaws.com' })).toEqual(['aws_iam_role_policy.p']);
    expect(about({ Federated: 'arn:aws:iam::123456789012:saml-provider/corp' })).toEqual([
      'aws_iam_role_policy.p',
    ]);
  });

  it('is undetermined where an account may assume the role', () => {
    expect(about({ AWS: 'arn:aws:iam::123456789012:root' })).toEqual(['aws_iam_role.r?']);
    expect(about({ AWS: '123456789012', Service: 'ec2.amazonaws.com' })).toEqual(['aws_iam_role.r?']);
  });
});
