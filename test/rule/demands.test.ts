import { describe, expect, it } from 'vitest';
import { hole, type JsonObject, type ValueObject } from '../../src/base/value.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import { demandsKey } from '../../src/rule/exact/demands.ts';
import { catalogue } from '../aws/data.ts';

function answerFor(condition: ValueObject, value: 'any' | 'fixed'): string {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition: condition };
  const parsed = parsePolicy({ form: 'tree', tree: { Version: '2012-10-17', Statement: [statement] } });
  const [only] = parsed.ok ? parsed.document.statements : [];
  if (!parsed.ok || only === undefined) throw new Error('not a policy');
  return demandsKey({ policy: parsed.document, statement: only }, ['aws:PrincipalOrgID'], value, catalogue)
    .answer;
}

describe('conditions that demand a fixed value of a key', () => {
  it.each<readonly [ValueObject, string]>([
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'yes'],
    [{ StringEquals: { 'AWS:principalorgid': 'o-1' } }, 'yes'],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }, 'no'],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'no'],
    [{ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } }, 'no'],
    [{ StringNotLike: { 'aws:PrincipalOrgID': 'o-*' } }, 'no'],
    [{ 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } }, 'yes'],
    [{ StringLike: { 'aws:PrincipalOrgID': '*' } }, 'no'],
    [{ StringEquals: { 'aws:PrincipalOrgID': hole() } }, 'unknown'],
    [{ StringEquals: { 'aws:SourceIp': 'o-1' } }, 'no'],
    [
      { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' }, Null: { 'aws:PrincipalOrgID': 'false' } },
      'yes',
    ],
  ])('%j: %s', (condition, answer) => {
    expect(answerFor(condition, 'fixed')).toBe(answer);
  });
});

describe('conditions that demand a key with any value', () => {
  it.each<readonly [JsonObject, string]>([
    [{ StringLike: { 'aws:PrincipalOrgID': '*' } }, 'yes'],
    [{ Null: { 'aws:PrincipalOrgID': 'false' } }, 'yes'],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'no'],
  ])('%j: %s', (condition, answer) => {
    expect(answerFor(condition, 'any')).toBe(answer);
  });
});
