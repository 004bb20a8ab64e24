/**
 * What watches and limits a whole account, over whole plans: what stands, what goes, and what another account has.
 */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { compileRule } from '../../src/rule/compile.ts';
import type { RuleContext } from '../../src/rule/predicate.ts';
import { scan } from '../../src/scan/scan.ts';
import { entry, planOf, written } from '../plan/plans.ts';
import { context, profiles, ruleFiles } from './files.ts';

const guide = profiles.find(({ name }) => name === 'guide')?.rules ?? [];

function scanned(parts: JsonObject, configuration: Partial<RuleContext> = {}) {
  const settings = { ...context, ...configuration };
  const rules = ruleFiles
    .filter(({ rule }) => guide.includes(rule.id))
    .map(({ rule }) => compileRule(rule, settings));
  const extraction = extract(planOf(parts), { managedPolicy: context.catalogue.managedPolicy });
  return scan([extraction], rules, { failOn: 'medium', gate: 'new', unknown: 'warn' }, []);
}

/** What is found, as `RULE ADDRESS`. */
function found(parts: JsonObject, configuration: Partial<RuleContext> = {}): readonly string[] {
  const { findings, undetermined } = scanned(parts, configuration);
  return [
    ...findings.map((one) => `${one.rule} ${one.address}`.trim()),
    ...undetermined.map((one) => `${one.rule} ${one.address}?`),
  ].sort();
}

const whole = { is_multi_region_trail: true, enable_log_file_validation: true };
const created = (address: string, after: JsonObject) => entry(address, { after });
const deleted = (address: string, before: JsonObject) =>
  entry(address, { actions: ['delete'], before, after: null });
const changes = (...resource_changes: readonly Json[]) => ({ resource_changes });
const baseline = { accountBaseline: true };
const passwords = created('aws_iam_account_password_policy.p', {
  minimum_password_length: 14,
  require_lowercase_characters: true,
  require_uppercase_characters: true,
  require_numbers: true,
  require_symbols: true,
  max_password_age: 90,
  password_reuse_prevention: 24,
});

/** Each resource under the provider configuration of that key, with the arguments that `written` gives it. */
function underProviders(
  keys: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, Readonly<Record<string, Json>>>> = {},
): JsonObject {
  const all = [...new Set([...Object.values(keys), ...Object.keys(settings)])];
  return {
    provider_config: Object.fromEntries(
      all.map((key) => [
        key,
        {
          name: 'aws',
          full_name: 'registry.terraform.io/hashicorp/aws',
          expressions: Object.fromEntries(
            Object.entries(settings[key] ?? {}).map(([name, value]) => [name, { constant_value: value }]),
          ),
        },
      ]),
    ),
    root_module: {
      resources: Object.entries(keys).map(([address, key]) =>
        written(address, {}, { provider_config_key: key }),
      ),
    },
  };
}

describe('absence', () => {
  it('is told only where the configuration says that the plan owns the baseline', () => {
    const nothing = changes(created('aws_iam_user.u', { name: 'u' }));
    expect(found(nothing)).toEqual([]);
    expect(found(nothing, baseline)).toEqual(['analyzer-absent', 'password-policy-absent', 'trail-absent']);
  });

  it('is not told of what a plan with targets leaves out, and the state holds', () => {
    const resource = (type: string, values: JsonObject) => ({
      address: `${type}.there`,
      mode: 'managed',
      type,
      name: 'there',
      provider_name: 'registry.terraform.io/hashicorp/aws',
      values,
    });
    const resources = [
      resource('aws_cloudtrail', { name: 'main' }),
      resource('aws_accessanalyzer_analyzer', { type: 'ACCOUNT' }),
    ];
    const prior_state = { format_version: '1.0', values: { root_module: { resources } } };
    expect(found({ ...changes(passwords), prior_state }, baseline)).toEqual([]);
  });

  it('what the plan deletes is absent, though the state still holds it', () => {
    const before = { type: 'ACCOUNT' };
    const analyzer = deleted('aws_accessanalyzer_analyzer.a', before);
    const resources = [
      {
        address: 'aws_accessanalyzer_analyzer.a',
        mode: 'managed',
        type: 'aws_accessanalyzer_analyzer',
        name: 'a',
        provider_name: 'registry.terraform.io/hashicorp/aws',
        values: before,
      },
    ];
    const prior_state = { format_version: '1.0', values: { root_module: { resources } } };
    const plan = { ...changes(passwords, created('aws_cloudtrail.t', whole), analyzer), prior_state };
    expect(found(plan, baseline)).toEqual([
      'analyzer-absent',
      'analyzer-deleted aws_accessanalyzer_analyzer.a',
    ]);
  });
});

describe('deletion', () => {
  it('of everything that watches the account is told, each once', () => {
    const plan = changes(
      deleted('aws_cloudtrail.t', whole),
      deleted('aws_accessanalyzer_analyzer.a', { type: 'ACCOUNT' }),
      deleted('aws_iam_account_password_policy.p', { minimum_password_length: 14 }),
    );
    expect(found(plan)).toEqual([
      'analyzer-deleted aws_accessanalyzer_analyzer.a',
      'password-policy-deleted aws_iam_account_password_policy.p',
      'trail-deleted aws_cloudtrail.t',
    ]);
    const { gate, findings } = scanned(plan);
    expect(gate.passed).toBe(false);
    expect(findings.map((one) => one.status)).toEqual(['new', 'new', 'new']);
  });

  it('is not what a replacement does, nor what Terraform forgets or has left over', () => {
    const replaced = entry('aws_cloudtrail.t', {
      actions: ['delete', 'create'],
      before: whole,
      after: whole,
    });
    const forgotten = entry('aws_cloudtrail.u', { actions: ['forget'], before: whole, after: null });
    const deposed = entry(
      'aws_cloudtrail.v',
      { actions: ['delete'], before: whole, after: null },
      { deposed: '0123abcd' },
    );
    expect(found(changes(replaced))).toEqual([]);
    expect(found(changes(forgotten))).toEqual([]);
    expect(found(changes(deposed))).toEqual([]);
  });
});

describe('two accounts in one plan', () => {
  const keys = { 'aws_cloudtrail.a': 'aws.a', 'aws_cloudtrail.b': 'aws.b' };
  const trails = (b: JsonObject) =>
    changes(created('aws_cloudtrail.a', whole), created('aws_cloudtrail.b', b));
  const half = { ...whole, is_multi_region_trail: false };

  const accounts = {
    'aws.a': { allowed_account_ids: ['123456789012'] },
    'aws.b': { allowed_account_ids: ['210987654321'] },
  };
  const profiles = { 'aws.a': { profile: 'a' }, 'aws.b': { profile: 'b' } };
  const regions = { 'aws.a': { region: 'us-east-1' }, 'aws.b': { region: 'eu-west-1' } };

  it('the trail of one does not stand in for that of the other', () => {
    expect(found({ ...trails(half), configuration: underProviders(keys, accounts) })).toEqual([
      'trail-incomplete aws_cloudtrail.b',
    ]);
  });

  it('may be one account, where nothing tells: then nothing is decided, and that is said', () => {
    expect(found({ ...trails(half), configuration: underProviders(keys, profiles) })).toEqual([
      'trail-incomplete aws_cloudtrail.b?',
    ]);
  });

  it('are one account where the provider configurations differ in nothing but the Region', () => {
    expect(found({ ...trails(half), configuration: underProviders(keys, regions) })).toEqual([]);
  });

  describe('of what is deleted the plan does not tell the provider', () => {
    const stays = created('aws_iam_account_password_policy.q', {
      ...((passwords.change as JsonObject).after as JsonObject),
    });
    const goes = deleted('aws_iam_account_password_policy.p', { minimum_password_length: 14 });
    const of = (settings: Parameters<typeof underProviders>[1]) => ({
      ...changes(goes, stays),
      configuration: underProviders({ 'aws_iam_account_password_policy.q': 'aws.b' }, settings),
    });

    it('with two accounts it may be of either', () => {
      const undecided = ['password-policy-deleted aws_iam_account_password_policy.p?'];
      expect(found(of(accounts))).toEqual(undecided);
      expect(found(of(profiles))).toEqual(undecided);
    });

    it('with one account it is of that one, and what stays takes over', () => {
      expect(found(of({ 'aws.b': {} }))).toEqual([]);
      expect(found(of(regions))).toEqual([]);
    });

    it('its ARN tells the account', () => {
      const trail = deleted('aws_cloudtrail.p', {
        ...whole,
        arn: 'arn:aws:cloudtrail:us-east-1:123456789012:trail/main',
      });
      const plan = (settings: Parameters<typeof underProviders>[1]) => ({
        ...changes(trail, created('aws_cloudtrail.b', whole)),
        configuration: underProviders({ 'aws_cloudtrail.b': 'aws.b' }, settings),
      });
      expect(found(plan(accounts))).toEqual(['trail-deleted aws_cloudtrail.p']);
      expect(found(plan(profiles))).toEqual(['trail-deleted aws_cloudtrail.p?']);
      expect(found(plan({ 'aws.b': { allowed_account_ids: ['123456789012'] } }))).toEqual([]);
    });
  });

  it('under one provider it does', () => {
    const one = { 'aws_cloudtrail.a': 'aws', 'aws_cloudtrail.b': 'aws' };
    expect(found({ ...trails(half), configuration: underProviders(one) })).toEqual([]);
  });

  it('each has its own password policy', () => {
    const plan = changes(
      passwords,
      created('aws_iam_account_password_policy.q', { minimum_password_length: 8 }),
    );
    const weak = found(plan).filter((one) => one.endsWith('.q'));
    expect(found(plan)).toEqual(weak);
    expect(weak).toContain('password-length aws_iam_account_password_policy.q');
  });
});

describe('a change that switches the trail off', () => {
  it('is new where it was on before, and existing where it was off', () => {
    const off = { ...whole, enable_logging: false };
    const update = (before: JsonObject) =>
      entry('aws_cloudtrail.t', { actions: ['update'], before, after: off });
    expect(scanned(changes(update({ ...whole, enable_logging: true }))).findings).toMatchObject([
      { rule: 'trail-incomplete', status: 'new', pointer: '/enable_logging' },
    ]);
    expect(scanned(changes(update(off))).findings).toMatchObject([{ status: 'existing' }]);
  });
});
