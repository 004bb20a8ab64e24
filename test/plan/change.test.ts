/**
 * Values of a change: what is unknown is a hole, what a host masked is opaque, and nothing else is touched.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hole, isHole, type Json, type JsonObject, type Value } from '../../src/base/value.ts';
import * as change from '../../src/plan/change.ts';
import { changeOf } from './plans.ts';

const { isSensitive, valueAt } = change;

describe('the object after apply', () => {
  it("is the plan's own where nothing is unknown", () => {
    const one = changeOf({
      after: { name: 'r', tags: [] },
      after_unknown: { tags: [], inline_policy: [{}] },
    });
    expect(change.after(one)).toBe(one.raw.after);
  });

  it('has holes for what is unknown, and keeps null apart from absent', () => {
    const one = changeOf({
      after: { name: 'r', path: null, statement: [{ sid: 'a' }, { sid: 'b' }] },
      after_unknown: { arn: true, statement: [{}, { resources: true }], policy: { nested: true } },
    });
    expect(change.after(one)).toEqual({
      name: 'r',
      path: null,
      arn: hole(),
      statement: [{ sid: 'a' }, { sid: 'b', resources: hole() }],
      policy: { nested: hole() },
    });
  });

  it('is nothing when the resource is deleted', () => {
    const one = changeOf({ actions: ['delete'], before: { name: 'r' }, after: null, after_unknown: false });
    expect(change.after(one)).toBeNull();
    expect(change.before(one)).toEqual({ name: 'r' });
    expect(valueAt(one, 'after', 'name')).toEqual([]);
  });

  it('may have members that every object inherits, as tags do', () => {
    const text = '{"tags":{"constructor":"a"},"more":{}}';
    const unknown = '{"tags":{"toString":true,"__proto__":true},"more":{"constructor":true}}';
    const one = changeOf({ after: JSON.parse(text) as Json, after_unknown: JSON.parse(unknown) as Json });
    const merged = change.after(one) as { tags: JsonObject; more: JsonObject };
    expect(Object.keys(merged.tags)).toEqual(['constructor', 'toString', '__proto__']);
    expect(Object.entries(merged.more)).toEqual([['constructor', hole()]]);
  });
});

describe('lists with unknown elements', () => {
  const listOf = (after: Json, unknown: Json): Value | undefined =>
    change.attributeAt(
      changeOf({ after: { list: after }, after_unknown: { list: unknown } }),
      'after',
      'list',
    );

  it('have null in their place since Terraform 1.3', () => {
    expect(listOf(['a', null, 'b'], [false, true, false])).toEqual(['a', hole(), 'b']);
  });

  it('lack them before Terraform 1.3, and only their number is known', () => {
    expect(listOf([], [true])).toEqual([hole()]);
    expect(listOf(['a', 'b'], [true, false, true, false])).toEqual([hole(), 'a', hole(), 'b']);
    expect(listOf([{ a: 1 }], [true, { b: true }])).toEqual([hole(), { a: 1, b: hole() }]);
  });

  it('end in holes where even the numbers do not add up', () => {
    expect(listOf(['a'], [false, false, { b: true }])).toEqual(['a', hole(), hole()]);
    expect(listOf(['a', 'b'], [true])).toEqual([hole(), 'b']);
  });

  it('keep a known null', () => {
    expect(listOf([null, null], [false, true])).toEqual([null, hole()]);
  });
});

describe('places of a path', () => {
  const role = changeOf({
    before: { inline_policy: [{ name: 'old', policy: '{}' }] },
    after: {
      assume_role_policy: '{}',
      description: null,
      inline_policy: [{ name: 'a', policy: '{}' }, { name: 'b' }],
    },
    after_unknown: { arn: true, inline_policy: [{}, { policy: true }] },
  });
  const placesOf = (side: change.Side, path: string) =>
    valueAt(role, side, path).map((place) => [place.path, place.value]);

  it('are one for an attribute, and one for each block', () => {
    expect(placesOf('after', 'assume_role_policy')).toEqual([['assume_role_policy', '{}']]);
    expect(placesOf('after', 'inline_policy[].policy')).toEqual([
      ['inline_policy[0].policy', '{}'],
      ['inline_policy[1].policy', hole()],
    ]);
    expect(placesOf('after', 'inline_policy[1].name')).toEqual([['inline_policy[1].name', 'b']]);
    expect(placesOf('before', 'inline_policy[].policy')).toEqual([['inline_policy[0].policy', '{}']]);
  });

  it('are none for what is unset or null', () => {
    for (const path of [
      'description',
      'permissions_boundary',
      'inline_policy[].nothing',
      'inline_policy[7].name',
    ])
      expect(placesOf('after', path)).toEqual([]);
    expect(placesOf('before', 'arn')).toEqual([]);
  });

  it('are one hole where the whole block list, or one block, is unknown', () => {
    const whole = changeOf({ after: {}, after_unknown: { inline_policy: true } });
    expect(valueAt(whole, 'after', 'inline_policy[].policy')).toMatchObject([
      { path: 'inline_policy[].policy', steps: ['inline_policy'], value: hole() },
    ]);
    const some = changeOf({ after: { inline_policy: [null] }, after_unknown: { inline_policy: [true] } });
    expect(valueAt(some, 'after', 'inline_policy[].policy')).toMatchObject([
      { path: 'inline_policy[0].policy', steps: ['inline_policy', 0], value: hole() },
    ]);
  });

  it('are found whether a provider nests one object or a list of one', () => {
    const object = changeOf({ after: { resource_policy: { policy_document: '{}' } } });
    const list = changeOf({ after: { resource_policy: [{ policy_document: '{}' }] } });
    expect(valueAt(object, 'after', 'resource_policy[].policy_document')[0]?.path).toBe(
      'resource_policy.policy_document',
    );
    expect(valueAt(list, 'after', 'resource_policy.policy_document')[0]?.path).toBe(
      'resource_policy[0].policy_document',
    );
  });
});

describe('what is sensitive', () => {
  const one = changeOf({
    before: { policy: 'a' },
    after: { policy: 'x', inline_policy: [{ policy: 'y' }, { policy: 'z' }], tags: { a: 'b' } },
    before_sensitive: true,
    after_sensitive: { inline_policy: [{}, { policy: true }], tags: true },
  });

  it('is marked itself, or by what is above or inside it', () => {
    expect(isSensitive(one, 'after', 'policy')).toBe(false);
    expect(isSensitive(one, 'after', 'inline_policy[0].policy')).toBe(false);
    expect(isSensitive(one, 'after', 'inline_policy[1].policy')).toBe(true);
    expect(isSensitive(one, 'after', 'inline_policy[].policy')).toBe(true);
    expect(isSensitive(one, 'after', 'inline_policy')).toBe(true);
    expect(isSensitive(one, 'after', 'tags.a')).toBe(true);
    expect(isSensitive(one, 'before', 'policy')).toBe(true);
    expect(valueAt(one, 'after', 'inline_policy[].policy').map(({ sensitive }) => sensitive)).toEqual([
      false,
      true,
    ]);
    expect(valueAt(one, 'before', 'policy')[0]?.sensitive).toBe(true);
  });

  it('and masked by a host is there but cannot be read', () => {
    const opaque = hole({ opaque: true });
    const masked = changeOf({
      before: { policy: '(sensitive value)' },
      after: {
        policy: '<sensitive>',
        name: '0123456789abcdef',
        secret: '0123456789abcdef',
        list: ['a', '<sensitive>'],
      },
      after_sensitive: { secret: true },
    });
    expect(valueAt(masked, 'after', 'policy')[0]?.value).toEqual(opaque);
    expect(valueAt(masked, 'before', 'policy')[0]?.value).toEqual(opaque);
    expect(change.after(masked)).toEqual({
      policy: opaque,
      name: '0123456789abcdef',
      secret: opaque,
      list: ['a', opaque],
    });
  });
});

describe('laws', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  /** A value, its copy with nulls or gaps where it is unknown, and the marks, as Terraform 1.3 and later prints them. */
  const unknownTree = fc.letrec<{ tree: { after: Json | undefined; unknown: Json; value: Value } }>(
    (tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf.map((value) => ({ after: value, unknown: false, value })),
        fc.constant({ after: undefined, unknown: true, value: hole() }),
        fc.array(tie('tree'), { maxLength: 4 }).map((parts) => ({
          after: parts.map((part) => part.after ?? null),
          unknown: parts.map((part) => part.unknown),
          value: parts.map((part) => part.value),
        })),
        fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4 }).map((parts) => ({
          after: pick(parts, (part) => part.after),
          unknown: pick(parts, (part) => (part.unknown === false ? undefined : part.unknown)),
          value: pick(parts, (part) => part.value),
        })),
      ),
    }),
  ).tree;

  const pick = <T, U>(parts: Record<string, T>, of: (part: T) => U | undefined): Record<string, U> =>
    Object.fromEntries(
      Object.entries(parts).flatMap(([key, part]) => {
        const value = of(part);
        return value === undefined ? [] : [[key, value]];
      }),
    );

  it('merging gives each known value and a hole for each unknown one, whatever the shape', () => {
    fc.assert(
      fc.property(unknownTree, ({ after, unknown, value }) => {
        const one = changeOf({
          after: after === undefined ? {} : { a: after },
          after_unknown: { a: unknown },
        });
        expect(change.attributeAt(one, 'after', 'a')).toEqual(value);
        expect(change.after(one)).toEqual({ a: value });
      }),
    );
  });

  it('a value that is unknown as a whole shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (after) => {
        const one = changeOf({ after: { a: after as Json }, after_unknown: { a: true } });
        expect(isHole(change.attributeAt(one, 'after', 'a'))).toBe(true);
      }),
    );
  });
});
