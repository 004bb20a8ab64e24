/**
 * Where references lead. The lists of references are as Terraform 1.11.4 prints them: each traversal, then shorter.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/value.ts';
import { changesAt, priorAt } from '../../src/plan/instances.ts';
import { resolve, resolveExpression } from '../../src/plan/references.ts';
import { longest } from '../../src/plan/traversal.ts';
import type { Plan, Resolution } from '../../src/plan/types.ts';
import { configurationOf, expressionOf } from '../../src/plan/written.ts';
import { entry, planOf, references, written } from './plans.ts';

const root = { steps: [] };

/** An instance of a resource, in a module and with a key where these are given. */
function instance(
  address: string,
  module = '',
  index?: string | number,
  change: JsonObject = {},
): JsonObject {
  const key = index === undefined ? '' : `[${JSON.stringify(index)}]`;
  return entry(address, change, {
    address: `${module === '' ? '' : `${module}.`}${address}${key}`,
    ...(module === '' ? {} : { module_address: module }),
    ...(index === undefined ? {} : { index }),
  });
}

/** Addresses of the changes that the attribute `policy_arn` of the change at an address leads to, else why not. */
function leadsTo(plan: Plan, address: string): readonly string[] {
  const change = plan.changes.find((one) => one.address === address);
  const scope = change && configurationOf(plan, change);
  if (change === undefined || scope === undefined) throw new Error(`there is no ${address}`);
  const expression = expressionOf(plan, change, 'policy_arn');
  if (typeof expression === 'string') return [expression];
  return resolveExpression(plan, scope, expression).flatMap((one) => shown(plan, one));
}

function shown(plan: Plan, one: Resolution): readonly string[] {
  if (one.found === 'constant') return [JSON.stringify(one.value)];
  if (one.found === 'undetermined') return [`? ${one.reference}: ${one.reason}`];
  return changesAt(plan, one).map(({ address }) => `${address} ${one.attribute}`.trim());
}

describe('the references of an expression', () => {
  it('are those that are not repeated shorter', () => {
    expect(longest(['a.b.c', 'a.b', 'var.x.y[0]', 'var.x.y', 'var.x', 'each.key'])).toEqual([
      'a.b.c',
      'var.x.y[0]',
      'each.key',
    ]);
    expect(longest(['a.b["k.l"].c', 'a.b["k.l"]', 'a.b', 'a.b["k.l"].c', 'a.b["k.l"]', 'a.b'])).toEqual([
      'a.b["k.l"].c',
    ]);
    expect(longest(['a.bc.d', 'a.b', 'a.bcd'])).toEqual(['a.bc.d', 'a.b', 'a.bcd']);
  });

  it('keep a splat that stands beside an instance', () => {
    expect(longest(['a.b[0].c', 'a.b[0]', 'a.b', 'a.b'])).toEqual(['a.b[0].c', 'a.b']);
  });
});

describe('a reference to a resource', () => {
  const attachment = (names: readonly string[], more: JsonObject = {}): JsonObject =>
    written('aws_iam_role_policy_attachment.a', { policy_arn: references(...names) }, more);
  const planWith = (
    names: readonly string[],
    keys: readonly (string | number)[],
    more: JsonObject = {},
  ): Plan =>
    planOf({
      resource_changes: [
        ...(more.for_each_expression || more.count_expression
          ? keys.map((key) => instance('aws_iam_role_policy_attachment.a', '', key))
          : [instance('aws_iam_role_policy_attachment.a')]),
        ...(keys.length === 0
          ? [instance('aws_iam_policy.p')]
          : keys.map((key) => instance('aws_iam_policy.p', '', key))),
      ],
      configuration: {
        root_module: { resources: [attachment(names, more), written('aws_iam_policy.p', {})] },
      },
    });

  it('leads to it, with the attribute', () => {
    expect(
      leadsTo(planWith(['aws_iam_policy.p.arn', 'aws_iam_policy.p'], []), 'aws_iam_role_policy_attachment.a'),
    ).toEqual(['aws_iam_policy.p arn']);
  });

  it('has no attribute in format 0.1, whose references stop at the resource', () => {
    const plan = planWith(['aws_iam_policy.p', 'aws_iam_policy.p'], []);
    expect(leadsTo(plan, 'aws_iam_role_policy_attachment.a')).toEqual(['aws_iam_policy.p']);
  });

  it('with a key leads to that instance only', () => {
    const names = ['aws_iam_policy.p["b.c"].arn', 'aws_iam_policy.p["b.c"]', 'aws_iam_policy.p'];
    expect(leadsTo(planWith(names, ['a', 'b.c']), 'aws_iam_role_policy_attachment.a')).toEqual([
      'aws_iam_policy.p["b.c"] arn',
    ]);
    const absent = ['aws_iam_policy.p["z"].arn', 'aws_iam_policy.p["z"]', 'aws_iam_policy.p'];
    expect(leadsTo(planWith(absent, ['a', 'b']), 'aws_iam_role_policy_attachment.a')).toEqual([]);
  });

  it('of a splat leads to all instances', () => {
    expect(leadsTo(planWith(['aws_iam_policy.p'], [0, 1]), 'aws_iam_role_policy_attachment.a')).toEqual([
      'aws_iam_policy.p[0]',
      'aws_iam_policy.p[1]',
    ]);
  });

  it('by `each.key` or `count.index` leads to the instance of the same key', () => {
    const each = planWith(['aws_iam_policy.p', 'each.key'], ['a', 'b'], {
      for_each_expression: references('local.x'),
    });
    expect(leadsTo(each, 'aws_iam_role_policy_attachment.a["b"]')).toEqual(['aws_iam_policy.p["b"]']);
    const count = planWith(['aws_iam_policy.p', 'count.index'], [0, 1], {
      count_expression: { constant_value: 2 },
    });
    expect(leadsTo(count, 'aws_iam_role_policy_attachment.a[1]')).toEqual(['aws_iam_policy.p[1]']);
  });

  it('by `each.value` over a resource leads to the instance of the same key', () => {
    const plan = planWith(['each.value.arn', 'each.value'], ['a', 'b'], {
      for_each_expression: references('aws_iam_policy.p'),
    });
    expect(leadsTo(plan, 'aws_iam_role_policy_attachment.a["b"]')).toEqual(['aws_iam_policy.p["b"] arn']);
  });

  it('leaves out deposed objects, and finds data sources that were read before', () => {
    const plan = planOf({
      resource_changes: [
        entry('aws_iam_policy.p', { actions: ['delete'] }, { deposed: '0a' }),
        entry('aws_iam_policy.p'),
      ],
      prior_state: {
        values: {
          root_module: {
            resources: [
              {
                address: 'data.aws_iam_policy_document.d',
                mode: 'data',
                type: 'aws_iam_policy_document',
                name: 'd',
                values: { json: '{}' },
              },
            ],
          },
        },
      },
    });
    const [policy] = resolve(plan, root, 'aws_iam_policy.p.arn');
    const [document] = resolve(plan, root, 'data.aws_iam_policy_document.d.json');
    expect(policy && changesAt(plan, policy).map(({ deposed }) => deposed)).toEqual([undefined]);
    expect(document && priorAt(plan, document)).toMatchObject([{ values: { json: '{}' } }]);
    expect(document && changesAt(plan, document)).toEqual([]);
  });

  it('may mean instances whose keys are unknown yet', () => {
    const plan = planOf({
      deferred_changes: [
        {
          reason: 'instance_count_unknown',
          resource_change: entry(
            'aws_iam_policy.p',
            {},
            { address: 'aws_iam_policy.p[*]', index_unknown: true },
          ),
        },
      ],
    });
    const [one] = resolve(plan, root, 'aws_iam_policy.p["a"].arn');
    expect(one && changesAt(plan, one).map(({ address }) => address)).toEqual(['aws_iam_policy.p[*]']);
  });
});

describe('a reference through modules', () => {
  const policies = {
    resources: [written('aws_iam_policy.p', {})],
    outputs: { arn: { expression: references('aws_iam_policy.p.arn', 'aws_iam_policy.p') } },
  };
  const attach = {
    resources: [written('aws_iam_role_policy_attachment.a', { policy_arn: references('var.arn') })],
    variables: { arn: { default: 'none' } },
  };
  const planWith = (
    argument: JsonObject | undefined,
    policiesMore: JsonObject = {},
    more: JsonObject = {},
  ): Plan =>
    planOf({
      resource_changes: [
        instance('aws_iam_policy.p', 'module.policies["k.1"]'),
        instance('aws_iam_policy.p', 'module.policies["k.2"]'),
        instance('aws_iam_role_policy_attachment.a', 'module.attach["k.2"]'),
      ],
      variables: { secret: { value: 's3cr3t' }, map: { value: { 'k.2': { arn: 'arn:2' } } } },
      configuration: {
        root_module: {
          variables: { secret: { sensitive: true }, map: {} },
          module_calls: {
            policies: { module: { ...policies, ...policiesMore } },
            attach: { module: attach, expressions: argument === undefined ? {} : { arn: argument }, ...more },
          },
        },
      },
    });
  const address = 'module.attach["k.2"].aws_iam_role_policy_attachment.a';

  it('goes up through an input and down through an output', () => {
    const plan = planWith(references('module.policies["k.1"].arn', 'module.policies["k.1"]'));
    expect(leadsTo(plan, address)).toEqual(['module.policies["k.1"].aws_iam_policy.p arn']);
  });

  it('finds the only output behind a splat, and the instance of the same key', () => {
    expect(leadsTo(planWith(references('module.policies')), address)).toEqual([
      'module.policies["k.1"].aws_iam_policy.p arn',
      'module.policies["k.2"].aws_iam_policy.p arn',
    ]);
    expect(leadsTo(planWith(references('module.policies', 'each.key')), address)).toEqual([
      'module.policies["k.2"].aws_iam_policy.p arn',
    ]);
    const over = { for_each_expression: references('module.policies') };
    expect(leadsTo(planWith(references('each.value.arn', 'each.value'), {}, over), address)).toEqual([
      'module.policies["k.2"].aws_iam_policy.p arn',
    ]);
  });

  it('does not guess which of several outputs is meant', () => {
    const outputs = { outputs: { arn: { expression: {} }, name: { expression: {} } } };
    expect(leadsTo(planWith(references('module.policies'), outputs), address)).toEqual([
      '? module.policies: which output of the module it means cannot be told',
    ]);
  });

  it('finds constants, defaults and the values of root variables', () => {
    expect(leadsTo(planWith({ constant_value: 'arn:1' }), address)).toEqual(['"arn:1"']);
    expect(leadsTo(planWith(undefined), address)).toEqual(['"none"']);
    expect(leadsTo(planWith(references('var.map["k.2"].arn', 'var.map["k.2"]', 'var.map')), address)).toEqual(
      ['"arn:2"'],
    );
    const over = { for_each_expression: references('var.map') };
    expect(leadsTo(planWith(references('each.value.arn', 'each.value'), {}, over), address)).toEqual([
      '"arn:2"',
    ]);
  });

  it('remembers that a value is secret', () => {
    const plan = planWith(references('var.secret'));
    const [change] = plan.changes.filter((one) => one.address === address);
    const scope = change && configurationOf(plan, change);
    expect(scope && resolve(plan, scope, 'var.arn')).toEqual([
      { found: 'constant', value: 's3cr3t', sensitive: true },
    ]);
  });

  it('says why it goes no further', () => {
    expect(leadsTo(planWith(references('local.arn')), address)).toEqual([
      '? local.arn: the plan does not hold the values of locals',
    ]);
    expect(leadsTo(planWith({}), address)).toEqual([
      '? : a function computes it, and the plan does not hold its text',
    ]);
    for (const reference of [
      'path.module',
      'terraform.workspace',
      'self.arn',
      'each.value',
      'var.nothing',
      'module.none.arn',
      'odd[',
      '',
    ])
      expect(resolve(planOf(), root, reference)).toMatchObject([{ found: 'undetermined', reference }]);
  });

  it('tells an object that was written around a resource from its attributes', () => {
    const plan = planOf({
      resource_changes: [
        instance('aws_iam_policy.p', '', undefined, { after_unknown: { arn: true } }),
        instance('aws_iam_role_policy_attachment.a', 'module.m'),
      ],
      configuration: {
        root_module: {
          resources: [written('aws_iam_policy.p', {})],
          module_calls: {
            m: {
              expressions: { arn: references('aws_iam_policy.p') },
              module: {
                resources: [
                  written('aws_iam_role_policy_attachment.a', {
                    policy_arn: references('var.arn.role.arn', 'var.arn.role', 'var.arn'),
                  }),
                ],
              },
            },
          },
        },
      },
    });
    expect(leadsTo(plan, 'module.m.aws_iam_role_policy_attachment.a')).toEqual(['aws_iam_policy.p arn']);
  });
});

describe('whatever a configuration says', () => {
  it('following it ends: a circle that no real configuration has', () => {
    const circle = planOf({
      configuration: {
        root_module: {
          module_calls: {
            m: {
              expressions: { v: references('module.m.o.x', 'module.m.o.y', 'module.m.p') },
              module: {
                outputs: {
                  o: { expression: references('var.v.a', 'var.v.b') },
                  p: { expression: references('var.v') },
                },
              },
            },
          },
        },
      },
    });
    const found = resolve(circle, root, 'module.m.o');
    expect(found.every((one) => one.found === 'undetermined')).toBe(true);
    expect(found.length).toBeGreaterThan(0);
  }, 5000);

  it('any text is a reference that leads somewhere or is undetermined', () => {
    const name = fc.constantFrom(
      'var',
      'module',
      'each',
      'data',
      'aws_iam_role',
      'a',
      'constructor',
      '[0]',
      '["k"]',
      '.',
      '[',
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), (parts) => {
        expect(resolve(planOf(), root, parts.join('.').replaceAll('.[', '['))).toHaveLength(1);
      }),
    );
  });

  it('100,000 instances that refer to one another are found in little time', () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => index);
    const plan = planOf({ resource_changes: keys.map((key) => instance('aws_iam_policy.p', '', key)) });
    const target = {
      found: 'resource',
      modules: [],
      mode: 'managed',
      type: 'aws_iam_policy',
      name: 'p',
      attribute: '',
    } as const;
    expect(keys.every((key) => changesAt(plan, { ...target, key })[0]?.index === key)).toBe(true);
  }, 20_000);
});
