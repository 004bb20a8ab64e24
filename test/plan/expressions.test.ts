/**
 * What was written for an attribute, as far as a plan's configuration tells. `dynamic` blocks are not in it, and blocks
 * of a set stand in `after` in another order than they were written.
 */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { configurationOf, expressionOf, providerOf, referencesOf } from '../../src/plan/written.ts';
import { entry, planOf, references, written } from './plans.ts';

/** The plan of one role with these expressions and this object after apply. */
function roleOf(expressions: JsonObject, after: JsonObject = {}, unknown: JsonObject = {}) {
  const plan = planOf({
    resource_changes: [entry('aws_iam_role.r', { after, after_unknown: unknown })],
    configuration: { root_module: { resources: [written('aws_iam_role.r', expressions)] } },
  });
  const [change] = plan.changes;
  if (change === undefined) throw new Error('the entry was not read');
  return { of: (path: string) => expressionOf(plan, change, path), plan, change };
}

const block = (name: string, reference: string): JsonObject => ({
  name: { constant_value: name },
  policy: references(`${reference}.json`, reference),
});

describe('an attribute', () => {
  it('has its constant or its references', () => {
    const role = roleOf({
      name: { constant_value: 'r' },
      assume_role_policy: references('local.a'),
      path: {},
    });
    expect(role.of('name')).toEqual({ constant: 'r', references: [] });
    expect(role.of('assume_role_policy')).toEqual({ references: ['local.a'] });
    expect(role.of('path')).toEqual({ references: [] });
  });

  it('that nobody wrote is told from one that the plan does not tell of', () => {
    const { of, plan, change } = roleOf({});
    expect(of('assume_role_policy')).toBe('unwritten');
    expect(of('inline_policy[0].policy')).toBe('unseen');
    const stripped = planOf({ configuration: {}, resource_changes: [entry('aws_iam_role.r')] });
    expect(expressionOf(stripped, change, 'policy')).toBe('unseen');
    expect(configurationOf(stripped, change)).toBeUndefined();
    expect(referencesOf(plan, change, 'assume_role_policy')).toEqual([]);
  });

  it('of a resource whose arguments have a wrong shape is not taken as unwritten', () => {
    const plan = planOf({
      resource_changes: [entry('aws_iam_role.r')],
      configuration: { root_module: { resources: [{ ...written('aws_iam_role.r', {}), expressions: 'x' }] } },
    });
    expect(plan.changes.map((change) => expressionOf(plan, change, 'name'))).toEqual(['unseen']);
  });

  it('named `references` does not make its block an expression', () => {
    const role = roleOf(
      { access: [{ references: { constant_value: 'x' } }] },
      { access: [{ references: 'x' }] },
    );
    expect(role.of('access[0].references')).toEqual({ constant: 'x', references: [] });
  });
});

describe('an attribute in a block', () => {
  const blocksNamed = (...names: readonly string[]): JsonObject => ({
    inline_policy: names.map((name) => ({ name })),
  });
  const unknown = { inline_policy: [{ policy: true }, { policy: true }] };
  const referencesAt = (role: ReturnType<typeof roleOf>, path: string): Json | readonly string[] =>
    referencesOf(role.plan, role.change, path);

  it('is found by what else is in the block, since a set is in another order', () => {
    const role = roleOf(
      { inline_policy: [block('b', 'data.x.b'), block('a', 'data.x.a')] },
      blocksNamed('a', 'b'),
      unknown,
    );
    expect(referencesAt(role, 'inline_policy[0].policy')).toEqual(['data.x.a.json']);
    expect(referencesAt(role, 'inline_policy[1].policy')).toEqual(['data.x.b.json']);
  });

  it('is found by its place where blocks have nothing to tell them apart', () => {
    const blocks = [{ policy: references('local.a') }, { policy: references('local.b') }];
    const role = roleOf({ inline_policy: blocks }, blocksNamed('a', 'b'), unknown);
    expect(referencesAt(role, 'inline_policy[1].policy')).toEqual(['local.b']);
  });

  it('is not seen where `dynamic` made the block', () => {
    const role = roleOf({ inline_policy: [block('a', 'data.x.a')] }, blocksNamed('z', 'a'), unknown);
    expect(role.of('inline_policy[0].policy')).toBe('unseen');
    expect(referencesAt(role, 'inline_policy[1].policy')).toEqual(['data.x.a.json']);
    const unnamed = roleOf(
      { inline_policy: [{ policy: references('local.a') }] },
      blocksNamed('z', 'a'),
      unknown,
    );
    expect(unnamed.of('inline_policy[0].policy')).toBe('unseen');
  });

  it('is not seen where the whole list is unknown, since static blocks are lost with it', () => {
    const role = roleOf({ inline_policy: [block('a', 'data.x.a')] }, {}, { inline_policy: true });
    expect(role.of('inline_policy[].policy')).toBe('unseen');
  });

  it('may be in a single block, or in one expression for the whole attribute', () => {
    const nested = { a: { b: references('local.x') }, c: references('local.y') };
    const role = roleOf(nested, { a: { b: '1' }, c: [{ d: '2' }] });
    expect(role.of('a.b')).toEqual({ references: ['local.x'] });
    expect(role.of('a[0].b')).toEqual({ references: ['local.x'] });
    expect(role.of('c[0].d')).toEqual({ references: ['local.y'] });
  });
});

describe('the configuration of a resource', () => {
  const inner = { resources: [written('aws_iam_role.r', {}, { provider_config_key: 'module.a:aws.east' })] };
  const plan = planOf({
    resource_changes: [
      entry(
        'aws_iam_role.r',
        {},
        { address: 'module.a["k"].module.b[0].aws_iam_role.r', module_address: 'module.a["k"].module.b[0]' },
      ),
    ],
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } } },
      root_module: { module_calls: { a: { module: { module_calls: { b: { module: inner } } } } } },
    },
  });

  const role = { mode: 'managed', type: 'aws_iam_role', name: 'r' } as const;

  it('is found through modules, with the keys of the entry', () => {
    const [change] = plan.changes;
    const copy = { ...role, moduleAddress: 'module.a["k"].module.b[0]', index: 3 };
    const found = configurationOf(plan, copy);
    expect(found).toMatchObject({
      steps: [
        { name: 'a', key: 'k' },
        { name: 'b', key: 0 },
      ],
      key: 3,
    });
    expect(change && configurationOf(plan, change)?.resource).toBe(found?.resource);
    expect(providerOf(plan, { ...role, moduleAddress: 'module.a.module.b' })).toBe('module.a:aws.east');
  });

  it('is undefined for what is not in it', () => {
    for (const entry of [
      role,
      { ...role, moduleAddress: 'module.constructor' },
      { ...role, moduleAddress: 'module.a', name: 'x' },
    ])
      expect(configurationOf(plan, entry)).toBeUndefined();
  });

  it('is told apart by mode, type, name and module, whichever is asked for first', () => {
    const there = { ...role, moduleAddress: 'module.a.module.b' };
    const others = [
      { ...there, mode: 'data' as const },
      { ...there, type: 'aws_iam_user' },
      { ...there, name: 's' },
      { ...there, moduleAddress: 'module.a' },
    ];
    for (const other of others) {
      expect(providerOf(plan, there)).toBe('module.a:aws.east');
      expect(providerOf(plan, other)).toBeUndefined();
    }
  });

  it('holds the providers with their arguments', () => {
    expect(plan.configuration.providers.aws).toEqual({
      name: 'aws',
      expressions: { region: { node: 'expression', expression: { constant: 'eu-west-1', references: [] } } },
    });
  });
});
