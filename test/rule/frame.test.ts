/**
 * What a statement's frame decides for many statements at once is what each of them is judged to be on its own.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/value.ts';
import { no } from '../../src/base/verdict.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import { withHoles } from '../../src/rule/examples/given.ts';
import { rulesInFrame } from '../../src/rule/frame.ts';
import type { PolicyKind, StatementSubject } from '../../src/subject/types.ts';
import { compiled } from '../policies/files.ts';
import { documentSubject } from '../policies/judged.ts';

const later = '(known after apply)';
const oneOrMore = (values: readonly Json[]) =>
  fc.oneof(fc.constantFrom(...values), fc.subarray([...values], { minLength: 1, maxLength: 3 }));

const actions = oneOrMore([
  '*',
  's3:*',
  's3:GetObject',
  'iam:PassRole',
  'iam:*',
  'sts:AssumeRole',
  'x',
  later,
]);
const resources = oneOrMore([
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::a',
  'arn:aws:iam::1:role/a',
  later,
]);
const principals = fc.constantFrom<Json>(
  '*',
  { AWS: '*' },
  { AWS: '210987654321' },
  { Service: 'lambda.amazonaws.com' },
  later,
);
const conditions = fc.constantFrom<Json>(
  {},
  { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  { Bool: { 'aws:MultiFactorAuthPresent': ['false'] } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
  { Null: { 'aws:MultiFactorAuthPresent': 'true' } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-1', 'iam:PassedToService': later } },
  { StringLike: { 'iam:PermissionsBoundary': ['arn:aws:iam::1:policy/b', '*'] } },
);
const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny', later),
    not: fc.boolean(),
    actions,
    resource: fc.option(fc.tuple(fc.constantFrom('Resource', 'NotResource'), resources), { nil: undefined }),
    Principal: fc.option(principals, { nil: undefined }),
    Condition: conditions,
  })
  .map(({ Effect, not, actions, resource, Principal, Condition }) => ({
    Effect,
    [not ? 'NotAction' : 'Action']: actions,
    ...(resource === undefined ? {} : { [resource[0]]: resource[1] }),
    ...(Principal === undefined ? {} : { Principal }),
    Condition,
  }));
const kinds: readonly PolicyKind[] = ['identity', 'resource', 'trust', 'boundary'];

const aboutStatements = compiled.filter(({ rule }) => rule.appliesTo.subject === 'statement');

function subjectOf(document: Json, kind: PolicyKind): StatementSubject | undefined {
  const policy = parsePolicy({ form: 'tree', tree: withHoles(document) });
  const [statement] = policy.ok ? policy.document.statements : [];
  if (!policy.ok || statement === undefined) return undefined;
  return {
    subject: 'statement',
    document: documentSubject(kind, 'lambda'),
    policy: policy.document,
    statement,
  };
}

describe('the frame of any statement', () => {
  it('changes no answer and no evidence, whatever statement of the frame was asked first', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...kinds),
        (all, kind) => {
          const subject = subjectOf({ Statement: all }, kind);
          if (subject === undefined) return;
          const left = new Map(rulesInFrame(aboutStatements, subject).map((one) => [one.rule.id, one.test]));
          for (const { rule, test } of aboutStatements)
            expect([rule.id, left.get(rule.id)?.(subject) ?? no]).toEqual([rule.id, test(subject)]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is not shared by statements that a value could make look alike', () => {
    const asked = (action: Json, condition: Json) => {
      const subject = subjectOf(
        { Statement: [{ Effect: 'Allow', Action: action, Resource: '*', Condition: condition }] },
        'identity',
      );
      if (subject === undefined) throw new Error('the test holds a document that is none');
      return rulesInFrame(aboutStatements, subject).map(({ rule }) => rule.id);
    };
    expect(asked(['s3:GetBucketTagging', '2', 'StringEquals'], {})).not.toContain('full-admin-grant');
    expect(asked('*', {})).toContain('full-admin-grant');
    expect(asked(['*', 'x'], {})).toContain('full-admin-grant');
    expect(asked(['x'], { StringEquals: { '*': '*' } })).not.toContain('full-admin-grant');
  });

  it('leaves few rules for a statement that only reads one bucket', () => {
    const subject = subjectOf(
      { Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::a' }] },
      'identity',
    );
    expect(subject && rulesInFrame(aboutStatements, subject).length).toBeLessThan(aboutStatements.length / 2);
  });
});
