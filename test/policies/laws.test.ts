/**
 * Laws that hold for every identity policy, whatever our rules are.
 */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import type { Judgement } from '../../src/rule/judgement.ts';
import { compiled } from './files.ts';
import { judged } from './judged.ts';

const actions = [
  '*',
  's3:*',
  's3:GetObject',
  'S3:getobject',
  'iam:PassRole',
  'iam:*',
  'ec2:Describe*',
  'kms:Decrypt',
];
const resources = [
  '*',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::*',
  'arn:aws:iam::123456789012:role/*',
  'arn:aws:iam::123456789012:role/app',
];
const conditions: readonly JsonObject[] = [
  {},
  { StringEquals: { 'aws:ResourceTag/team': 'web' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
];
const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1, maxLength: 3 });

interface Parts {
  readonly effect: string;
  readonly not: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: JsonObject;
}
const parts: fc.Arbitrary<Parts> = fc.record({
  effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  not: fc.constantFrom(false, false, true),
  actions: some(actions),
  resources: some(resources),
  condition: fc.constantFrom(...conditions),
});
const documents = fc.array(parts, { minLength: 1, maxLength: 3 });

function statementOf({ effect, not, actions, resources, condition }: Parts): JsonObject {
  const more = Object.keys(condition).length > 0 ? { Condition: condition } : {};
  return { Effect: effect, [not ? 'NotAction' : 'Action']: actions, Resource: resources, ...more };
}
const documentOf = (all: readonly Parts[], change: (one: JsonObject) => JsonObject = (one) => one): Json => ({
  Version: '2012-10-17',
  Statement: all.map(statementOf).map(change),
});

const violations = (document: Json) => judged(document).filter((one) => one.verdict.answer === 'yes');
const ids = (judgements: readonly Judgement[]) =>
  judgements
    .map((one) => one.rule.id)
    .sort()
    .join();
const grants = (document: Json) => violations(document).filter((one) => one.rule.family === 'grant').length;
/** `LAW_RUNS` tries more. */
const runs = { numRuns: Number(process.env.LAW_RUNS ?? 100) };

describe('for every identity policy', () => {
  it('the order of statements and of values changes nothing', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const turned = all
          .map((one) => ({
            ...one,
            actions: one.actions.toReversed(),
            resources: one.resources.toReversed(),
          }))
          .toReversed();
        return ids(judged(documentOf(all))) === ids(judged(documentOf(turned)));
      }),
      runs,
    );
  });

  it('a text is a list of one, and the case of actions does not matter', () => {
    const plain = (value: Json | undefined): Json =>
      Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : (value ?? null);
    const asTexts = (one: JsonObject): JsonObject =>
      Object.fromEntries(Object.entries(one).map(([key, value]) => [key, plain(value)]));
    fc.assert(
      fc.property(documents, (all) => {
        const upper = all.map((one) => ({
          ...one,
          actions: one.actions.map((action) => action.toUpperCase()),
        }));
        const before = ids(judged(documentOf(all)));
        return before === ids(judged(documentOf(all, asTexts))) && before === ids(judged(documentOf(upper)));
      }),
      runs,
    );
  });

  it('one more denial never adds a grant', () => {
    fc.assert(
      fc.property(documents, parts, (all, one) => {
        const more = [...all, { ...one, effect: 'Deny' }];
        return grants(documentOf(more)) <= grants(documentOf(all));
      }),
      runs,
    );
  });

  it('an answer about a document with an unknown holds for every value in its place', () => {
    const answersOf = (document: Json) =>
      compiled.map((rule) =>
        judged(document, 'identity', { rules: [rule] })
          .map(placed)
          .join(),
      );
    const hidden = '(known after apply)';
    fc.assert(
      fc.property(documents, fc.nat(), fc.boolean(), (all, at, isAction) => {
        const masked = all.map((one, index) => {
          if (index !== at % all.length) return one;
          return isAction
            ? { ...one, actions: [hidden, ...one.actions.slice(1)] }
            : { ...one, resources: [hidden, ...one.resources.slice(1)] };
        });
        const known = answersOf(documentOf(all));
        return answersOf(documentOf(masked)).every(
          (answer, index) =>
            answer.includes('unknown') || statements(answer) === statements(known[index] ?? ''),
        );
      }),
      runs,
    );
  });
});

/** The answer and the statement that it is about. */
function placed({ verdict, statement }: Judgement): string {
  return `${verdict.answer} ${statement?.index}`;
}

/** Findings of a rule, whatever their place inside a statement. */
function statements(answer: string): string {
  return answer.split(',').sort().join();
}
