/**
 * `grantlint diff` as people run it: exits, formats, and what it says of plans that it cannot read.
 */
import { readFileSync } from 'node:fs';
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
