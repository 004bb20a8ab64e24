/**
 * One question about who may do what: the same answer as AWS's evaluation of all layers, and "it depends" where something
 * is not known.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanAnswer, can, type Question } from '../../src/ask/can.ts';
import type { PrincipalSide, ResourceSide, SourcedDocument } from '../../src/ask/side.ts';
import { hole, template, type Value } from '../../src/base/value.ts';
import { evaluateLayers } from '../../src/iam/evaluate-layers.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import { catalogue } from '../aws/data.ts';

const role = 'arn:aws:iam::111111111111:role/app';
const object = 'arn:aws:s3:::logs/x';

function sourced(address: string, ...statements: Value[]): SourcedDocument {
  const content = { form: 'tree', tree: { Version: '2012-10-17', Statement: statements } } as const;
  const parsed = parsePolicy(content);
  if (!parsed.ok) throw new Error('no policy');
  return { source: { address, attribute: 'policy' }, document: parsed.document, content };
}

const principal = (
  identity: readonly SourcedDocument[],
  more: Partial<PrincipalSide> = {},
): PrincipalSide => ({
  caller: { is: 'role', arn: role, session: 'session' },
  account: '111111111111',
  from: 'plan',
  identity,
  hidden: [],
  identityHidden: false,
  boundaryHidden: false,
  ...more,
});
const bucket = (policies: readonly SourcedDocument[], more: Partial<ResourceSide> = {}): ResourceSide => ({
  arns: ['arn:*:s3:::logs', 'arn:*:s3:::logs/*'],
  actions: ['s3:*'],
  policies,
  hidden: [],
  mustAllow: false,
  account: '111111111111',
  ...more,
});
const ask = (
  side: PrincipalSide,
  sides: readonly ResourceSide[] = [],
  question: Partial<Question> = {},
): CanAnswer =>
  can(
    side,
    { actions: ['s3:GetObject'], resources: [object], context: {}, ...question },
    sides,
    [],
    catalogue,
  );

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' };
const all = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('what AWS would decide', () => {
  // Two actions, two objects, three principals: small enough that most cases are about the request.
  const effect = fc.constantFrom('Allow', 'Allow', 'Deny');
  const action = fc.constantFrom('s3:GetObject', 's3:*', 's3:PutObject', '*');
  const resource = fc.constantFrom('arn:aws:s3:::logs/*', 'arn:aws:s3:::other/*', '*');
  const named = fc.constantFrom<Value>(
    '*',
    { AWS: role },
    { AWS: 'arn:aws:iam::111111111111:root' },
    { AWS: 'arn:aws:iam::222222222222:root' },
    { AWS: 'arn:aws:iam::111111111111:role/other' },
  );
  const statement = fc.record({ Effect: effect, Action: action, Resource: resource });
  const withPrincipal = fc.record({ Effect: effect, Principal: named, Action: action, Resource: resource });

  it('is what `can` answers', () => {
    let decided = 0;
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 2 }),
        fc.option(fc.array(statement, { minLength: 1, maxLength: 2 }), { nil: undefined }),
        fc.option(fc.array(withPrincipal, { minLength: 1, maxLength: 2 }), { nil: undefined }),
        fc.constantFrom('111111111111', '222222222222'),
        (identity, boundary, policy, owner) => {
          const held = sourced('aws_iam_role_policy.p', ...identity);
          const limit = boundary === undefined ? undefined : sourced('aws_iam_policy.b', ...boundary);
          const own = policy === undefined ? undefined : sourced('aws_s3_bucket_policy.p', ...policy);
          const side = principal([held], limit === undefined ? {} : { boundary: limit });
          const answer = ask(side, [bucket(own === undefined ? [] : [own], { account: owner })]);
          const expected = evaluateLayers(
            {
              identity: [held.document],
              ...(limit === undefined ? {} : { boundary: limit.document }),
              ...(own === undefined ? {} : { resource: own.document }),
              resourceAccount: owner,
            },
            {
              caller: { is: 'role', arn: role, session: 'session' },
              action: 's3:GetObject',
              resource: object,
              context: new Map(),
            },
          ).decision;
          if (expected === 'ambiguous') {
            expect(answer.verdict).toBe('depends');
            return;
          }
          decided++;
          expect(answer.verdict).toBe(expected === 'allowed' ? 'yes' : 'no');
        },
      ),
      { numRuns: 400 },
    );
    expect(decided).toBeGreaterThan(300);
  });
});

describe('what decides', () => {
  it('is named: the statement that allows, with what of it matches', () => {
    const answer = ask(principal([sourced('aws_iam_role_policy.p', { ...read, Sid: 'Read' })]));
    expect(answer).toMatchObject({
      verdict: 'yes',
      extent: 'all',
      allowed: {
        witness: { principal: role, action: 's3:GetObject', resource: object },
        allowing: [
          {
            source: { address: 'aws_iam_role_policy.p' },
            place: { pointer: '/Statement/0', sid: 'Read' },
            marks: ['/Statement/0/Action', '/Statement/0/Resource'],
          },
        ],
      },
    });
    expect(answer.refused).toBeUndefined();
  });

  it('is the denial, or what would have to allow as well', () => {
    const held = sourced('aws_iam_role_policy.p', read);
    const denial = sourced('aws_s3_bucket_policy.p', { ...all, Effect: 'Deny', Principal: '*' });
    expect(ask(principal([held]), [bucket([denial])])).toMatchObject({
      verdict: 'no',
      refused: { denying: [{ source: { address: 'aws_s3_bucket_policy.p' } }] },
    });
    const boundary = sourced('aws_iam_policy.b', { ...all, Action: 'ec2:*' });
    expect(ask(principal([held], { boundary }))).toMatchObject({
      verdict: 'no',
      refused: { missing: [{ address: 'aws_iam_policy.b' }], denying: [] },
    });
  });
});

describe('patterns', () => {
  it('are told all or some', () => {
    const side = principal([sourced('p', { ...read, Action: ['s3:GetObject', 's3:GetObjectTagging'] })]);
    const asked = (action: string, resource: string) => {
      const { verdict, extent } = ask(side, [], { actions: [action], resources: [resource] });
      return `${verdict} ${extent}`;
    };
    expect(asked('s3:GetObject*', 'arn:aws:s3:::logs/*')).toBe('yes some');
    expect(asked('s3:GetObject', 'arn:aws:s3:::logs/*')).toBe('yes all');
    expect(asked('s3:GetObject', 'arn:aws:s3:::*')).toBe('yes some');
    expect(asked('s3:Put*', 'arn:aws:s3:::*')).toBe('no none');
  });

  it('that reach a resource with a policy of its own count it there only', () => {
    const denial = sourced('aws_s3_bucket_policy.p', { ...all, Effect: 'Deny', Principal: '*' });
    const side = principal([sourced('p', all)]);
    const asked = (resource: string) => ask(side, [bucket([denial])], { resources: [resource] });
    expect(asked('arn:aws:s3:::logs/*')).toMatchObject({ verdict: 'no' });
    expect(asked('arn:aws:s3:::other/*')).toMatchObject({ verdict: 'yes', extent: 'all' });
    expect(asked('arn:aws:s3:::*/x')).toMatchObject({ verdict: 'yes', extent: 'some' });
  });
});

describe('conditions', () => {
  const guarded = {
    ...read,
    Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
  };

  it('that nobody told make it depend, with a request that is allowed and one that is not', () => {
    const answer = ask(principal([sourced('p', guarded)]));
    expect(answer).toMatchObject({
      verdict: 'depends',
      unknown: [],
      allowed: { witness: { context: { 'aws:PrincipalTag/team': 'red' } } },
    });
    expect(answer.refused?.witness.context['aws:PrincipalTag/team']).not.toBe('red');
  });

  it('that the question tells decide', () => {
    const side = principal([sourced('p', guarded)]);
    const told = (team: string) => ask(side, [], { context: { 'aws:PrincipalTag/team': [team] } }).verdict;
    expect(told('red')).toBe('yes');
    expect(told('blue')).toBe('no');
  });
});

describe('what is not known', () => {
  const reference = 'aws_s3_bucket.new.arn';
  const unknown = hole({ reference });

  it('makes it depend where it could make the difference', () => {
    const granted = sourced('p', { ...read, Resource: template([unknown, '/*']) });
    expect(ask(principal([granted]))).toMatchObject({
      verdict: 'depends',
      unknown: [{ source: { address: 'p' }, reason: expect.stringMatching(/after apply/) }],
    });
    const denied = sourced('d', { ...all, Effect: 'Deny', Resource: template([unknown, '/*']) });
    expect(ask(principal([sourced('p', read), denied])).verdict).toBe('depends');
  });

  it('is no matter where it could not', () => {
    const elsewhere = sourced('p', { ...read, Action: 'sqs:SendMessage', Resource: unknown });
    expect(ask(principal([elsewhere])).verdict).toBe('no');
    expect(ask(principal([sourced('q', read), elsewhere])).verdict).toBe('yes');
  });

  it('is a policy out of reach, a boundary out of reach, the policy of a key elsewhere', () => {
    const hidden = [{ source: { address: 'a', attribute: 'policy_arn' }, reason: 'not in this plan' }];
    const held = [sourced('p', read)];
    expect(ask(principal(held, { hidden, identityHidden: true }))).toMatchObject({
      verdict: 'depends',
      unknown: hidden,
      allowed: { allowing: [{ source: { address: 'p' } }] },
    });
    expect(ask(principal(held, { hidden, boundaryHidden: true })).verdict).toBe('depends');
    // A boundary grants nothing.
    expect(ask(principal([], { hidden, boundaryHidden: true })).verdict).toBe('no');
    const key = { actions: ['kms:Decrypt'], resources: ['arn:aws:kms:eu-west-1:111111111111:key/1'] };
    expect(ask(principal([sourced('p', all)]), [], key).verdict).toBe('depends');
    // The policy of the key may name the role.
    expect(ask(principal([]), [], key).verdict).toBe('depends');
  });

  it('is what another account says', () => {
    const queue = {
      actions: ['sqs:SendMessage'],
      resources: ['arn:aws:sqs:eu-west-1:222222222222:orders'],
    };
    expect(ask(principal([sourced('p', all)]), [], queue)).toMatchObject({
      verdict: 'depends',
      unknown: [{ reason: expect.stringMatching(/another account/) }],
    });
  });
});

describe('somebody who is not in the plan', () => {
  const outside = (arn: string): PrincipalSide => ({
    ...principal([]),
    caller: { is: 'role', arn, session: 'session' },
    account: arn.split(':')[4] ?? '',
    from: 'outside',
  });
  const open = (AWS: string) => bucket([sourced('aws_s3_bucket_policy.p', { ...read, Principal: { AWS } })]);

  it('gets what resource policies give', () => {
    const foreign = 'arn:aws:iam::222222222222:role/x';
    expect(ask(outside(foreign), [open('222222222222')])).toMatchObject({ verdict: 'yes' });
    expect(ask(outside(foreign), [open(role)])).toMatchObject({ verdict: 'no' });
    expect(ask(outside(role), [open(role)])).toMatchObject({ verdict: 'yes' });
    // The account delegates to policies that the plan does not hold.
    expect(ask(outside(role), [open('111111111111')])).toMatchObject({ verdict: 'depends' });
  });

  it('is a service, or nobody in particular', () => {
    const service: PrincipalSide = {
      caller: { is: 'service', name: 'logging.s3.amazonaws.com' },
      from: 'outside',
      identity: [],
      hidden: [],
      identityHidden: false,
      boundaryHidden: false,
    };
    const policy = sourced('p', { ...read, Principal: { Service: 'logging.s3.amazonaws.com' } });
    expect(ask(service, [bucket([policy])]).verdict).toBe('yes');
    expect(ask({ ...service, caller: { is: 'anonymous' } }, [bucket([policy])]).verdict).toBe('no');
    expect(ask(service).verdict).toBe('no');
  });
});

it('says so where AWS asks no such thing', () =>
  expect(
    ask(principal([sourced('p', all)]), [], { actions: ['s3:GetObject'], resources: ['arn:aws:sqs:::q'] }),
  ).toMatchObject({ verdict: 'no', reason: expect.stringMatching(/no such action/) }));
