/**
 * What a plan says of itself and of its resources, through all versions; and nothing of it vanishes silently.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import type { Json } from '../../src/base/value.ts';
import { after as objectAfter, before as objectBefore, valueAt } from '../../src/plan/change.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { configurationOf, referencesOf } from '../../src/plan/written.ts';
import { entry, planObject, planOf, references, written } from './plans.ts';

const codesOf = (parts: Parameters<typeof planOf>[0]): readonly string[] =>
  planOf(parts).problems.map(({ code }) => code);

describe('versions', () => {
  it.each(['0.1', '0.2', '1.0', '1.1', '1.2', '1.99'])('%s is read', (format_version) => {
    expect(planOf({ format_version })).toMatchObject({ formatVersion: format_version, problems: [] });
  });

  it('2.0 is read with a warning', () => {
    const plan = planOf({ format_version: '2.0', resource_changes: [entry('aws_iam_role.r')] });
    expect(plan.changes).toHaveLength(1);
    expect(plan.problems).toMatchObject([
      { code: 'newer-format', message: expect.stringContaining('`2.0`') },
    ]);
  });

  it('keys that nobody knows yet change nothing', () => {
    expect(planOf({ action_invocations: [{}], surprise: { a: 1 } })).toEqual(planOf());
  });
});

describe('a resource change', () => {
  it('keeps what Terraform says of it', () => {
    const [change] = planOf({
      resource_changes: [
        entry(
          'aws_iam_role.r',
          { actions: ['delete', 'create'], importing: { id: 'x' } },
          {
            address: 'module.m["a.b"].aws_iam_role.r[0]',
            module_address: 'module.m["a.b"]',
            previous_address: 'aws_iam_role.old',
            index: 0,
            deposed: '00000001',
            action_reason: 'replace_because_cannot_update',
          },
        ),
      ],
    }).changes;
    expect(change).toMatchObject({
      address: 'module.m["a.b"].aws_iam_role.r[0]',
      moduleAddress: 'module.m["a.b"]',
      previousAddress: 'aws_iam_role.old',
      mode: 'managed',
      type: 'aws_iam_role',
      name: 'r',
      index: 0,
      provider: 'registry.terraform.io/hashicorp/aws',
      deposed: '00000001',
      actions: ['delete', 'create'],
      reason: 'replace_because_cannot_update',
      importing: true,
    });
  });

  it('that is deferred comes after the others, with its reason', () => {
    const { changes } = planOf({
      resource_changes: [entry('aws_iam_role.a')],
      deferred_changes: [{ reason: 'instance_count_unknown', resource_change: entry('aws_iam_role.b') }],
    });
    expect(changes.map(({ name, deferred }) => [name, deferred])).toEqual([
      ['a', undefined],
      ['b', 'instance_count_unknown'],
    ]);
  });
});

describe('where there are no resource changes', () => {
  const resources = [
    { address: 'aws_iam_role.r', mode: 'managed', type: 'aws_iam_role', name: 'r', values: { name: 'r' } },
    { address: 'data.aws_region.c', mode: 'data', type: 'aws_region', name: 'c', values: { name: 'eu' } },
  ];
  const child = { address: 'module.m', resources: [{ ...resources[0], address: 'module.m.aws_iam_role.r' }] };

  it('planned values count as created', () => {
    const plan = planOf({ planned_values: { root_module: { resources, child_modules: [child] } } });
    expect(plan.hasChanges).toBe(false);
    expect(plan.changes.map(({ address, actions }) => [address, actions])).toEqual([
      ['aws_iam_role.r', ['create']],
      ['data.aws_region.c', ['read']],
      ['module.m.aws_iam_role.r', ['create']],
    ]);
    expect(plan.changes.map((change) => [objectBefore(change), objectAfter(change)?.name])).toEqual([
      [null, 'r'],
      [null, 'eu'],
      [null, 'r'],
    ]);
  });

  it('a refresh-only plan shows its state as it stays', () => {
    const plan = planOf({ prior_state: { values: { root_module: { resources } } } });
    expect(plan.hasChanges).toBe(true);
    expect(plan.changes).toMatchObject([{ address: 'aws_iam_role.r', actions: ['no-op'] }]);
    expect(plan.changes.map((change) => [objectBefore(change), objectAfter(change)])).toEqual([
      [{ name: 'r' }, { name: 'r' }],
    ]);
    expect(plan.prior).toHaveLength(2);
  });

  it('a plan that changes nothing is a plan', () => {
    expect(planOf()).toMatchObject({ changes: [], prior: [], problems: [], complete: true, errored: false });
  });
});

describe('a plan that does not hold everything', () => {
  it('says so once, and is read', () => {
    const resource_changes = [entry('aws_iam_role.r')];
    const errored = planOf({ errored: true, complete: false, resource_changes });
    expect(errored).toMatchObject({
      errored: true,
      changes: [{ name: 'r' }],
      problems: [{ code: 'errored-plan' }],
    });
    expect(codesOf({ complete: false, resource_changes })).toEqual(['incomplete-plan']);
    expect(planOf({ complete: false }).problems[0]?.hint).toContain('-target');
  });
});

describe('an entry of a wrong shape', () => {
  const good = entry('aws_iam_role.good');
  const odd: readonly { name: string; value: Json }[] = [
    { name: 'a text', value: 'aws_iam_role.r' },
    { name: 'null', value: null },
    { name: 'an entry without a type', value: { ...entry('aws_iam_role.r'), type: 1 } },
    { name: 'an entry without a change', value: { ...entry('aws_iam_role.r'), change: null } },
    { name: 'an object after that is text', value: entry('aws_iam_role.r', { after: 'x' }) },
    { name: 'an object before that is a list', value: entry('aws_iam_role.r', { before: [] }) },
    { name: 'no actions', value: entry('aws_iam_role.r', { actions: null }) },
    { name: 'marks that are text', value: entry('aws_iam_role.r', { after_unknown: 'x' }) },
  ];

  it.each(odd)('$name is skipped and told', ({ value }) => {
    const plan = planOf({ resource_changes: [value, good] });
    expect(plan.changes.map(({ name }) => name)).toEqual(['good']);
    expect(plan.problems).toMatchObject([
      { code: 'odd-resource', message: expect.stringContaining('`/resource_changes/0`'), file: 'plan.json' },
    ]);
  });

  it('is named where it has an address', () => {
    const [problem] = planOf({ resource_changes: [entry('aws_iam_role.r', { after: 1 })] }).problems;
    expect(problem?.message).toMatch(/^`aws_iam_role.r` of the plan could not be read/);
  });

  it.each([
    { name: 'resource_changes', parts: { resource_changes: 'none' } },
    { name: 'deferred_changes', parts: { deferred_changes: { a: 1 } } },
    { name: 'a deferred change', parts: { deferred_changes: [{ reason: 'unknown' }] } },
    { name: 'prior state', parts: { prior_state: { values: { root_module: { resources: [{}] } } } } },
    { name: 'a child module', parts: { prior_state: { values: { root_module: { child_modules: ['x'] } } } } },
    { name: 'planned values', parts: { planned_values: { root_module: 'x' } } },
  ])('is told in $name too', ({ parts }) => {
    expect(codesOf(parts)).toEqual(['odd-resource']);
  });
});

describe('whatever stands in a plan', () => {
  it('is told entry by entry, and from the 21st on as a number', () => {
    const odd = planOf({ resource_changes: Array.from({ length: 100_000 }, () => 1) });
    expect(odd.problems.length).toBe(21);
    expect(odd.problems.at(-1)?.message).toContain('99980 more');
  });

  it.each([5, [], { root_module: [] }])('is told where the configuration is %j', (configuration) => {
    expect(planOf({ configuration }).problems).toMatchObject([
      { code: 'odd-resource', message: expect.stringContaining('/configuration') },
    ]);
  });

  it.each([
    ['is missing', {}],
    ['is no number', { format_version: 'banana' }],
  ])('is read with a warning where the format version %s', (_, version) => {
    const text = JSON.stringify({ ...version, resource_changes: [] });
    expect(readPlan(text, 'plan.json').problems).toMatchObject([{ code: 'newer-format' }]);
  });

  const whole = planObject({
    resource_changes: [
      entry('aws_iam_role.r', { after: { inline_policy: [{ name: 'a', policy: '{}' }] } }),
      entry('data.aws_iam_policy_document.d', { after_unknown: { json: true } }, { index: 'k' }),
    ],
    prior_state: { values: { root_module: { resources: [] } } },
    configuration: {
      root_module: {
        resources: [written('aws_iam_role.r', { inline_policy: [{ policy: references('var.p') }] })],
        module_calls: { m: { module: {}, expressions: { v: references('local.x') } } },
        variables: { p: { default: {} } },
      },
    },
  });

  /** The object with one value in it replaced: at every choice it goes one step down. */
  const damaged = (value: Json, choices: readonly number[], by: Json): Json => {
    const [choice, ...rest] = choices;
    if (choice === undefined || typeof value !== 'object' || value === null) return by;
    const entries = Object.entries(value);
    const at = choice % Math.max(1, entries.length);
    const replaced = entries.map(
      ([key, one], index) => [key, index === at ? damaged(one, rest, by) : one] as const,
    );
    return Array.isArray(value) ? replaced.map(([, one]) => one) : Object.fromEntries(replaced);
  };

  it('is read, skipped with a problem, or refused', () => {
    const json = fc.jsonValue() as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 7 }), json, (choices, by) => {
        const text = JSON.stringify(damaged(whole, choices, by));
        try {
          const plan = readPlan(text, 'plan.json');
          for (const change of plan.changes) {
            objectAfter(change);
            objectBefore(change);
            valueAt(change, 'after', 'inline_policy[].policy');
            referencesOf(plan, change, 'inline_policy[0].policy');
            configurationOf(plan, change);
          }
          const skipped = plan.problems.filter(({ code }) => code === 'odd-resource');
          const entries: unknown = JSON.parse(text).resource_changes;
          if (Array.isArray(entries) && entries.length > 0 && plan.hasChanges)
            expect(plan.changes.length + skipped.length).toBeGreaterThanOrEqual(entries.length);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
