/** The curated table of what actions are worth: it names real actions, and says of them what was decided. */
import { describe, expect, it } from 'vitest';
import {
  classesOf,
  impactActionsOf,
  impactClasses,
  impactOf,
  impactServices,
  impacts,
  impactsCoveredBy,
} from '../../src/aws/impact.ts';
import { catalogue } from './data.ts';

const every = impactServices().flatMap(impactActionsOf);

describe('the table', () => {
  it('names only actions of the catalogue, in canonical case', () => {
    expect(every.map((action) => action.name)).toEqual(
      every.map((action) => catalogue.action(action.name)?.name),
    );
  });

  it('has several hundred actions, each with classes in order and none twice', () => {
    expect(every.length).toBeGreaterThan(300);
    for (const { classes } of every) expect(classes).toEqual(classesOf([{ classes }]));
  });

  it('gives every class a severity', () => {
    const high = impactClasses.filter((one) => impacts[one].severity === 'high');
    expect(high).toEqual(['administers', 'passes-role', 'runs-code', 'credentials', 'disables-audit']);
  });
});

describe('an action', () => {
  it.each([
    ['iam:AttachRolePolicy', ['administers']],
    ['iam:CreatePolicyVersion', ['administers']],
    ['iam:CreateAccessKey', ['administers', 'credentials']],
    ['iam:PassRole', ['passes-role']],
    ['lambda:UpdateFunctionCode', ['runs-code']],
    ['ssm:SendCommand', ['runs-code']],
    ['secretsmanager:GetSecretValue', ['credentials', 'reads-data']],
    ['s3:GetObject', ['reads-data']],
    ['kms:Decrypt', ['reads-data']],
    ['kms:PutKeyPolicy', ['administers']],
    ['cloudtrail:StopLogging', ['disables-audit']],
    ['organizations:LeaveOrganization', ['account-switch']],
    ['s3:PutAccountPublicAccessBlock', ['account-switch']],
    ['iam:DeleteRolePermissionsBoundary', ['account-switch']],
    ['kms:ScheduleKeyDeletion', ['destroys-data']],
    ['lakeformation:GrantPermissions', ['administers']],
  ])('%s is %j', (name, classes) => {
    expect(impactOf(name)).toEqual(classes);
  });

  // rule-decisions: GetSecretValue, scoped apart, decides; policies that grant nothing alone; own rights only.
  it.each([
    'secretsmanager:BatchGetSecretValue',
    'iam:CreatePolicy',
    'iam:CreateServiceLinkedRole',
    'sts:GetCallerIdentity',
    'sts:GetSessionToken',
    'ecr:GetAuthorizationToken',
    's3:ListBucket',
    'ec2:DescribeInstances',
    'nosuchservice:Do',
    's3:Get*',
    '',
  ])('%j has no impact of its own', (name) => {
    expect(impactOf(name)).toEqual([]);
  });

  it('is found in any case', () => {
    expect(impactOf('IAM:passrole')).toEqual(impactOf('iam:PassRole'));
  });
});

describe('what a statement covers', () => {
  it('is asked by service and name in lower-case', () => {
    const covered = impactsCoveredBy((service, name) => service === 's3' && name.startsWith('getobject'));
    expect(covered.map((action) => action.name)).toContain('s3:GetObject');
    expect(classesOf(covered)).toEqual(['reads-data']);
  });

  it('is everything for a star, and what is left for NotAction', () => {
    expect(impactsCoveredBy(() => true)).toHaveLength(every.length);
    const withoutIam = impactsCoveredBy((service) => service !== 'iam');
    expect(withoutIam.some((action) => action.service === 'iam')).toBe(false);
    expect(classesOf(withoutIam)).not.toContain('passes-role');
  });

  it('can be limited to services', () => {
    const asked = new Set<string>();
    const covered = impactsCoveredBy((service) => asked.add(service).has(service), ['kms', 'nosuchservice']);
    expect([...asked]).toEqual(['kms']);
    expect(covered.map((action) => action.name)).toContain('kms:Decrypt');
  });
});
