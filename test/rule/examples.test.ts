import { describe, expect, it } from 'vitest';
import { testRules } from '../../src/rule/examples/test-rules.ts';
import { conditionsWithout } from '../../src/rule/examples/without.ts';
import { loadRuleFiles } from '../../src/rule/load/load.ts';
import { context } from '../policies/files.ts';

const rule = (reportWhen: string, examples: string) => `id: mine
title: t
severity: low
applies-to: { subject: statement, kinds: [identity] }
rationale: r
remediation: r
accept-when: a
references: [https://docs.aws.amazon.com/]
report-when: ${reportWhen}
message: m
examples:
${examples}`;
const violates = `  - title: bad
    expect: { violates: /Statement }
    document: { Statement: { Effect: Allow, Action: "*", Resource: "*" } }
`;
const complies = `  - title: good
    expect: complies
    document: { Statement: { Effect: Deny, Action: "*", Resource: "*" } }
`;
const run = (reportWhen: string, examples: string) =>
  testRules(loadRuleFiles([{ file: 'x/mine.yaml', text: rule(reportWhen, examples) }]), context);

describe('running the examples of rules', () => {
  it('counts, and finds nothing wrong with a sound rule', () => {
    expect(run('{ effect-is: Allow }', violates + complies)).toEqual({
      rules: 1,
      examples: 2,
      clauses: 1,
      failures: [],
    });
  });

  it('tells an example that comes out otherwise, with what was found and what is expected', () => {
    expect(
      run('{ effect-is: Deny }', violates + complies).failures.map((one) => [one.place, one.message]),
    ).toEqual([
      ['bad', 'complies was found where violates `/Statement` is expected'],
      ['good', 'violates `/Statement` was found where complies is expected'],
    ]);
  });

  it('tells a clause without which nothing changes but the place', () => {
    const condition = '{ all: [{ effect-is: Allow }, { actions-cover: "s3:*" }] }';
    const { failures } = run(condition, violates.replace('/Statement', '/Statement/Action') + complies);
    expect(failures.map((one) => [one.place, one.message])).toEqual([
      ['all.1', 'no example comes out otherwise without this clause; add one, or drop the clause'],
    ]);
  });

  it('tells that a verdict has no example', () => {
    expect(run('{ effect-is: Allow }', violates + violates).failures[0]).toMatchObject({
      place: 'examples',
      message: 'no example `complies`',
    });
  });
});

describe('dropping clauses', () => {
  it('reaches every clause, also below not and inside an argument', () => {
    const leaf = { predicate: 'effect-is', argument: 'Allow' } as const;
    const nested = {
      predicate: 'some-block',
      argument: { block: 'b', that: { any: [{ a: 1 }, { not: { all: [{ b: 1 }, { c: 1 }] } }] } },
    };
    const paths = conditionsWithout({ all: [leaf, { not: { any: [leaf, leaf] } }, nested] }).map(({ path }) =>
      path.join('.'),
    );
    expect(paths).toEqual([
      'all.0',
      'all.1',
      'all.1.not.any.0',
      'all.1.not.any.1',
      'all.2',
      'all.2.some-block.that.any.0',
      'all.2.some-block.that.any.1',
      'all.2.some-block.that.any.1.not.all.0',
      'all.2.some-block.that.any.1.not.all.1',
    ]);
  });
});
