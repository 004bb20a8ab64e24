/**
 * Laws of comparing policies: what must hold whatever the policies say. An answer that is undetermined breaks none.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, askAccess, compareAccess } from '../../src/reason/compare.ts';
import { randomFrom } from '../iam/random.ts';
import { documentOf, universe } from './ask.ts';
import { makePair, type Pair, type Written } from './generate-pairs.ts';

const pairs = fc.integer({ min: 0, max: 2 ** 31 }).map((seed) => makePair(randomFrom(seed)));
const runs = { numRuns: 60 };

type Policy = readonly Written[];

function access(statements: Policy, version: string) {
  return { layers: [[documentOf(statements, version)]] };
}

/** Does `after` allow what `before` does not? */
function gained(before: Policy, after: Policy, version: string): Answer['verdict'] {
  return askAccess(access(after, version), access(before, version), { universe, extent: 'one' }).verdict;
}

/** The same meaning, as far as it can be told. */
function isSame(left: Policy, right: Policy, version: string): boolean {
  const { relation } = compareAccess(access(left, version), access(right, version), universe, 'one');
  return relation === 'equal' || relation === 'undetermined';
}

function holds(law: (pair: Pair) => boolean) {
  fc.assert(fc.property(pairs, law), runs);
}

/** Lists of a value that may be one. */
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

describe('the order of answers', () => {
  it('is reflexive, however the same is written', () => {
    holds(({ before, version }) => {
      const again = before.map((one) => ({ Sid: 'Again', ...one }));
      return gained(before, [...again, ...again.slice(0, 1)], version) !== 'yes';
    });
  });

  it('is transitive', () => {
    holds(({ before, after, version }) => {
      const third = [...before, ...after].filter(({ Effect }) => Effect === 'Deny');
      const narrower = [...after, ...third];
      if (gained(before, after, version) !== 'no' || gained(after, narrower, version) !== 'no') return true;
      return gained(before, narrower, version) !== 'yes';
    });
  });

  it('is told by both directions alike', () => {
    holds(({ before, after, version }) => {
      const { newAccess } = compareAccess(access(before, version), access(after, version), universe, 'one');
      const { lostAccess } = compareAccess(access(after, version), access(before, version), universe, 'one');
      return newAccess.verdict === lostAccess.verdict;
    });
  });
});

describe('the same policy written otherwise', () => {
  const rewritings: readonly (readonly [string, (policy: Policy) => Policy])[] = [
    ['in another order', (policy) => [...policy].reverse()],
    ['twice', (policy) => [...policy, ...policy]],
    ['with lists for single values', (policy) => policy.map((one) => ({ ...one, ...each(one, listed) }))],
    [
      'with lists turned round',
      (policy) => policy.map((one) => ({ ...one, ...each(one, (value) => [...listed(value)].reverse()) })),
    ],
    [
      'with actions in another case',
      (policy) => policy.map((one) => ({ ...one, ...each(one, upper, actions) })),
    ],
    ['with one statement for each action', (policy) => policy.flatMap(splitByAction)],
    [
      'with `x*` as `x` and `x?*`',
      (policy) => policy.map((one) => ({ ...one, ...each(one, apart, resources) })),
    ],
  ];

  it.each(rewritings)('%s means the same', (_, rewritten) => {
    holds(({ before, version }) => isSame(before, rewritten(before), version));
  });

  const actions = ['Action', 'NotAction'];
  const resources = ['Resource', 'NotResource'];

  function each(statement: Written, change: (value: unknown) => unknown, names = [...actions, ...resources]) {
    return Object.fromEntries(
      Object.entries(statement).flatMap(([name, value]) =>
        names.includes(name) ? [[name, change(value)]] : [],
      ),
    );
  }
  function upper(value: unknown) {
    return listed(value).map((one) => String(one).toUpperCase());
  }
  function splitByAction(statement: Written): Policy {
    if (statement.NotAction !== undefined) return [statement];
    return listed(statement.Action).map((Action) => ({ ...statement, Action }));
  }
  /** Only the last wildcard, and only behind the fifth colon, where `*` has one reading. */
  function apart(value: unknown) {
    return listed(value).flatMap((one) => {
      const text = String(one);
      const isPlain = /^([^:]*:){5}[^*]*\*$/.test(text);
      return isPlain ? [text.slice(0, -1), `${text.slice(0, -1)}?*`] : [text];
    });
  }
});

describe('more statements', () => {
  it('of denials never add access', () => {
    holds(({ before, after, version }) => {
      const denials = after.map((one) => ({ ...one, Effect: 'Deny' }));
      return gained(before, [...before, ...denials], version) !== 'yes';
    });
  });

  it('of allowances never lose access', () => {
    holds(({ before, after, version }) => {
      const allowances = after.map((one) => ({ ...one, Effect: 'Allow' }));
      return gained([...before, ...allowances], before, version) !== 'yes';
    });
  });

  it('as a union include both', () => {
    holds(({ before, after, version }) => {
      const allowing = (policy: Policy) => policy.filter(({ Effect }) => Effect === 'Allow');
      const union = [...allowing(before), ...allowing(after)];
      return gained(union, allowing(after), version) !== 'yes';
    });
  });

  it('as their own boundary change nothing', () => {
    holds(({ before, version }) => {
      const document = documentOf(before, version);
      const bounded = { layers: [[document], [documentOf([...before].reverse(), version)]] };
      const { relation } = compareAccess({ layers: [[document]] }, bounded, universe, 'one');
      return relation === 'equal' || relation === 'undetermined';
    });
  });
});

describe('conditions', () => {
  const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  const keys = fc.constantFrom('aws:PrincipalTag/team', 'aws:username', 'own:Key', 'aws:RequestTag/owner');
  const words = fc.array(fc.constantFrom('a', 'b', 'ab', 'a*', '*b', '?', 'b?b'), {
    minLength: 1,
    maxLength: 3,
  });
  const positive = fc.constantFrom('StringEquals', 'StringLike', 'StringEqualsIgnoreCase');
  const when = (operator: string, key: string, value: unknown) => ({
    ...allow,
    Condition: { [operator]: { [key]: value } },
  });

  function relation(left: unknown, right: unknown): string {
    const of = (policy: unknown) => ({ layers: [[documentOf(policy)]] });
    return compareAccess(of(left), of(right), universe, 'one').relation;
  }

  it('and their opposites together are none', () => {
    fc.assert(
      fc.property(positive, keys, words, (operator, key, values) => {
        const opposite = operator.replace(/^String/, 'StringNot');
        expect(relation([when(operator, key, values), when(opposite, key, values)], allow)).toBe('equal');
      }),
      runs,
    );
  });

  it('with IfExists are the plain ones or no key', () => {
    fc.assert(
      fc.property(positive, keys, words, (operator, key, values) => {
        const parts = [when(operator, key, values), when('Null', key, 'true')];
        expect(['equal', 'undetermined']).toContain(
          relation(parts, when(`${operator}IfExists`, key, values)),
        );
      }),
      runs,
    );
  });

  it('with fewer values allow less, and with more denied values too', () => {
    fc.assert(
      fc.property(positive, keys, words, fc.constantFrom('zz', 'a', 'x*'), (operator, key, values, more) => {
        const opposite = operator.replace(/^String/, 'StringNot');
        const all = [...values, more];
        expect(['equal', 'wider']).toContain(relation(when(operator, key, values), when(operator, key, all)));
        expect(['equal', 'narrower']).toContain(
          relation(when(opposite, key, values), when(opposite, key, all)),
        );
      }),
      runs,
    );
  });

  it('on ranges of addresses split in halves mean the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 23 }), (byte, length) => {
        const size = 2 ** (32 - length);
        const start = Math.floor((byte * 2 ** 24) / size) * size;
        const text = (number: number) =>
          [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
        const whole = `${text(start)}/${length}`;
        const halves = [`${text(start)}/${length + 1}`, `${text(start + size / 2)}/${length + 1}`];
        expect(
          relation(when('IpAddress', 'aws:SourceIp', whole), when('IpAddress', 'aws:SourceIp', halves)),
        ).toBe('equal');
        expect(
          relation(when('IpAddress', 'aws:SourceIp', whole), when('IpAddress', 'aws:SourceIp', halves[0])),
        ).toBe('narrower');
      }),
      runs,
    );
  });

  it('on numbers leave nothing between less and not less', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 999 }), (whole, fraction) => {
        const value = `${whole}.${fraction}`;
        const key = 'aws:PrincipalTag/size';
        const parts = ['NumericLessThan', 'NumericGreaterThanEquals'].map((one) => when(one, key, value));
        const some = [...parts, when('StringLike', key, '*')];
        expect(relation(some, when('Null', key, 'false'))).toBe('equal');
        expect(relation(when('NumericLessThanEquals', key, value), parts[0])).toBe('narrower');
      }),
      runs,
    );
  });
});

describe('names', () => {
  it('of accounts do not matter as long as they are the same', () => {
    const renamed = (policy: Policy) =>
      JSON.parse(
        JSON.stringify(policy)
          .replaceAll('111122223333', '121212121212')
          .replaceAll('444455556666', '343434343434'),
      ) as Policy;
    holds(({ before, after, version }) => {
      // A pattern of account numbers tells them apart.
      if (JSON.stringify([before, after]).includes('1111*')) return true;
      return gained(before, after, version) === gained(renamed(before), renamed(after), version);
    });
  });

  it('of all actions of a service but one are what NotAction leaves of it', () => {
    const names = universe.names('sqs');
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        const rest = names.filter((one) => one !== name);
        const listing = [{ Effect: 'Allow', Action: rest, Resource: '*' }];
        const leaving = [
          { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
          { Effect: 'Deny', Action: name, Resource: '*' },
        ];
        const notAction = [
          { Effect: 'Allow', NotAction: name, Resource: '*' },
          { Effect: 'Deny', NotAction: 'sqs:*', Resource: '*' },
        ];
        expect(isSame(listing, leaving, '2012-10-17')).toBe(true);
        expect(isSame(listing, notAction, '2012-10-17')).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});
