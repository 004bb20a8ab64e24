/**
 * Whole scans of real plans through the built command.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileWith, grantlint, root } from './command.ts';

interface Result {
  readonly coverage: Readonly<Record<string, number>>;
  readonly findings: readonly {
    rule: string;
    severity: string;
    status: string;
    address: string;
    addresses: string[];
    pointer: string;
    fingerprint: string;
    message: string;
  }[];
  readonly undetermined: readonly {
    rule: string | null;
    address: string;
    attribute: string;
    reason: string;
    references: string[];
  }[];
  readonly listed: readonly { address: string; state: string; reason: string }[];
}

const scan = (plan: string, ...words: readonly string[]) =>
  JSON.parse(grantlint(['--format', 'json', '--fail-on', 'never', plan, ...words]).out) as Result;
const rowsOf = ({ findings }: Result) =>
  findings.map((one) => `${one.severity} ${one.rule} ${one.address} ${one.pointer}`);
const fixture = (name: string) => `fixtures/${name}/plan.json`;

describe('the guide', () => {
  it('gives its mistakes and nothing else above low', () => {
    expect(rowsOf(scan(fixture('guide')))).toEqual([
      'high service-wide-privileges aws_iam_policy.excessive_grant /Statement/0/Action/0',
      'medium arn-account-malformed aws_iam_policy.delegation /Statement/0/Condition/StringEquals/iam:PermissionsBoundary',
      'medium mfa-guard-locks-out aws_iam_policy.mfa_guard /Statement/0',
      'low trail-log-validation aws_cloudtrail.trail /enable_log_file_validation',
      'low condition-never-met aws_iam_policy.delegation /Statement/0/Action/1',
    ]);
  });

  it('fails the gate at medium, and not at critical', () => {
    expect(grantlint([fixture('guide')]).exit).toBe(1);
    expect(grantlint([fixture('guide'), '--fail-on', 'critical']).exit).toBe(0);
  });
});

describe('a plan that hides documents', () => {
  // Away from its configuration, which would tell.
  const alone = fileWith(readFileSync(join(root, fixture('unknowns'))));
  const result = scan(alone);

  it('lists each of them with its reason and references, and never calls it passed', () => {
    const hidden = result.undetermined.filter((one) => one.rule === null);
    expect(hidden.length).toBe(result.coverage.undetermined);
    expect(hidden).toContainEqual(
      expect.objectContaining({
        address: 'aws_iam_role.trust_computed_principal',
        references: ['aws_iam_role.new.arn'],
        hint: expect.stringContaining('--source DIR'),
      }),
    );
    expect(grantlint([alone]).out).not.toMatch(/passed/i);
  });

  it('exits 4 with --unknown fail where nothing else fails', () => {
    expect(grantlint([alone, '--unknown', 'fail', '--fail-on', 'never']).exit).toBe(4);
  });

  it('counts every document in one state', () => {
    const { found = 0, ...states } = result.coverage;
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(found);
  });

  it('never shows what the plan marks sensitive', () => {
    const plan = JSON.parse(readFileSync(join(root, fixture('unknowns')), 'utf8')) as {
      variables: { partner_account: { value: string } };
      configuration: { root_module: { variables: { partner_account: { sensitive: boolean } } } };
    };
    expect(plan.configuration.root_module.variables.partner_account.sensitive).toBe(true);
    const secret = plan.variables.partner_account.value;
    const { out } = grantlint(['extract', '--format', 'json', fixture('unknowns')]);
    const { documents } = JSON.parse(out) as {
      documents: { address: string; attribute: string; sensitive: boolean }[];
    };
    const sensitive = documents.filter((one) => one.sensitive);
    expect(sensitive.map((one) => one.address)).toContain('aws_iam_role.sensitive_principal');
    for (const one of sensitive) {
      expect(one).not.toHaveProperty('document');
      expect(JSON.stringify(one)).not.toContain(secret);
    }
    const about = result.findings.filter((one) => one.address === 'aws_iam_role.sensitive_principal');
    expect(about.length).toBeGreaterThan(0);
    expect(JSON.stringify(about)).not.toContain(secret);
  });
});

describe('determinism', () => {
  it('same plan, same bytes; the order of resources changes nothing', () => {
    const text = readFileSync(join(root, fixture('attachments')), 'utf8');
    const plan = JSON.parse(text) as { resource_changes: unknown[] };
    const turned = JSON.stringify({ ...plan, resource_changes: [...plan.resource_changes].reverse() });
    const [first, again, other] = [text, text, turned].map((one) => {
      const { plans: _, ...result } = JSON.parse(
        grantlint(['--format', 'json', '-'], { input: one }).out,
      ) as Record<string, unknown>;
      return JSON.stringify(result);
    });
    expect(again).toBe(first);
    expect(other).toBe(first);
  });
});

describe('what a plan changes', () => {
  it('does not fail the gate for a finding that was there before', () => {
    const { findings } = scan(fixture('updates'));
    expect(findings.filter((one) => one.status === 'existing').length).toBeGreaterThan(0);
    const failing = findings.filter(
      (one) => one.status !== 'existing' && ['critical', 'high', 'medium'].includes(one.severity),
    );
    expect(grantlint([fixture('updates')]).exit).toBe(failing.length > 0 ? 1 : 0);
    expect(grantlint([fixture('updates'), '--gate', 'all']).exit).toBe(1);
  });

  it('lists what is deleted and does not judge it', () => {
    const { listed } = scan(fixture('updates'));
    expect(listed.map((one) => one.reason)).toContain('this plan deletes it');
  });
});

describe('a sensitive document', () => {
  const allOf = (action: string) =>
    JSON.stringify({ Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
  const planWith = (before: string, after: string) =>
    fileWith(
      JSON.stringify({
        format_version: '1.2',
        resource_changes: [
          {
            address: 'aws_iam_policy.p',
            mode: 'managed',
            type: 'aws_iam_policy',
            name: 'p',
            change: {
              actions: ['update'],
              before: { policy: before },
              after: { policy: after },
              after_unknown: {},
              before_sensitive: { policy: true },
              after_sensitive: { policy: true },
            },
          },
        ],
      }),
    );
  const statuses = (plan: string) => scan(plan).findings.map((one) => `${one.rule} ${one.status}`);

  it('that grants something else under the same rule is widened, though nothing of it is shown', () => {
    const plan = planWith(allOf('s3:*'), allOf('iam:*'));
    expect(statuses(plan)).toEqual(['service-wide-privileges widened']);
    expect(grantlint([plan, '--all']).out).not.toMatch(/s3:|iam:/);
  });

  it('that is only reformatted was there before', () => {
    const plan = planWith(allOf('s3:*'), JSON.stringify(JSON.parse(allOf('s3:*')), null, 2));
    expect(statuses(plan)).toEqual(['service-wide-privileges existing']);
  });
});

describe('attachments', () => {
  it('judges an AWS-managed policy by its document', () => {
    const found = scan(fixture('attachments')).findings.filter((one) => one.rule === 'admin-policy-attached');
    expect(found.some((one) => one.message.includes('AdministratorAccess'))).toBe(true);
    expect(found.some((one) => one.message.includes('ReadOnlyAccess'))).toBe(false);
  });
});

describe('odd plans', () => {
  it('says that a plan has no IAM content, and passes', () => {
    const plan =
      '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},"resource_changes":[]}';
    expect(grantlint([fileWith(plan)])).toEqual({
      exit: 0,
      out: 'no IAM content in this plan: nothing to evaluate\n',
      err: '',
    });
  });

  it('reads a newer format with a warning', () => {
    const plan =
      '{"format_version":"2.0","terraform_version":"9.0.0","planned_values":{"root_module":{}},"resource_changes":[]}';
    const { exit, err } = grantlint([fileWith(plan)]);
    expect({ exit, warning: /^warning: .*2\.0/.test(err) }).toEqual({ exit: 0, warning: true });
  });

  it('says that an errored plan is not whole', () => {
    const plan =
      '{"format_version":"1.2","terraform_version":"1.11.4","errored":true,"planned_values":{"root_module":{}},"resource_changes":[]}';
    expect(grantlint([fileWith(plan)])).toMatchObject({ exit: 3, err: expect.stringContaining('error') });
  });

  it('finds a document that is no policy', () => {
    const change = {
      address: 'aws_iam_policy.p',
      mode: 'managed',
      type: 'aws_iam_policy',
      name: 'p',
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions: ['create'],
        before: null,
        after: { policy: '{"Statement":[{"Effect":"Allow"' },
        after_unknown: {},
      },
    };
    const { coverage, findings } = scan(
      fileWith(JSON.stringify({ format_version: '1.2', resource_changes: [change] })),
    );
    expect(coverage.invalid).toBe(1);
    expect(findings.map((one) => one.rule)).toEqual(['invalid-policy-document']);
  });
});
