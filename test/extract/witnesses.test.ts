/**
 * A source that was edited after planning, noticed by what the plan knows elsewhere: a hidden document is not rebuilt from a
 * local, an argument or a file that gives something else than it gave when the plan was made.
 */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { sourceFor } from '../../src/extract/source/open-source.ts';
import { readConfiguration } from '../../src/hcl/read-configuration.ts';
import { memory } from '../hcl/memory.ts';
import { planOf } from '../plan/plans.ts';
import { byPlace, managedPolicy } from './extracted.ts';

const files = {
  'root/main.tf': `
    locals {
      actions = ["s3:GetObject", "s3:PutObject"]
      team    = "storage"
      tags    = { Team = local.team }
    }
    resource "terraform_data" "pending" {}
    module "topic" {
      source = "./topic"
      name   = "\${local.team}-alerts"
    }
    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
      tags   = local.tags
      lifecycle { ignore_changes = [bucket_prefix] }
      bucket_prefix = file("\${path.module}/prefix.txt")
    }
    resource "aws_iam_policy" "p" {
      name   = join("", ["p"])
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = local.actions, Resource = terraform_data.pending.output, Sid = local.team }] })
    }
    resource "aws_iam_policy" "q" {
      policy = templatefile("\${path.module}/q.json", { arn = terraform_data.pending.output })
    }
    output "actions" { value = local.actions }`,
  'root/prefix.txt': 'prefix',
  'root/q.json': '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"${arn}"}]}',
  'root/topic/main.tf': `
    variable "name" { type = string }
    resource "aws_sns_topic" "t" { name = upper(var.name) }`,
};

const entry = (
  address: string,
  after: JsonObject,
  unknown: JsonObject = {},
  before: JsonObject | null = null,
) => {
  const [type = '', name = ''] = address.replace('module.topic.', '').split('.');
  const actions = before === null ? ['create'] : ['update'];
  const module = address.startsWith('module.') ? { module_address: 'module.topic' } : {};
  return {
    address,
    mode: 'managed',
    type,
    name,
    ...module,
    change: { actions, before, after, after_unknown: unknown },
  };
};
const configured = (address: string, expressions: JsonObject) => {
  const [type = '', name = ''] = address.split('.');
  return { address, mode: 'managed', type, name, expressions };
};
const refersTo = (...references: readonly string[]) => ({ references: [...references] });
const pending = ['terraform_data.pending.output', 'terraform_data.pending'];

const bucket = { bucket: 'logs', tags: { Team: 'storage' }, bucket_prefix: 'prefix' };
const changes = {
  pending: entry('terraform_data.pending', { input: null }, { id: true, output: true }),
  bucket: entry('aws_s3_bucket.logs', bucket),
  topic: entry('module.topic.aws_sns_topic.t', { name: 'STORAGE-ALERTS' }),
  p: entry('aws_iam_policy.p', { name: 'p' }, { policy: true }),
  q: entry('aws_iam_policy.q', {}, { policy: true }),
};

/** The policies of the plan beside files of which some were edited. */
function beside(edited: Partial<typeof files> = {}, replanned: Partial<typeof changes> = {}) {
  const plan = planOf({
    resource_changes: Object.values({ ...changes, ...replanned }),
    planned_values: { outputs: { actions: { sensitive: false, value: ['s3:GetObject', 's3:PutObject'] } } },
    configuration: {
      root_module: {
        outputs: { actions: { expression: refersTo('local.actions') } },
        resources: [
          configured('terraform_data.pending', {}),
          configured('aws_s3_bucket.logs', {
            bucket: { constant_value: 'logs' },
            tags: refersTo('local.tags'),
            bucket_prefix: refersTo('path.module'),
          }),
          configured('aws_iam_policy.p', {
            name: {},
            policy: refersTo('local.actions', ...pending, 'local.team'),
          }),
          configured('aws_iam_policy.q', { policy: refersTo('path.module', ...pending) }),
        ],
        module_calls: {
          topic: {
            source: './topic',
            expressions: { name: refersTo('local.team') },
            module: {
              variables: { name: {} },
              resources: [configured('aws_sns_topic.t', { name: refersTo('var.name') })],
            },
          },
        },
      },
    },
  });
  const configuration = readConfiguration(memory({ ...files, ...edited }), 'root');
  if (configuration === undefined) throw new Error('there is a file');
  const opened = sourceFor(plan, configuration, { withFiles: 'files are as they were' });
  if (typeof opened !== 'function') throw new Error(opened.refused);
  const documents = byPlace(extract(plan, { managedPolicy, openSource: opened }));
  return { p: documents.get('aws_iam_policy.p policy'), q: documents.get('aws_iam_policy.q policy') };
}

const main = (from: string, to: string) => ({ 'root/main.tf': files['root/main.tf'].replace(from, to) });

describe('a hidden document beside its source', () => {
  it('is rebuilt where all that the plan knows comes out as planned', () => {
    const { p, q } = beside();
    expect(p).toMatchObject({ state: 'partly', rebuilt: { from: 'root/main.tf:20' } });
    expect(p?.rebuilt?.assuming).toBeUndefined();
    expect(q).toMatchObject({ state: 'partly', rebuilt: { assuming: 'files are as they were' } });
  });

  it.each([
    ['an output', main('"s3:PutObject"]', '"s3:*"]'), 'the output `actions` has another value in it'],
    [
      'an output with one element less',
      main(', "s3:PutObject"]', ']'),
      'the output `actions` has another value in it',
    ],
    [
      'what a local makes of a local',
      main('team    = "storage"', 'team    = "billing"'),
      '`aws_s3_bucket.logs` has another `tags` in it',
    ],
    ['its own name', main('join("", ["p"])', 'join("", ["p2"])'), '`name` has another value in it'],
  ])('is not where %s tells otherwise', (_, edited, reason) => {
    const { p } = beside(edited);
    expect(p).toMatchObject({ state: 'undetermined' });
    expect(p?.reason).toContain(`the source is not that of the plan: ${reason}`);
  });

  it('is not where a resource in a module that is handed the same local tells otherwise', () => {
    const without = { bucket: entry('aws_s3_bucket.logs', { bucket: 'logs' }) };
    expect(beside({}, without).p?.state).toBe('partly');
    const { p } = beside(main('team    = "storage"', 'team    = "billing"'), without);
    expect(p?.reason).toContain('`module.topic.aws_sns_topic.t` has another `name` in it');
  });

  it('is not where another attribute shows that a file is another one, though that is not its own', () => {
    const { p, q } = beside({ 'root/prefix.txt': 'edited' });
    expect(q?.reason).toContain('`aws_s3_bucket.logs` has another `bucket_prefix` in it');
    expect(p?.state).toBe('partly');
  });

  it('is where nothing in it depends on what was edited', () => {
    const { q } = beside(main('"s3:PutObject"]', '"s3:*"]'));
    expect(q?.state).toBe('partly');
  });

  it('is where the argument that differs is left as it was by `ignore_changes`', () => {
    const kept = { bucket: entry('aws_s3_bucket.logs', bucket, {}, { ...bucket }) };
    expect(beside({ 'root/prefix.txt': 'edited' }, kept).q?.state).toBe('partly');
  });

  it.each<[string, JsonObject]>([
    ['another case', { tags: { Team: 'Storage' } }],
    ['a tag that only the provider knows', { tags: { Team: 'storage' }, tags_all: { Owner: 'x' } }],
    ['a digest', { bucket_prefix: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }],
  ])('is where a provider prints a value in its own way: %s', (_, shown) => {
    const { p, q } = beside({}, { bucket: entry('aws_s3_bucket.logs', { ...bucket, ...shown }) });
    expect([p?.state, q?.state]).toEqual(['partly', 'partly']);
  });

  it('is not where a tag was added or taken away', () => {
    for (const tags of [{}, { Team: 'storage', Owner: 'x' }] as const) {
      const { p } = beside({}, { bucket: entry('aws_s3_bucket.logs', { ...bucket, tags }) });
      expect(p?.reason).toContain('`aws_s3_bucket.logs` has another `tags` in it');
    }
  });
});
