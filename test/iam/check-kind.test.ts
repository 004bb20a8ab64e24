/**
 * What IAM refuses for its form: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { describe, expect, it } from 'vitest';
import { checkKind } from '../../src/iam/check-kind.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*' };

function codes(kind: string, ...statements: readonly object[]): readonly string[] {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const parsed = parsePolicy({ form: 'text', text });
  if (!parsed.ok) throw new Error('the example does not parse');
  return checkKind(parsed.document, kind).map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('actions', () => {
  it.each([
    ['GetObject', 'invalid-action /Statement/0/Action'],
    [['s3:GetObject', ''], 'invalid-action /Statement/0/Action/1'],
    ['s3:List:Bucket', 'invalid-action /Statement/0/Action'],
  ])('%j is refused', (Action, code) => {
    expect(codes('identity', { ...allow, Action })).toEqual([code]);
  });

  it.each(['*', '*:*', 's3:*', 'S3:getobject', 'service-prefix:action-name'])('%s is taken', (Action) => {
    expect(codes('identity', { ...allow, Action })).toEqual([]);
  });
});

describe('resources', () => {
  it.each([
    ['acme/*', 'invalid-arn-prefix /Statement/0/Resource'],
    [['*', ''], 'invalid-arn-prefix /Statement/0/Resource/1'],
    ['aws:s3:::acme', 'invalid-arn-prefix /Statement/0/Resource'],
  ])('%j is refused', (Resource, code) => {
    expect(codes('identity', { ...allow, Resource })).toEqual([code]);
    expect(codes('scp', { ...allow, Resource })).toEqual([code]);
  });

  it.each(['*', 'arn:aws:s3:::acme', 'a*:s3:::acme', '${aws:PrincipalTag/arn}'])(
    '%s is taken',
    (Resource) => {
      expect(codes('identity', { ...allow, Resource })).toEqual([]);
    },
  );

  it('of a resource policy are of the form that its service takes', () => {
    const invoke = {
      Principal: '*',
      Effect: 'Allow',
      Action: 'execute-api:Invoke',
      Resource: 'execute-api:/*',
    };
    expect(codes('resource', invoke)).toEqual([]);
  });
});

describe('Sids', () => {
  const named = (Sid: string) => ({ ...allow, Sid });
  const trust = {
    Sid: 'A',
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };

  it('stand once where IAM reads the document', () => {
    expect(codes('identity', named('A'), named('B'), named('A'))).toEqual([
      'unique-sids-required /Statement/2/Sid',
    ]);
    expect(codes('trust', trust, trust)).toEqual(['unique-sids-required /Statement/1/Sid']);
  });

  it('differ by case, and an empty one is none', () => {
    expect(codes('identity', named('A'), named('a'), named(''), named(''))).toEqual([]);
  });

  it('may stand twice where a service reads the document', () => {
    const statement = { ...named('A'), Principal: '*' };
    expect(codes('resource', statement, statement)).toEqual([]);
  });
});
