/**
 * A result with something of everything, for the reporters.
 */
import type { Finding, ScanResult } from '../../src/scan/types.ts';

const coverage = {
  found: 3,
  known: 1,
  rebuilt: 0,
  partly: 0,
  undetermined: 1,
  default: 1,
  invalid: 0,
  'other-grammar': 0,
};

/** One finding; `text` stands wherever text of a plan can. */
export function findingWith(text: string): Finding {
  return {
    rule: 'full-admin-grant',
    title: 'Statement allows every action on every resource',
    severity: 'critical',
    certainty: 'definite',
    status: 'new',
    message: `${text} allows every action on every resource`,
    who: `everybody to whom ${text} is attached`,
    worst: 'The holder owns the account.',
    edit: 'List the actions the workload calls.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
    address: `aws_iam_policy.admin["${text}"]`,
    addresses: [`aws_iam_policy.admin["${text}"]`, 'aws_iam_policy.admin["b"]'],
    attribute: `inline_policy["${text}"].policy`,
    pointer: '/Statement/0',
    actions: ['create'],
    fingerprint: '0123456789abcdef0123456789abcdef',
    evidence: [{ pointer: '/Statement/0/Action', value: text }],
    document: {
      Version: '2012-10-17',
      Statement: [{ Sid: text, Effect: 'Allow', Action: '*', Resource: text }],
    },
    plan: 0,
  };
}

/** A whole result; `text` stands wherever text of a plan can. */
export function resultWith(text: string): ScanResult {
  const finding = findingWith(text);
  return {
    plans: [
      {
        file: 'plan.json',
        formatVersion: '1.2',
        terraformVersion: '1.11.4',
        complete: true,
        coverage,
        passwordPolicies: 0,
        principals: 1,
      },
    ],
    coverage,
    findings: [finding, { ...finding, severity: 'low', status: 'existing', rule: 'trail-log-validation' }],
    undetermined: [
      {
        address: `aws_iam_role.r["${text}"]`,
        attribute: 'assume_role_policy',
        reason: `it depends on ${text}`,
        references: [text],
        plan: 0,
      },
    ],
    listed: [
      {
        address: `aws_sqs_queue.q["${text}"]`,
        attribute: 'policy',
        state: 'default',
        reason: 'nobody wrote one',
        plan: 0,
      },
    ],
    problems: [{ code: 'odd-resource', message: `\`${text}\` was not read`, hint: text, file: 'plan.json' }],
    rules: 28,
    gate: {
      passed: false,
      failing: [finding.fingerprint],
      failOn: 'medium',
      asked: 'new',
      unknownFails: false,
    },
  };
}
