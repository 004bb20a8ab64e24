/**
 * Permissions boundaries and delegation over whole plans.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import type { Plan } from '../../src/plan/types.ts';
import { compileRule } from '../../src/rule/compile.ts';
import type { RuleContext } from '../../src/rule/predicate.ts';
import { scan } from '../../src/scan/scan.ts';
import { entry, planOf } from '../plan/plans.ts';
import { context, profiles, ruleFiles } from './files.ts';
import { found } from './judged.ts';

const guide = profiles.find(({ name }) => name === 'guide')?.rules ?? [];

function scanned(plan: Plan, configuration: Partial<RuleContext> = {}) {
  const settings = { ...context, ...configuration };
  const rules = ruleFiles
    .filter(({ rule }) => guide.includes(rule.id))
    .map(({ rule }) => compileRule(rule, settings));
  const extraction = extract(plan, { managedPolicy: context.catalogue.managedPolicy });
  return scan([extraction], rules, { failOn: 'medium', gate: 'new', unknown: 'warn' }, []);
}

const placed = (plan: Plan, configuration: Partial<RuleContext> = {}) =>
  scanned(plan, configuration).findings.map(
    ({ rule, address, severity }) => `${severity} ${rule} ${address}`,
  );

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
});
const role = (boundary?: Json, change: JsonObject = {}) =>
  planOf({
    resource_changes: [
      entry('aws_iam_role.r', {
        after: {
          name: 'r',
          assume_role_policy: trust,
          ...(boundary === undefined ? {} : { permissions_boundary: boundary }),
        },
        ...change,
      }),
    ],
  });
const boundary = 'arn:aws:iam::123456789012:policy/boundary';

describe('a boundary', () => {
  it('is missing only where the configuration requires one', () => {
    expect(placed(role())).toEqual([]);
    const required = { requireBoundary: true };
    expect(placed(role(), required)).toEqual(['medium boundary-missing aws_iam_role.r']);
    expect(placed(role(''), required)).toEqual(['medium boundary-missing aws_iam_role.r']);
    expect(placed(role(boundary), required)).toEqual([]);
  });

  it('that goes is told, and is new', () => {
    const before = { name: 'r', assume_role_policy: trust, permissions_boundary: boundary };
    const { findings } = scanned(role(undefined, { actions: ['update'], before }));
    expect(findings).toMatchObject([{ rule: 'boundary-removed', status: 'new' }]);
  });
});

describe('one cause is one finding', () => {
  const policy = (...statements: readonly Json[]) => found({ Version: '2012-10-17', Statement: statements });

  it('who may do everything in IAM is not told of boundaries as well', () => {
    expect(policy({ Effect: 'Allow', Action: 'iam:*', Resource: '*' })).toEqual(['service-wide-privileges']);
    expect(policy({ Effect: 'Allow', Action: '*', Resource: '*' })).toEqual(['full-admin-grant']);
  });

  it('and a delegation as AWS shows it is quiet', () => {
    const condition = { StringEquals: { 'iam:PermissionsBoundary': boundary } };
    const denied = {
      Effect: 'Deny',
      Action: ['iam:CreatePolicyVersion', 'iam:DeletePolicy*', 'iam:SetDefaultPolicyVersion'],
      Resource: boundary,
    };
    const allowed = {
      Effect: 'Allow',
      Action: [
        'iam:CreateUser',
        'iam:PutUserPolicy',
        'iam:AttachUserPolicy',
        'iam:PutUserPermissionsBoundary',
      ],
      Resource: '*',
      Condition: condition,
    };
    expect(policy(allowed, denied)).toEqual([]);
  });
});
