/**
 * The configuration through the built command: found, named, overruled and refused.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, fileWith, root, grantlint as shell } from './command.ts';

const grantlint = (words: readonly string[], options: { cwd?: string } = {}) =>
  shell([...words, '--color', 'never'], options);
const plan = join(root, 'fixtures/guide/plan.json');

/** A folder `work/deep` below one with that configuration. */
function folderWith(configuration: string): { readonly top: string; readonly deep: string } {
  const top = emptyFolder();
  const deep = join(top, 'work/deep');
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(top, '.grantlint.yaml'), configuration);
  return { top, deep };
}

describe('a configuration upwards from the working directory', () => {
  const { deep } = folderWith('fail-on: critical\n');

  it('holds, and is named in every format', () => {
    const text = grantlint([plan], { cwd: deep });
    expect(text).toMatchObject({ exit: 0, err: '' });
    expect(text.out).toMatch(/gate open\nconfiguration \.\.\/\.\.\/\.grantlint\.yaml\n$/);
    const json = JSON.parse(grantlint([plan, '--format', 'json'], { cwd: deep }).out);
    expect(json).toMatchObject({ configuration: '../../.grantlint.yaml', summary: { failOn: 'critical' } });
    const sarif = JSON.parse(grantlint([plan, '--format', 'sarif'], { cwd: deep }).out);
    expect(sarif.runs[0].invocations[0].properties).toEqual({ configuration: '../../.grantlint.yaml' });
  });

  it('is named also where nothing else is printed', () => {
    const outcome = grantlint([plan, '--quiet'], { cwd: deep });
    expect(outcome).toEqual({ exit: 0, out: '', err: 'note: configuration "../../.grantlint.yaml"\n' });
  });

  it('yields to the command line', () =>
    expect(grantlint([plan, '--fail-on', 'medium'], { cwd: deep }).exit).toBe(1));

  it('is not searched for where --config names one', () => {
    writeFileSync(join(deep, 'mine.yaml'), 'unknown: warn\n');
    const outcome = grantlint([plan, '--config', 'mine.yaml'], { cwd: deep });
    expect(outcome.exit).toBe(1);
    expect(outcome.out).toMatch(/configuration mine\.yaml\n$/);
  });
});

it('says nothing of a configuration where there is none', () => {
  expect(grantlint([plan]).out).not.toMatch(/^configuration/m);
  expect(JSON.parse(grantlint([plan, '--format', 'json']).out).configuration).toBeNull();
});

describe('what it sets', () => {
  const run = (configuration: string, ...words: string[]) =>
    grantlint([plan, '--format', 'json', ...words], { cwd: folderWith(configuration).deep });
  const severitiesIn = (out: string): readonly string[] =>
    JSON.parse(out).findings.map((one: { severity: string; rule: string }) => `${one.severity} ${one.rule}`);

  it('the severity of a rule, everywhere or at some addresses', () => {
    const everywhere = run('severities: [{ rule: service-wide-privileges, severity: critical }]');
    expect(severitiesIn(everywhere.out)[0]).toBe('critical service-wide-privileges');
    const there = run(
      'severities: [{ rule: mfa-guard-locks-out, address: "aws_iam_policy.*", severity: note }]',
    );
    expect(severitiesIn(there.out).at(-1)).toBe('note mfa-guard-locks-out');
    const elsewhere = run('severities: [{ rule: mfa-guard-locks-out, address: "module.*", severity: note }]');
    expect(severitiesIn(elsewhere.out)).toContain('medium mfa-guard-locks-out');
  });

  it('decides the gate with them', () => {
    const all = ['service-wide-privileges', 'arn-account-malformed', 'mfa-guard-locks-out'];
    const low = all.map((rule) => `  - { rule: ${rule}, address: "*", severity: low }\n`).join('');
    expect(run(`severities:\n${low}`).exit).toBe(0);
  });

  it('which actions are sensitive, and which conditions count for them', () => {
    const findings = (parameters: string) => {
      const added = 'add-rules: [sensitive-action-without-condition]\n';
      const { out } = run(`${added}parameters:\n  sensitive-action-without-condition:\n${parameters}`);
      return JSON.parse(out)
        .findings.filter((one: { rule: string }) => one.rule === 'sensitive-action-without-condition')
        .map((one: { address: string }) => one.address);
    };
    const uploads = '    sensitive-actions: ["s3:Put*"]\n';
    expect(findings(uploads)).toContain('aws_iam_policy.no_condition');
    expect(findings(uploads)).toContain('aws_iam_policy.encryption_condition');
    const header = '    demanded-keys: ["s3:x-amz-server-side-encryption"]\n';
    expect(findings(uploads + header)).toContain('aws_iam_policy.no_condition');
    expect(findings(uploads + header)).not.toContain('aws_iam_policy.encryption_condition');
    expect(findings('    sensitive-actions: ["kms:ScheduleKeyDeletion"]\n')).toEqual([]);
  });

  it('the profile and the formats', () => {
    const { deep } = folderWith('profile: nist-800-63b\nformats: [json]\n');
    const few = JSON.parse(grantlint([plan], { cwd: deep }).out);
    const usual = JSON.parse(grantlint([plan, '--profile', 'default'], { cwd: deep }).out);
    expect(few.summary.rules).toBeLessThan(usual.summary.rules);
    expect(grantlint(['rules', 'list'], { cwd: deep }).out).toContain('nist-800-63b');
  });

  it('whose account another account is', () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::210987654321:root' }, Action: 'sts:AssumeRole' },
      ],
    };
    const file = fileWith(
      JSON.stringify({
        format_version: '1.2',
        resource_changes: [
          {
            address: 'aws_iam_role.deploy',
            mode: 'managed',
            type: 'aws_iam_role',
            name: 'deploy',
            provider_name: 'registry.terraform.io/hashicorp/aws',
            change: {
              actions: ['create'],
              before: null,
              after: { name: 'deploy', assume_role_policy: JSON.stringify(trust) },
            },
          },
        ],
      }),
    );
    const findings = (configuration: string, ...words: string[]) =>
      JSON.parse(
        grantlint([file, '--format', 'json', '--profile', 'strict', ...words], {
          cwd: folderWith(configuration).deep,
        }).out,
      ).findings.map((one: { rule: string }) => one.rule) as string[];
    expect(findings('')).toContain('trust-other-account');
    for (const trust of ['own', 'trusted'])
      expect(findings(`accounts: { "210987654321": { trust: ${trust} } }`)).not.toContain(
        'trust-other-account',
      );
    expect(findings('', '--account', '210987654321')).not.toContain('trust-other-account');
    // A vendor is known, and still somebody else.
    expect(findings('accounts: { "210987654321": { trust: vendor } }')).toEqual(findings(''));
  });
});

describe('what is wrong with it is exit 2', () => {
  it.each<[string, RegExp]>([
    ['add-rules: [full-admin-grnt]', /`full-admin-grnt` of `add-rules`[\s\S]*`full-admin-grant`/],
    [
      'parameters: { sensitive-action-without-condition: { sensitive-actions: 3 } }',
      /`sensitive-actions` of `sensitive-action-without-condition`[\s\S]*a list of texts/,
    ],
    ['fail_on: high', /\.grantlint\.yaml:1:1: `fail_on`[\s\S]*\^[\s\S]*`fail-on`/],
    ['profile: gide', /gide[\s\S]*guide/],
    ['severities: [{ rule: full-admin-grnat, severity: low }]', /full-admin-grnat[\s\S]*full-admin-grant/],
    ['formats: [sarfi]', /sarfi[\s\S]*sarif/],
  ])('%s', (text, says) => {
    const outcome = grantlint([plan], { cwd: folderWith(text).deep });
    expect(outcome).toMatchObject({ exit: 2, out: '' });
    expect(outcome.err).toMatch(says);
  });

  it.each<[string[], RegExp]>([
    [['--config', 'nowhere.yaml'], /nowhere\.yaml/],
    [['--config', '.'], /folder/],
    [['--account', '12345'], /`12345`/],
    [['--account', 'aws.eats=123456789012'], /`aws\.eats`[\s\S]*`aws`/],
    [['--account', '123456789012', '--account', '210987654321'], /two accounts/],
  ])('%j', (words, says) => {
    const outcome = grantlint([plan, ...words]);
    expect(outcome).toMatchObject({ exit: 2, out: '' });
    expect(outcome.err).toMatch(says);
  });
});
