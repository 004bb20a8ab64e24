/**
 * Whole diffs as people and programs read them. Every file of `golden` was read before it was checked in; `GOLDEN=write`
 * writes them again, to be read again.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderDiffJson } from '../../src/report/render-diff-json.ts';
import { renderDiffMarkdown } from '../../src/report/render-diff-markdown.ts';
import { renderDiffText } from '../../src/report/render-diff-text.ts';
import { root } from '../policies/files.ts';
import { allow, created, diffOf, diffOfText, text, updated } from '../scan/diffed.ts';

const golden = join(import.meta.dirname, 'golden');
const version = { version: '0.0.0' };
const diffOfFixture = (name: string) =>
  diffOfText(readFileSync(join(root, `fixtures/${name}/plan.json`), 'utf8'));
const access = diffOfFixture('access');

function expectGolden(name: string, shown: string) {
  const file = join(golden, name);
  if (process.env.GOLDEN === 'write') writeFileSync(file, shown);
  expect(shown).toBe(readFileSync(file, 'utf8'));
}

describe('whole diffs', () => {
  it.each([80, 120])('text at %i columns', (width) => {
    expectGolden(`access.diff.${width}.txt`, renderDiffText(access, { width, color: false }));
  });

  it('JSON', () => expectGolden('access.diff.json', renderDiffJson(access, version)));
  it('Markdown', () => expectGolden('access.diff.md', renderDiffMarkdown(access)));

  it('of a plan that changes nothing', () => {
    const nothing = diffOfFixture('no-iam');
    expect(renderDiffText(nothing, { width: 80, color: false })).toBe(
      'no access changes: the plan leaves every policy and principal as it is\n',
    );
  });
});

describe('JSON', () => {
  const file = fileURLToPath(new URL('../../src/report/schema/diff.schema.json', import.meta.url));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(file, 'utf8')) as object,
  );

  it.each(['access', 'updates', 'attachments', 'unknowns', 'no-iam'])('of %s keeps its schema', (name) => {
    validate(JSON.parse(renderDiffJson(diffOfFixture(name), version)));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('hostile text of a plan', () => {
  const hostile =
    '`x`\n# owned <script>alert(1)</script> ![i](https://evil.example/i.png) @everyone | \u001b[2J ::error::x ```';
  const statement = (Action: string) => ({ ...allow(Action, `arn:aws:s3:::${hostile}/*`), Sid: hostile });
  const name = `aws_iam_policy.p["${hostile}"]`;
  const change = (before: string, after: string) => ({
    ...updated('aws_iam_policy.p', { policy: text(statement(before)) }, { policy: text(statement(after)) }),
    address: name,
  });
  const result = diffOf([
    change('s3:GetObject', 's3:PutObject'),
    created('aws_iam_role.r', { name: hostile }),
  ]);

  /** What is left of Markdown when its code spans are taken out, as CommonMark finds them. */
  const outsideCode = (markdown: string) => markdown.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');

  it('stays inside code spans of Markdown, on its line', () => {
    const shown = renderDiffMarkdown(result);
    expect(shown).toContain('owned');
    for (const line of shown.split('\n')) expect(outsideCode(line)).not.toMatch(/owned|script|evil|@|::|`/);
  });

  it('cannot move the cursor, start a line or speak to a log in text', () => {
    const shown = renderDiffText(result, { width: 80, color: false });
    expect(shown).toContain('owned');
    expect(shown).not.toContain('\u001b');
    expect(shown).not.toMatch(/^#|(^|\s)::/m);
  });
});
