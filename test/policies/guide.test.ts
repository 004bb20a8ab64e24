/**
 * The guide's own documents as a plan that Terraform made, in the guide's profile: exactly what is wrong with them. Where the
 * guide itself errs, the rule is right: its MFA policy locks people out, half of its delegation is never allowed, and S3
 * encrypts without the condition that it asks for.
 */
import { describe, expect, it } from 'vitest';
import { profiles, ruleFiles } from './files.ts';
import { scanPlanFile } from './fixture-scan.ts';

const result = scanPlanFile('fixtures/guide/plan.json', 'guide');

describe('the guide’s documents', () => {
  it('have these findings and no others', () => {
    const found = result.findings.map(({ severity, rule, address }) => `${severity} ${rule} ${address}`);
    expect(found.sort()).toEqual(
      [
        'high service-wide-privileges aws_iam_policy.excessive_grant',
        'medium mfa-guard-locks-out aws_iam_policy.mfa_guard',
        'medium arn-account-malformed aws_iam_policy.delegation',
        'low condition-never-met aws_iam_policy.delegation',
        'low trail-log-validation aws_cloudtrail.trail',
        'low upload-encryption-not-required aws_iam_policy.excessive_grant_mended',
        'low upload-encryption-not-required aws_iam_policy.least_privilege',
        'low upload-encryption-not-required aws_iam_policy.no_condition',
        'low upload-encryption-not-required aws_iam_policy.s3_access',
        'low upload-encryption-not-required aws_iam_policy.separation_of_duties',
        'note upload-header-demanded aws_iam_policy.encryption_condition',
      ].sort(),
    );
    expect(result.undetermined).toEqual([]);
  });
});

describe('the guide’s rows', () => {
  const guide = profiles.find(({ name }) => name === 'guide');

  it('are answered but those that need usage data', () => {
    const open = (guide?.rows ?? []).filter(({ rules }) => rules.length === 0);
    expect(guide?.rows).toHaveLength(14);
    expect(open.map(({ row }) => row)).toEqual(['5.1', '5.2']);
    expect(open.every(({ unanswered }) => unanswered?.includes('usage data') === true)).toBe(true);
  });

  it('name rules that are in force in the profile', () => {
    const named = (guide?.rows ?? []).flatMap(({ rules }) => rules);
    expect(named.filter((rule) => guide?.rules.includes(rule) !== true)).toEqual([]);
  });
});

it('every rule of the guide has an example that is undetermined, or nothing that a plan could hide', () => {
  // Whether AWS would refuse a document is asked of what is written; the other rule's doubts are those of `trust-anyone`.
  const known = new Set(['invalid-policy-document', 'trust-anyone-guessable']);
  const without = ruleFiles.filter(
    ({ rule, examples }) =>
      profiles.find(({ name }) => name === 'guide')?.rules.includes(rule.id) === true &&
      !known.has(rule.id) &&
      !examples.some(({ expect: { verdict } }) => verdict === 'undetermined'),
  );
  expect(without.map(({ rule }) => rule.id)).toEqual([]);
});
