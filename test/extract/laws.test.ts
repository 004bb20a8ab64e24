/**
 * Laws of the extraction: the order of a plan changes nothing, and nothing that was found vanishes.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { extracted, placeOf, planOfFixture } from './extracted.ts';

const fixtures = [
  'unknowns',
  'attachments',
  'modules',
  'updates',
  'resource-policies',
  'catalogue',
  'guide',
  'data-read',
  'destroy',
  'errored',
  'import',
  'opentofu',
  'password',
  'refresh-only',
];

/** Everything that is found, in an order of its own. */
function summary(plan: Plan): readonly string[] {
  const extraction = extracted(plan);
  const documents = [...extraction.documents()].map((one) => `${placeOf(one)} ${JSON.stringify(one)}`);
  const principals = [...extraction.principals()].map((one) => JSON.stringify(one));
  const others = [...extraction.resources(), ...extraction.passwordPolicies()].map((one) =>
    JSON.stringify(one),
  );
  return [...documents, ...principals, ...others].sort();
}

function shuffled<T>(list: readonly T[], keys: readonly number[]): readonly T[] {
  return list
    .map((one, at) => ({ one, key: keys[at % keys.length] ?? 0, at }))
    .sort((a, b) => a.key - b.key || a.at - b.at)
    .map(({ one }) => one);
}

/** Subjects with what they tell on demand. */
function told(subjects: Iterable<object>): readonly object[] {
  return [...subjects].map((subject) =>
    Object.fromEntries(
      Object.entries(subject).map(([key, value]) => [key, typeof value === 'function' ? value() : value]),
    ),
  );
}

describe.each(fixtures)('%s', (name) => {
  const plan = planOfFixture(name);
  const found = summary(plan);

  it('gives the same subjects in any order of its changes and of what was read', () => {
    const keys = fc.array(fc.nat({ max: 1000 }), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(keys, (order) => {
        const turned = {
          ...plan,
          changes: shuffled(plan.changes, order),
          prior: shuffled(plan.prior, order),
        };
        expect(summary(turned)).toEqual(found);
      }),
      { numRuns: 15 },
    );
  });

  it('gives the same subjects again, and whoever asks first', () => {
    const extraction = extracted(plan);
    const principals = told(extraction.principals());
    const first = told(extraction.documents());
    expect(told(extraction.documents())).toEqual(first);
    expect(told(extraction.principals())).toEqual(principals);
  });

  it('judges what has content, and says why of everything else', () => {
    for (const document of extracted(plan).documents()) {
      if (document.judged) expect(document.content).toBeDefined();
      else expect(document.reason ?? '').not.toBe('');
    }
  });

  it('shows no sensitive content as anything else', () => {
    for (const { after, address } of plan.changes.map(({ raw, address }) => ({
      after: raw.after_sensitive,
      address,
    }))) {
      if (!JSON.stringify(after ?? false).includes('"policy":true')) continue;
      const documents = [...extracted(plan).documents()].filter(
        ({ origins }) => origins[0].address === address,
      );
      expect(documents.every(({ sensitive }) => sensitive)).toBe(true);
    }
  });
});
