/**
 * `grantlint diff` as people run it: exits, formats, and what it says of plans that it cannot read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, fileWith, grantlint, root } from './command.ts';

const access = 'fixtures/access/plan.json';

describe('grantlint diff', () => {
  it('exits 1 for new access of medium severity, and 0 with a higher limit', () => {
    expect(grantlint(['diff', access])).toMatchObject({ exit: 1, err: '' });
    expect(grantlint(['diff', '--fail-on', 'critical', access]).exit).toBe(0);
    expect(grantlint(['diff', '--fail-on', 'never', access]).exit).toBe(0);
  });

  it('exits 4 for what cannot be compared, when asked to', () => {
    // Away from its configuration, which would tell.
    const alone = fileWith(readFileSync(join(root, access)));
    expect(grantlint(['diff', '--fail-on', 'never', '--unknown', 'fail', alone]).exit).toBe(4);
  });

  it('exits 0 for a plan that only adds no access', () => {
    expect(grantlint(['diff', 'fixtures/no-iam/plan.json'])).toMatchObject({ exit: 0, err: '' });
  });

  it('exits 3 for what is no plan, and compares the others', () => {
    const { exit, out, err } = grantlint(['diff', 'fixtures/access/main.tf', access]);
    expect(exit).toBe(3);
    expect(err).toMatch(/main\.tf/);
    expect(out).toContain('aws_iam_role.unbound');
  });

  it('takes accounts, gate and their words from the configuration, and names it', () => {
    const folder = emptyFolder();
    writeFileSync(
      join(folder, '.grantlint.yaml'),
      'accounts: { "210987654321": { name: partner, trust: trusted } }\nfail-on: never\n',
    );
    const plan = join(root, access);
    const text = grantlint(['diff', plan, '--color', 'never'], { cwd: folder });
    expect(text).toMatchObject({ exit: 0, err: '' });
    expect(text.out).toContain('who     arn:aws:iam::210987654321:root, trusted account: partner\n');
    expect(text.out).toMatch(/configuration \.grantlint\.yaml\n$/);
    const markdown = grantlint(['diff', plan, '--format', 'markdown'], { cwd: folder }).out;
    expect(markdown).toContain('for `arn:aws:iam::210987654321:root`, `trusted account: partner`');
    expect(markdown).toMatch(/\n\nConfiguration: `\.grantlint\.yaml`\n$/);
    expect(JSON.parse(grantlint(['diff', plan, '--format', 'json'], { cwd: folder }).out)).toMatchObject({
      configuration: '.grantlint.yaml',
    });
    expect(grantlint(['diff', plan, '--fail-on', 'medium'], { cwd: folder }).exit).toBe(1);
  });

  it('calls everybody but the accounts that --account names an outsider', () => {
    expect(grantlint(['diff', access, '--account', '210987654321']).out).toContain(
      'arn:aws:iam::210987654321:root, own account\n',
    );
    expect(grantlint(['diff', access, '--account', '111122223333']).out).toMatch(
      /who {5}arn:aws:iam::210987654321:\S+, an outsider\n/,
    );
    expect(grantlint(['diff', access, '--account', 'aws.nowhere=111122223333'])).toMatchObject({ exit: 2 });
  });

  it('writes each format to its file', () => {
    const folder = emptyFolder();
    const [markdown, json] = [join(folder, 'diff.md'), join(folder, 'diff.json')];
    const { out } = grantlint([
      'diff',
      access,
      '--format',
      `markdown=${markdown}`,
      '--format',
      `json=${json}`,
    ]);
    expect(out).toBe('');
    expect(readFileSync(markdown, 'utf8')).toMatch(/^### /);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ version: 1, summary: { gate: 'closed' } });
  });

  it('prints JSON also when no plan could be read', () => {
    const { exit, out } = grantlint(['diff', 'nowhere.json', '--format', 'json']);
    expect(exit).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ plans: [], changes: [], problems: [{ code: 'missing-file' }] });
  });

  it('refuses formats that it has not', () => {
    expect(grantlint(['diff', access, '--format', 'sarif'])).toMatchObject({ exit: 2, out: '' });
  });
});
