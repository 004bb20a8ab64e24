import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hole, type Json, type ValueObject } from '../../src/base/value.ts';
import { compileRule } from '../../src/rule/compile.ts';
import { judgePasswordPolicy, judgePlan, judgeResource } from '../../src/rule/judge.ts';
import { judgePrincipal } from '../../src/rule/judge-principal.ts';
import { commonPlace } from '../../src/rule/judgement.ts';
import { fillMessage } from '../../src/rule/message.ts';
import type { Clause, Rule } from '../../src/rule/types.ts';
import type { AttachedPolicy, PrincipalSubject, ResourceSubject } from '../../src/subject/types.ts';
import { context } from '../policies/files.ts';
import { originOf } from '../policies/judged.ts';

function ruleOf(reportWhen: Clause, more: Partial<Rule> = {}): Rule {
  return {
    id: 'a-rule',
    family: 'custom',
    title: '',
    severity: 'low',
    certainty: 'definite',
    appliesTo: { subject: 'password-policy' },
    rationale: '',
    remediation: '',
    acceptWhen: '',
    references: [],
    frameworks: {},
    reportWhen,
    message: '',
    supersedes: [],
    aliases: [],
    ...more,
  };
}

/** A clause that is yes, no or unknown about `{ y: true, u: (known after apply) }`. */
const leaf = (answer: 'yes' | 'no' | 'unknown'): Clause => ({
  predicate: 'attribute-is',
  argument: { attribute: answer === 'unknown' ? 'u' : 'y', value: answer !== 'no' },
});

function answerOf(clause: Clause, u: ValueObject[string] = hole()): string {
  const origin = originOf('aws_iam_account_password_policy');
  const policy = {
    subject: 'password-policy',
    origin,
    attributes: { y: true, u },
    sensitive: false,
  } as const;
  return judgePasswordPolicy([compileRule(ruleOf(clause), context)], policy)[0]?.verdict.answer ?? 'no';
}

describe('conditions join by Kleene’s tables', () => {
  it.each([
    ['yes', 'yes', 'yes', 'yes'],
    ['yes', 'no', 'no', 'yes'],
    ['yes', 'unknown', 'unknown', 'yes'],
    ['no', 'no', 'no', 'no'],
    ['no', 'unknown', 'no', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ] as const)('%s with %s: all %s, any %s', (left, right, all, any) => {
    const both = [leaf(left), leaf(right)];
    expect([answerOf({ all: both }), answerOf({ all: both.toReversed() })]).toEqual([all, all]);
    expect([answerOf({ any: both }), answerOf({ any: both.toReversed() })]).toEqual([any, any]);
  });

  it('not turns yes and no around, and leaves unknown', () => {
    expect([
      answerOf({ not: leaf('yes') }),
      answerOf({ not: leaf('no') }),
      answerOf({ not: leaf('unknown') }),
    ]).toEqual(['no', 'yes', 'unknown']);
  });

  it('a value in the place of an unknown never contradicts a definite answer', () => {
    const { clause } = fc.letrec<{ clause: Clause }>((tie) => ({
      clause: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(leaf('yes'), leaf('no'), leaf('unknown')),
        fc.array(tie('clause'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('clause'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tie('clause').map((not) => ({ not })),
      ),
    }));
    fc.assert(
      fc.property(clause, fc.constantFrom<ValueObject[string]>(true, false, null, 'x'), (tree, value) => {
        const before = answerOf(tree);
        return before === 'unknown' || before === answerOf(tree, value);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the place of a finding', () => {
  it.each([
    [['/Statement/0/Action/1', '/Statement/0/Resource'], '/Statement/0'],
    [['/Statement/0/Action/1'], '/Statement/0/Action/1'],
    [['/Statement/0/Action/1', '/Statement/0/Action/2'], '/Statement/0/Action'],
    [['/Statement/1', '/Statement/10'], '/Statement'],
    [[], '/Statement/3'],
  ])('of %j is %s', (pointers, place) => {
    expect(commonPlace(pointers, '/Statement/3')).toBe(place);
  });
});

describe('a message', () => {
  it('names up to three values and counts the rest', () => {
    expect(fillMessage('{sid} allows {actions}', { sid: 'statement `A`', actions: ['a:B'] })).toBe(
      'statement `A` allows `a:B`',
    );
    expect(fillMessage('{actions}', { actions: ['a', 'b', 'c'] })).toBe('`a`, `b` and `c`');
    expect(fillMessage('{actions}', { actions: ['a', 'b', 'c', 'd', 'e'] })).toBe('`a`, `b`, `c` and 2 more');
  });

  it('does not read names out of what it fills in', () => {
    expect(fillMessage('{sid}', { sid: '{actions} $& $1', actions: ['x'] })).toBe('{actions} $& $1');
  });
});

describe('a rule about a principal', () => {
  const admin = {
    form: 'text',
    text: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  } as const;
  const attached = (
    by: AttachedPolicy['by'],
    name: string,
    more: Partial<AttachedPolicy> = {},
  ): AttachedPolicy => ({
    origin: {
      ...originOf('aws_iam_role_policy_attachment'),
      address: `aws_iam_role_policy_attachment.${name}`,
    },
    by,
    arn: `arn:aws:iam::aws:policy/${name}`,
    sensitive: false,
    ...more,
  });
  const principal = (...policies: readonly AttachedPolicy[]): PrincipalSubject => ({
    subject: 'principal',
    key: 'at aws_iam_role.r',
    standing: 'resource',
    origin: originOf('aws_iam_role'),
    principal: 'role',
    name: 'app',
    policies,
  });
  const rule = ruleOf(
    { predicate: 'has-managed-policy-that', argument: { 'actions-cover': '*' } },
    { appliesTo: { subject: 'principal' }, message: '{principal} by {policy}' },
  );

  it('gives one finding an attachment, where the attachment stands', () => {
    const both = principal(
      attached('aws', 'One', { content: admin }),
      attached('aws', 'Two', { content: admin }),
    );
    const judgements = judgePrincipal([compileRule(rule, context)], both);
    expect(judgements.map((one) => [one.origin?.address, one.pointer, one.message])).toEqual([
      ['aws_iam_role_policy_attachment.One', '/Statement/Action', 'role `app` by `One`'],
      ['aws_iam_role_policy_attachment.Two', '/Statement/Action', 'role `app` by `Two`'],
    ]);
  });

  it('is undecided about a policy whose document is not in reach, for the reason that is given', () => {
    const [judgement] = judgePrincipal(
      [compileRule(rule, context)],
      principal(attached('aws', 'New', { reason: 'it is newer than the table' })),
    );
    expect(judgement).toMatchObject({
      verdict: { answer: 'unknown' },
      message: 'it is newer than the table',
    });
  });
});

describe('a rule that supersedes another', () => {
  it('silences it where it reports, and nowhere else', () => {
    const about = (id: string, number: number, supersedes: readonly string[] = []) =>
      compileRule(
        ruleOf(
          { predicate: 'attribute-below', argument: { attribute: 'minimum_password_length', number } },
          { id, supersedes },
        ),
        context,
      );
    const rules = [about('wide', 14), about('narrow', 12, ['wide'])];
    const ids = (minimum_password_length: number) =>
      judgePasswordPolicy(rules, {
        subject: 'password-policy',
        sensitive: false,
        origin: originOf('aws_iam_account_password_policy'),
        attributes: { minimum_password_length },
      }).map((one) => one.rule.id);
    expect([ids(8), ids(13), ids(14)]).toEqual([['narrow'], ['wide'], []]);
  });
});

describe('attributes', () => {
  const judge = (argument: Json, attributes: ValueObject, predicate = 'attribute-is') => {
    const resource: ResourceSubject = {
      subject: 'resource',
      origin: originOf('aws_x'),
      attributes,
      sensitive: false,
    };
    const rule = ruleOf({ predicate, argument }, { appliesTo: { subject: 'resource', types: ['aws_x'] } });
    const [found] = judgeResource([compileRule(rule, context)], resource);
    return found && [found.verdict.answer, found.pointer];
  };

  it.each<[string, Json, ValueObject, readonly string[] | undefined]>([
    ['a plain value', { attribute: 'a', value: true }, { a: true }, ['yes', '/a']],
    ['a boolean that Terraform holds as text', { attribute: 'a', value: true }, { a: 'true' }, ['yes', '/a']],
    ['unset without a default', { attribute: 'a', value: false }, {}, undefined],
    ['unset with a default', { attribute: 'a', value: false, unset: false }, {}, ['yes', '/a']],
    ['null is unset', { attribute: 'a', value: false, unset: false }, { a: null }, ['yes', '/a']],
    ['in some nested block', { attribute: 'b.a', value: 1 }, { b: [{ a: 0 }, { a: 1 }] }, ['yes', '/b/1/a']],
    ['no such block', { attribute: 'b.a', value: 1, unset: 1 }, { b: [] }, undefined],
    ['an unknown block', { attribute: 'b.a', value: 1 }, { b: hole() }, ['unknown', '/b']],
    [
      'one block known, one not',
      { attribute: 'b.a', value: 1 },
      { b: [hole(), { a: 1 }] },
      ['yes', '/b/1/a'],
    ],
  ])('%s', (_, argument, attributes, expected) => {
    expect(judge(argument, attributes)).toEqual(expected);
  });

  it('an unset attribute is absent, null or empty', () => {
    const unset = (attributes: ValueObject) => judge('a', attributes, 'attribute-unset')?.[0];
    expect([
      unset({}),
      unset({ a: null }),
      unset({ a: '' }),
      unset({ a: hole() }),
      unset({ a: 'x' }),
    ]).toEqual(['yes', 'yes', 'yes', 'unknown', undefined]);
  });

  it('the plan has a resource, or it cannot be told', () => {
    const trail = (attributes: ValueObject): ResourceSubject => ({
      subject: 'resource',
      origin: originOf('aws_cloudtrail'),
      attributes,
      sensitive: false,
    });
    const clause: Clause = {
      not: {
        predicate: 'has-resource',
        argument: { type: 'aws_cloudtrail', that: { 'attribute-is': { attribute: 'a', value: true } } },
      },
    };
    const rule = compileRule(ruleOf(clause, { appliesTo: { subject: 'plan' } }), context);
    const answer = (...resources: readonly ResourceSubject[]) =>
      judgePlan([rule], {
        subject: 'plan',
        around: {
          standing: () => resources,
          deleted: () => [],
          sameAccount: () => 'yes',
          sameRegion: () => 'yes',
          used: () => [],
        },
      })[0]?.verdict.answer;
    expect([
      answer(),
      answer(trail({ a: true })),
      answer(trail({ a: false })),
      answer(trail({ a: hole() })),
    ]).toEqual(['yes', undefined, 'yes', 'unknown']);
  });
});
