/**
 * The configuration beside a plan, as people use it: found by itself, named with `--source`, and refused where it is not
 * the one that was planned.
 */
import { cpSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, grantlint, root } from './command.ts';
import { archiveOf } from './saved-archive.ts';

interface Extracted {
  readonly coverage: Readonly<Record<string, number>>;
  readonly documents: readonly {
    readonly address: string;
    readonly state: string;
    readonly reason: string | null;
    readonly hint: string | null;
    readonly rebuilt: { readonly from: string; readonly assuming: string | null } | null;
    readonly document?: unknown;
  }[];
}

const planned = new Date('2026-03-01T10:00:00Z');
const before = new Date('2026-03-01T09:00:00Z');

/** A fixture's configuration, older than its plan, with the plan in a folder of its own. */
function copied(name: string): { readonly folder: string; readonly plan: string; readonly file: string } {
  const folder = join(emptyFolder(), 'configuration');
  cpSync(join(root, 'fixtures', name), folder, { recursive: true });
  const plan = join(emptyFolder(), 'plan.json');
  const text = readFileSync(join(folder, 'plan.json'), 'utf8');
  writeFileSync(plan, text.replace(/^\{/, `{"timestamp":${JSON.stringify(planned.toISOString())},`));
  const file = join(folder, 'main.tf');
  for (const one of ['main.tf', 'providers.tf']) utimesSync(join(folder, one), before, before);
  return { folder, plan, file };
}

function extract(words: readonly string[], cwd?: string): Extracted & { readonly err: string } {
  const { out, err } = grantlint(['extract', '--format', 'json', ...words], cwd === undefined ? {} : { cwd });
  return { ...(JSON.parse(out) as Extracted), err };
}

const stateOf = ({ documents }: Extracted, address: string) =>
  documents.find((one) => one.address === address);

describe('a plan that hides documents, with its configuration', () => {
  const { folder, plan, file } = copied('source-wrong');
  const bucket = 'aws_s3_bucket_policy.customer';

  it('is undetermined without it, and says what would help', () => {
    const found = stateOf(extract([plan], emptyFolder()), bucket);
    expect(found).toMatchObject({ state: 'undetermined', hint: expect.stringContaining('--source DIR') });
  });

  it('is read where --source names it, and in the working directory', () => {
    for (const result of [extract([plan, '--source', folder]), extract([plan], folder)])
      expect(stateOf(result, bucket)).toMatchObject({
        state: 'partly',
        hint: null,
        rebuilt: {
          from: expect.stringMatching(/main\.tf:18$/),
          assuming: expect.stringMatching(
            /^the configuration is the one that was planned: its files are older/,
          ),
        },
      });
  });

  it('is judged: what stands in the hidden expression is a finding, with its line', () => {
    const { out, exit } = grantlint([plan, '--source', folder, '--format', 'json']);
    const { findings } = JSON.parse(out) as { findings: Record<string, unknown>[] };
    expect(exit).toBe(1);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'full-admin-grant',
        address: 'aws_iam_role_policy.ci',
        certainty: 'assumed',
        rebuilt: { from: `${file}:36`, assuming: expect.stringContaining('no saved plan') },
        source: expect.objectContaining({ file, line: 40 }),
      }),
    );
    const sarif = grantlint([plan, '--source', folder, '--format', 'sarif']).out;
    expect(sarif).toMatch(/"startLine": 40/);
    expect(grantlint([plan, '--source', folder, '--color', 'never']).out).toMatch(
      /main\.tf:40:\d+\n {2}rule full-admin-grant/,
    );
  });

  it('is not used by itself where a file was written after the plan was made', () => {
    const edited = copied('source-wrong');
    writeFileSync(
      edited.file,
      readFileSync(edited.file, 'utf8').replace('"*"\n    Resource', '"s3:Get*"\n    Resource'),
    );
    const { documents, err } = extract([edited.plan], edited.folder);
    expect(documents.find((one) => one.address === bucket)?.state).toBe('undetermined');
    expect(err).toContain('`main.tf` was written after the plan was made');
    const named = extract([edited.plan, '--source', edited.folder]);
    expect(stateOf(named, bucket)?.rebuilt?.assuming).toMatch(/written after the plan was made/);
  });

  it('is not used where it has other references, resources or constants', () => {
    const changes: readonly (readonly [string, string, RegExp])[] = [
      ['${aws_s3_bucket.customer.arn}/*', 'arn:aws:s3:::other/*', /refers to/],
      ['"aws_iam_role" "ci"', '"aws_iam_role" "cd"', /aws_iam_role\.c[id]/],
      ['"customer-"', '"other-"', /another constant/],
    ];
    for (const [from, to, message] of changes) {
      const edited = copied('source-wrong');
      writeFileSync(edited.file, readFileSync(edited.file, 'utf8').replaceAll(from, to));
      utimesSync(edited.file, before, before);
      const { documents, err } = extract([edited.plan, '--source', edited.folder]);
      expect(documents.find((one) => one.address === bucket)?.state).toBe('undetermined');
      expect(err).toMatch(message);
    }
  });

  it('is exit 2 where --source names a folder without a configuration', () => {
    const { exit, err } = grantlint([plan, '--source', emptyFolder()]);
    expect(exit).toBe(2);
    expect(err).toContain('holds no Terraform configuration');
  });
});

describe('the saved plan beside the JSON', () => {
  const reader = 'module.reader.aws_iam_policy.this';
  const writer = 'aws_iam_policy.writer';

  /** A plan that Terraform 1.11.4 made of a root and a module, without their files. */
  function saved(): { readonly folder: string; readonly plan: string } {
    const folder = emptyFolder();
    cpSync(join(root, 'test/cli/saved-plan'), folder, { recursive: true });
    utimesSync(join(folder, 'writer.json'), before, before);
    return { folder, plan: join(folder, 'plan.json') };
  }

  it('holds the configuration that was planned: nothing is assumed, and no file of it is needed', () => {
    const { folder, plan } = saved();
    const found = stateOf(extract([plan]), reader);
    expect(found).toMatchObject({
      state: 'partly',
      rebuilt: { from: expect.stringMatching(/policy\/main\.tf:11$/), assuming: null },
      document: { Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'] }] },
    });
    const piped = grantlint(['extract', '--format', 'json', '-'], { cwd: folder, input: readFileSync(plan) });
    expect(stateOf(JSON.parse(piped.out) as Extracted, reader)?.rebuilt?.assuming).toBeNull();
  });

  it('comes before another configuration on the disk', () => {
    const { folder, plan } = saved();
    writeFileSync(join(folder, 'main.tf'), 'resource "aws_iam_policy" "other" {}\n');
    const { documents, err } = extract([plan]);
    expect(documents.find(({ address }) => address === reader)?.rebuilt?.assuming).toBeNull();
    expect(err).toBe('');
  });

  it('holds no files that functions read: those are assumed, and refused where they are later', () => {
    const { folder, plan } = saved();
    expect(stateOf(extract([plan]), writer)).toMatchObject({
      state: 'partly',
      rebuilt: { assuming: expect.stringMatching(/^files that functions read are as they were/) },
    });
    writeFileSync(join(folder, 'writer.json'), '{}');
    expect(stateOf(extract([plan]), writer)).toMatchObject({
      state: 'undetermined',
      reason: expect.stringMatching(/writer\.json` was written after the plan was made/),
    });
    expect(stateOf(extract([plan]), reader)?.state).toBe('partly');
  });

  it('is not used where it is another plan, damaged or huge', () => {
    const { folder, plan } = saved();
    const archive = readFileSync(join(folder, 'saved.tfplan'));
    const text = readFileSync(plan, 'utf8');
    const others: readonly (readonly [string, Buffer])[] = [
      [text.replace(/"timestamp":"[^"]*"/, '"timestamp":"2026-03-01T10:00:00Z"'), archive],
      [text.replace(/"timestamp":"[^"]*",?/, ''), archive],
      [text, archive.subarray(0, archive.length - 30)],
      [text, Buffer.concat([archive.subarray(0, 200), Buffer.alloc(200), archive.subarray(400)])],
      [text, archiveOf([['tfplan', Buffer.from('nothing')]])],
      [text, archiveOf([['tfplan', Buffer.alloc(210_000_000)]])],
    ];
    for (const [json, bytes] of others) {
      writeFileSync(plan, json);
      writeFileSync(join(folder, 'saved.tfplan'), bytes);
      const { documents, err } = extract([plan]);
      expect(documents.find(({ address }) => address === reader)?.state).toBe('undetermined');
      expect(err).toBe('');
    }
  });
});

describe('a configuration that is nested without end', () => {
  it.each([
    ['operators', `1${' + 1'.repeat(100_000)}`],
    ['attributes', `local.everyone${'.a'.repeat(100_000)}`],
    ['operators in parentheses', `${'('.repeat(150)}1${`${' + 1'.repeat(390)})`.repeat(150)}`],
  ])('leaves undetermined what it goes into, and ends nothing: %s', (_, deep) => {
    const { folder, plan, file } = copied('source-wrong');
    const text = readFileSync(file, 'utf8').replace('{ AWS = "*" }', '{ AWS = local.deep == 1 ? "*" : "" }');
    writeFileSync(file, text.replace('locals {', `locals {\n  deep = ${deep}\n`));
    const { documents } = extract([plan, '--source', folder]);
    expect(documents.find(({ address }) => address === 'aws_s3_bucket_policy.customer')).toMatchObject({
      state: 'undetermined',
    });
  });
});

describe('what is read', () => {
  it('is nothing outside of the configuration, through a symbolic link or a path', () => {
    const { folder, plan } = copied('source-group-template');
    const outside = join(emptyFolder(), 'outside');
    mkdirSync(outside);
    cpSync(join(folder, 'policies'), outside, { recursive: true });
    cpSync(folder, join(outside, 'copy'), { recursive: true });
    const linked = join(emptyFolder(), 'linked');
    cpSync(folder, linked, { recursive: true, filter: (path) => !path.endsWith('policies') });
    symlinkSync(outside, join(linked, 'policies'));
    const result = extract([plan, '--source', linked]);
    const found = stateOf(result, 'aws_iam_group_policy.home');
    expect(found?.state).toBe('undetermined');
    expect(found?.reason).toContain('leads out of the folders of the configuration');
  });
});
