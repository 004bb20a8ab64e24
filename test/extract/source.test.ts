/**
 * Attributes that rules look at besides documents, from the configuration beside a plan; what is sensitive; and blocks of
 * which the plan does not tell how many there are.
 */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { sourceFor } from '../../src/extract/source/open-source.ts';
import { readConfiguration } from '../../src/hcl/read-configuration.ts';
import { memory } from '../hcl/memory.ts';
import { planOf } from '../plan/plans.ts';
import { byPlace, documentIn, managedPolicy } from './extracted.ts';

const change = (address: string, after: JsonObject, unknown: JsonObject, mode = 'managed') => {
  const [type = '', name = ''] = address.replace(/^data\./, '').split('.');
  const actions = mode === 'data' ? ['read'] : ['create'];
  return { address, mode, type, name, change: { actions, before: null, after, after_unknown: unknown } };
};
const configured = (address: string, expressions: JsonObject, mode = 'managed') => {
  const [type = '', name = ''] = address.replace(/^data\./, '').split('.');
  return { address, mode, type, name, expressions };
};

/** What a plan with such changes gives beside the text. */
function extractedBeside(
  text: string,
  changes: readonly JsonObject[],
  resources: readonly JsonObject[],
  more: { readonly variables?: JsonObject; readonly declared?: JsonObject } = {},
) {
  const { variables = {}, declared = {} } = more;
  const plan = planOf({
    resource_changes: [...changes],
    variables,
    configuration: { root_module: { resources: [...resources], variables: declared } },
  });
  const configuration = readConfiguration(memory({ 'root/main.tf': text }), 'root');
  if (configuration === undefined) throw new Error('there is a file');
  const opened = sourceFor(plan, configuration, {});
  if (typeof opened !== 'function') throw new Error(opened.refused);
  return extract(plan, { managedPolicy, openSource: opened });
}

const pending = {
  change: change('terraform_data.pending', { input: null }, { id: true, output: true }),
  written: configured('terraform_data.pending', {}),
  text: 'resource "terraform_data" "pending" {}\n',
};

describe('an account password policy', () => {
  it('has the attributes that the configuration decides although the plan hides them', () => {
    const address = 'aws_iam_account_password_policy.this';
    const [policy] = extractedBeside(
      `${pending.text}
      locals {
        settings = { note = terraform_data.pending.output, length = 14 }
      }
      resource "aws_iam_account_password_policy" "this" {
        minimum_password_length   = length(terraform_data.pending.output) > 0 ? local.settings.length : 14
        password_reuse_prevention = tonumber(terraform_data.pending.output)
        max_password_age          = local.settings.length
      }`,
      [
        pending.change,
        change(
          address,
          {},
          { minimum_password_length: true, password_reuse_prevention: true, max_password_age: true },
        ),
      ],
      [
        pending.written,
        configured(address, {
          minimum_password_length: {
            references: [
              'terraform_data.pending.output',
              'terraform_data.pending',
              'local.settings.length',
              'local.settings',
            ],
          },
          password_reuse_prevention: {
            references: ['terraform_data.pending.output', 'terraform_data.pending'],
          },
          max_password_age: { references: ['local.settings.length', 'local.settings'] },
        }),
      ],
    ).passwordPolicies();
    // Either side of the conditional is the same.
    expect(policy?.attributes.minimum_password_length).toBe(14);
    expect(policy?.attributes.max_password_age).toBe(14);
    expect(policy?.attributes.password_reuse_prevention).toMatchObject({
      reference: 'terraform_data.pending.output',
    });
    expect(policy?.rebuilt).toEqual({ from: 'root/main.tf:7' });
  });
});

describe('a trail', () => {
  it('has the attributes that the configuration decides', () => {
    const address = 'aws_cloudtrail.this';
    const trails = [
      ...extractedBeside(
        `${pending.text}
        locals { options = { key = terraform_data.pending.output, everywhere = false } }
        resource "aws_cloudtrail" "this" { is_multi_region_trail = local.options.everywhere }`,
        [pending.change, change(address, {}, { is_multi_region_trail: true })],
        [
          pending.written,
          configured(address, {
            is_multi_region_trail: { references: ['local.options.everywhere', 'local.options'] },
          }),
        ],
      ).resources(),
    ];
    const trail = trails.find((one) => one.origin.address === address);
    expect(trail).toMatchObject({
      attributes: { is_multi_region_trail: false },
      rebuilt: { from: 'root/main.tf:4' },
    });
  });
});

describe('what is sensitive', () => {
  it('keeps the mark through the configuration, also where the plan has none', () => {
    const address = 'aws_iam_policy.p';
    const document = byPlace(
      extractedBeside(
        `${pending.text}
        variable "account" {
          type      = string
          sensitive = true
        }
        resource "aws_iam_policy" "p" {
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = [var.account, terraform_data.pending.output] }] })
        }`,
        [pending.change, change(address, {}, { policy: true })],
        [
          pending.written,
          configured(address, {
            policy: {
              references: ['var.account', 'terraform_data.pending.output', 'terraform_data.pending'],
            },
          }),
        ],
        { variables: { account: { value: '111122223333' } }, declared: { account: { sensitive: true } } },
      ),
    ).get(`${address} policy`);
    expect(document).toMatchObject({ state: 'partly', sensitive: true });
  });
});

describe('blocks that `dynamic` makes', () => {
  const address = 'aws_iam_role.r';
  const role = (blocks: string) =>
    byPlace(
      extractedBeside(
        `${pending.text}
        resource "aws_iam_role" "r" {
          assume_role_policy = "{}"
          ${blocks}
        }`,
        [pending.change, change(address, { assume_role_policy: '{}' }, { inline_policy: true })],
        [pending.written, configured(address, { assume_role_policy: { constant_value: '{}' } })],
      ),
    );

  it('are found where the plan does not tell how many there are', () => {
    const documents = role(`dynamic "inline_policy" {
      for_each = ["a", "b"]
      content {
        name   = inline_policy.value
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = terraform_data.pending.output }] })
      }
    }`);
    expect(documents.get(`${address} inline_policy["b"].policy`)).toMatchObject({
      state: 'partly',
      judged: true,
    });
    expect(documentIn(documents.get(`${address} inline_policy["a"].policy`))).toEqual({
      Statement: [{ Action: '*', Effect: 'Allow', Resource: '?terraform_data.pending.output' }],
    });
  });

  it('are undetermined, and no default, where nobody knows how many there are', () => {
    const documents = role(`dynamic "inline_policy" {
      for_each = terraform_data.pending.output
      content { policy = inline_policy.value }
    }`);
    expect(documents.get(`${address} inline_policy.policy`)).toMatchObject({
      state: 'undetermined',
      reason: expect.stringContaining('known only after apply'),
    });
  });

  it('are a default where the configuration has none', () => {
    expect(role('').get(`${address} inline_policy.policy`)).toMatchObject({
      state: 'default',
      reason: 'nobody wrote one: no such block is in the configuration',
    });
  });
});
