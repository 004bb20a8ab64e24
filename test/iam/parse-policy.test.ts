/**
 * What IAM reads and what it refuses, with the place.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { describe, expect, it } from 'vitest';
import { hole } from '../../src/base/value.ts';
import { canonicalStatement } from '../../src/iam/canonical.ts';
import { actionsCover, actionsMeet, resourcesCover } from '../../src/iam/clauses.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import type { Statement } from '../../src/iam/types.ts';

const parse = (document: unknown) => parsePolicy({ form: 'text', text: JSON.stringify(document) });
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

function statementOf(statement: object): Statement {
  const parsed = parsePolicy({
    form: 'tree',
    tree: { Version: '2012-10-17', Statement: [statement] } as never,
  });
  if (!parsed.ok || parsed.document.statements[0] === undefined)
    throw new Error('the example does not parse');
  return parsed.document.statements[0];
}

describe('a document', () => {
  it('reads a single statement like a list of one, and a scalar like a list of one', () => {
    const one = parse({ Statement: allow });
    const list = parse({ Statement: [{ ...allow, Action: ['s3:GetObject'], Resource: ['*'] }] });
    const meaning = (parsed: typeof one) =>
      parsed.ok ? parsed.document.statements.map(canonicalStatement) : [];
    expect(meaning(one)).toEqual(meaning(list));
    expect(one.ok && one.document.statements[0]?.action.pointer).toBe('/Statement/Action');
  });

  it.each([
    ['not JSON', '{', 'json-syntax-error', ''],
    ['a list', '[]', 'syntax-error', ''],
    ['no Statement', '{}', 'missing-statement', ''],
    [
      'a key twice',
      '{"Statement":[{"Effect":"Allow","Action":"a:b","Action":"c:d","Resource":"*"}]}',
      'duplicate-key',
      '/Statement/0/Action',
    ],
    [
      'an element that does not exist',
      '{"Statement":[],"Statements":1}',
      'invalid-policy-element',
      '/Statements',
    ],
    [
      'another effect',
      '{"Statement":[{"Effect":"allow","Action":"a:b","Resource":"*"}]}',
      'invalid-effect',
      '/Statement/0/Effect',
    ],
    ['no effect', '{"Statement":[{"Action":"a:b","Resource":"*"}]}', 'missing-effect', '/Statement/0'],
    ['no action', '{"Statement":[{"Effect":"Allow","Resource":"*"}]}', 'missing-action', '/Statement/0'],
    [
      'Action and NotAction',
      '{"Statement":[{"Effect":"Allow","Action":"a:b","NotAction":"c:d","Resource":"*"}]}',
      'unsupported-element-combination',
      '/Statement/0/NotAction',
    ],
    [
      'an operator that does not exist',
      '{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"StringIs":{"aws:a":"b"}}}]}',
      'invalid-condition-operator',
      '/Statement/0/Condition/StringIs',
    ],
    [
      'a principal without a type',
      '{"Statement":[{"Effect":"Allow","Action":"a:b","Principal":"root"}]}',
      'invalid-principal-format',
      '/Statement/0/Principal',
    ],
  ])('is refused for %s, with the place', (_, text, code, pointer) => {
    const { defects } = parsePolicy({ form: 'text', text });
    expect(defects).toContainEqual(expect.objectContaining({ code, pointer, refused: true }));
  });

  it('keeps the statements that are right when another is refused', () => {
    const parsed = parse({ Statement: [{ Effect: 'Maybe' }, allow] });
    expect(parsed.ok && parsed.document.statements.map((one) => one.index)).toEqual([1]);
  });

  it('does not take colons inside text for duplicate keys', () => {
    expect(parse({ Statement: { ...allow, Sid: '":":":' } }).defects).toEqual([]);
  });
});

describe('actions and resources', () => {
  it.each([
    [{ Action: 'S3:getobject' }, 's3:GetObject', 'yes', 'yes'],
    [{ Action: ['s3:Get*', '*'] }, '*', 'yes', 'yes'],
    [{ Action: '*:*' }, 'iam:PassRole', 'yes', 'yes'],
    [{ Action: 'iam:?*' }, 'iam:*', 'yes', 'yes'],
    [{ Action: 's3:Get*' }, 's3:*Object', 'no', 'yes'],
    [{ NotAction: 'iam:*' }, 's3:PutObject', 'yes', 'yes'],
    [{ NotAction: 'iam:*' }, 'iam:GetUser', 'no', 'no'],
    [{ NotAction: 'iam:*' }, '*', 'no', 'yes'],
    [{ Action: [] }, 's3:GetObject', 'no', 'no'],
    [{ Action: [hole({ reference: 'var.a' })] }, 's3:GetObject', 'unknown', 'unknown'],
    [{ Action: ['*', hole()] }, 's3:GetObject', 'yes', 'yes'],
  ])('%j about %s', (clause, pattern, covers, meets) => {
    const statement = statementOf({ Effect: 'Allow', Resource: '*', ...clause });
    expect(actionsCover(statement, pattern).answer).toBe(covers);
    expect(actionsMeet(statement, pattern).answer).toBe(meets);
  });

  it.each([
    ['*', 'yes'],
    ['arn:aws:s3:::logs/*', 'no'],
    [hole({ reference: 'aws_s3_bucket.b.arn' }), 'unknown'],
  ])('%j is every resource: %s', (resource, answer) => {
    const verdict = resourcesCover(statementOf({ Effect: 'Allow', Action: '*', Resource: resource }), '*');
    expect(verdict.answer).toBe(answer);
  });

  it('names the reference that would decide', () => {
    const statement = statementOf({
      Effect: 'Allow',
      Action: '*',
      Resource: [hole({ reference: 'aws_s3_bucket.b.arn' })],
    });
    expect(resourcesCover(statement, '*')).toMatchObject({
      doubts: [{ reference: 'aws_s3_bucket.b.arn', pointer: '/Statement/0/Resource/0' }],
    });
  });
});
