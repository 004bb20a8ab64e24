/**
 * A denial takes what another policy of the same principal allows, where the plan names everybody who holds that one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { selectProfile, selectRules } from '../../src/config/select.ts';
import { extract } from '../../src/extract/extract.ts';
import { compileRule } from '../../src/rule/compile.ts';
import { scan } from '../../src/scan/scan.ts';
import { entry, planOf, references, written } from '../plan/plans.ts';
import { context, profiles, ruleFiles } from './files.ts';

const rules = selectRules(
  ruleFiles.map(({ rule }) => rule),
  selectProfile(profiles, 'default'),
).map((rule) => compileRule(rule, context));

/** Findings that are medium or worse, as `RULE ADDRESS`. */
function found(resource_changes: readonly Json[], resources: readonly Json[] = []): readonly string[] {
  const plan = planOf({
    resource_changes: [...resource_changes],
    configuration: { root_module: { resources: [...resources] } },
  });
  const extraction = extract(plan, { managedPolicy: context.catalogue.managedPolicy });
  const { findings } = scan([extraction], rules, { failOn: 'medium', gate: 'new', unknown: 'warn' }, []);
  return findings
    .filter(({ severity }) => !['low', 'note'].includes(severity))
    .map(({ rule, address }) => `${rule} ${address}`);
}

const text = (...Statement: readonly JsonObject[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allowAll = text({ Effect: 'Allow', Action: '*', Resource: '*' });
const passing = text({ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' });
const deny = (Action: Json, more: JsonObject = {}) =>
  text({ Effect: 'Deny', Action, Resource: '*', ...more });
const inline = (name: string, role: string, policy: string) =>
  entry(`aws_iam_role_policy.${name}`, { after: { name, role, policy } });

describe('inline policies of one role', () => {
  it('are read together', () => {
    expect(found([inline('a', 'app', allowAll)])).toEqual(['full-admin-grant aws_iam_role_policy.a']);
    expect(found([inline('a', 'app', allowAll), inline('b', 'app', deny('*'))])).toEqual([]);
    expect(found([inline('a', 'app', passing), inline('b', 'app', deny('iam:*'))])).toEqual([]);
  });

  it('deny nothing to another role, nor by a condition that the holder meets', () => {
    const one = ['wildcard-resource-privileges aws_iam_role_policy.a'];
    expect(found([inline('a', 'app', passing), inline('b', 'other', deny('iam:*'))])).toEqual(one);
    const withoutMfa = { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'web' } } };
    expect(found([inline('a', 'app', passing), inline('b', 'app', deny('iam:*', withoutMfa))])).toEqual(one);
    expect(found([inline('a', 'app', passing), inline('b', 'app', deny('s3:*'))])).toEqual(one);
  });
});

describe('a managed policy', () => {
  const names = ['aws_iam_policy.all', 'aws_iam_policy.none'] as const;
  const policies = (actions: readonly string[]) => [
    entry(names[0], {
      actions: [...actions],
      after: { name: 'all', policy: allowAll },
      after_unknown: { arn: true },
    }),
    entry(names[1], { after: { name: 'none', policy: deny('*') }, after_unknown: { arn: true } }),
  ];
  const attached = (name: string, user: string, policy: string) => ({
    change: entry(`aws_iam_user_policy_attachment.${name}`, {
      after: { user },
      after_unknown: { policy_arn: true },
    }),
    written: written(`aws_iam_user_policy_attachment.${name}`, {
      policy_arn: references(`${policy}.arn`, policy),
    }),
  });
  const plan = (attachments: readonly ReturnType<typeof attached>[], actions = ['create']) =>
    found(
      [...policies(actions), ...attachments.map(({ change }) => change)],
      [...names.map((name) => written(name, {})), ...attachments.map((one) => one.written)],
    );
  const both = [attached('a', 'ann', names[0]), attached('b', 'ann', names[1])];

  it('that the plan makes is held by those to whom the plan attaches it', () => {
    expect(plan(both)).toEqual([]);
  });

  it('counts for a holder without the denial', () => {
    expect(plan([...both, attached('c', 'bob', names[0])])).toEqual([
      'full-admin-grant aws_iam_policy.all',
      'admin-policy-attached aws_iam_user_policy_attachment.c',
    ]);
  });

  it('that is attached to nobody, or is there already, may be held by anybody', () => {
    expect(plan([])).toEqual(['full-admin-grant aws_iam_policy.all']);
    expect(plan(both, ['update'])).toEqual(['full-admin-grant aws_iam_policy.all']);
  });
});
