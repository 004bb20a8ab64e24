/**
 * Whatever a user hands over by mistake: one clear message with cause and fix, exit 3, no stack trace.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, fileWith, grantlint } from './command.ts';

const plan = '{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[]}';

const mistakes: readonly { name: string; content: string | Uint8Array; says: RegExp; helps: RegExp }[] = [
  { name: 'an empty file', content: '', says: /empty/, helps: /terraform show -json/ },
  { name: 'only white space', content: ' \n\t\n', says: /empty/, helps: /terraform show -json/ },
  {
    name: 'a binary plan',
    content: Buffer.from('PK\u0003\u0004\u0014\u0000tfplan', 'latin1'),
    says: /binary plan/,
    helps: /terraform show -json/,
  },
  {
    name: 'a state file',
    content:
      '{"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"a","outputs":{},"resources":[]}',
    says: /state/,
    helps: /terraform show -json/,
  },
  {
    name: '`terraform show -json` of a state',
    content:
      '{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{"resources":[]}}}',
    says: /state/,
    helps: /terraform plan -out/,
  },
  {
    name: '`terraform plan -json`',
    content:
      '{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info","@message":"Plan: 1 to add","type":"change_summary"}\n',
    says: /terraform plan -json/,
    helps: /terraform show -json/,
  },
  {
    name: 'the text of setup-terraform before the JSON',
    content: `[command]/usr/bin/terraform-bin show -json tfplan\n${plan}\n`,
    says: /before the JSON/,
    helps: /terraform_wrapper: false/,
  },
  {
    name: 'a truncated plan',
    content: plan.slice(0, 60),
    says: /ends|truncated|cut/,
    helps: /again|whole|full/,
  },
  { name: 'text that is no JSON', content: 'hello', says: /not JSON/, helps: /terraform show -json/ },
  {
    name: 'JSON that is no plan',
    content: '{"name":"left-pad"}',
    says: /not a (Terraform )?plan|no plan/,
    helps: /terraform show -json/,
  },
  {
    name: 'a JSON array',
    content: '[1,2]',
    says: /not a (Terraform )?plan|no plan/,
    helps: /terraform show -json/,
  },
  {
    name: 'JSON nested too deep',
    content: `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    says: /deep/,
    helps: /./,
  },
];

function expectOneClearMessage(outcome: { exit: number | null; out: string; err: string }): void {
  expect(outcome.exit).toBe(3);
  expect(outcome.err).not.toMatch(/\n\s+at |Error:|\.cjs|node:internal/);
  expect(outcome.err.match(/^error/gm) ?? []).toHaveLength(1);
}

describe('a wrong file', () => {
  it.each(mistakes)('$name', ({ content, says, helps }) => {
    const outcome = grantlint([fileWith(content)]);
    expectOneClearMessage(outcome);
    expect(outcome.err).toMatch(says);
    expect(outcome.err).toMatch(helps);
  });

  it.each(mistakes)('$name, from standard input', ({ content, says }) => {
    const outcome = grantlint(['-'], { input: content });
    expectOneClearMessage(outcome);
    expect(outcome.err).toMatch(says);
  });

  it('is told of in JSON too, as one value whose keys are all there', () => {
    const outcome = grantlint(['--format', 'json', fileWith('hello')]);
    expect(outcome.exit).toBe(3);
    const result = JSON.parse(outcome.out) as Record<string, unknown>;
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining([
        'version',
        'tool',
        'plans',
        'summary',
        'coverage',
        'findings',
        'undetermined',
        'problems',
      ]),
    );
    expect(result.problems).toHaveLength(1);
  });
});

describe('a wrong path', () => {
  it('is missing', () => {
    const folder = emptyFolder();
    const outcome = grantlint([join(folder, 'plan.json')]);
    expectOneClearMessage(outcome);
    expect(outcome.err).toContain('there is no file');
  });

  it('is a folder', () => {
    const folder = join(emptyFolder(), 'stack');
    mkdirSync(folder);
    const outcome = grantlint([folder]);
    expectOneClearMessage(outcome);
    expect(outcome.err).toMatch(/is a folder[\s\S]*terraform show -json/);
  });

  it('does not hide what the other plans hold', () => {
    const outcome = grantlint(['fixtures/guide/plan.json', 'nowhere.json']);
    expect(outcome.exit).toBe(3);
    expect(outcome.out).toContain('aws_iam_policy');
  });
});

describe('encodings of a plan', () => {
  const encodings: readonly { name: string; bytes: Uint8Array }[] = [
    { name: 'UTF-8 with a byte order mark', bytes: Buffer.from(`\uFEFF${plan}`, 'utf8') },
    { name: 'UTF-16 little endian, as PowerShell writes it', bytes: Buffer.from(`\uFEFF${plan}`, 'utf16le') },
    { name: 'UTF-16 big endian', bytes: Buffer.from(`\uFEFF${plan}`, 'utf16le').swap16() },
  ];
  it.each(encodings)('$name', ({ bytes }) => {
    const outcome = grantlint([fileWith(bytes)]);
    expect(outcome).toMatchObject({ exit: 0, err: '' });
    expect(outcome.out).toMatch(/no IAM/i);
  });
});
