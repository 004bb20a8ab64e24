/**
 * What is public, held against AWS's page on it for S3, value by value, and where the two differ, why.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/value.ts';
import { found } from '../policies/judged.ts';

const objects = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' };

function isPublic(condition: Json, principal: Json = '*', more: readonly Json[] = []): boolean {
  const statement = { Effect: 'Allow', Principal: principal, ...objects, Condition: condition };
  const ids = found({ Version: '2012-10-17', Statement: [statement, ...more] }, 'resource', 's3');
  expect(ids.filter((id) => id.endsWith('?'))).toEqual([]);
  return ids.includes('public-read');
}

describe('a bucket policy for everyone', () => {
  it.each<readonly [string, Json]>([
    ['an organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['an account', { StringEquals: { 'aws:PrincipalAccount': '123456789012' } }],
    ['a role', { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/reader' } }],
    ['the roles of one account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*' } }],
    ['a VPC', { StringEquals: { 'aws:SourceVpc': 'vpc-91237329' } }],
    ['an endpoint', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }],
    ['a source', { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:topic' } }],
    ['a source account', { StringEquals: { 'aws:SourceAccount': '123456789012' } }],
    ['a source owner', { StringEquals: { 'aws:SourceOwner': '123456789012' } }],
    ['a user id', { StringEquals: { 'aws:userid': 'AIDAEXAMPLEID' } }],
    ['an access point account', { StringEquals: { 's3:DataAccessPointAccount': '123456789012' } }],
    [
      'the access points of one account',
      { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:123456789012:accesspoint/*' } },
    ],
    ['a network', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['as wide a network as is not public', { IpAddress: { 'aws:SourceIp': '13.0.0.0/8' } }],
    ['private networks', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] } }],
    [
      'two conditions of which one is fixed',
      { StringEquals: { 'aws:SourceVpc': 'vpc-1', 'aws:Referer': 'x' } },
    ],
  ])('is not public with %s', (_, condition) => {
    expect(isPublic(condition)).toBe(false);
  });

  it.each<readonly [string, Json]>([
    ['no condition', {}],
    ['any VPC', { StringLike: { 'aws:SourceVpc': 'vpc-*' } }],
    ['any endpoint', { StringLike: { 'aws:SourceVpce': 'vpce-*' } }],
    ['any organisation', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['every address', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['a network wider than /8', { IpAddress: { 'aws:SourceIp': '12.0.0.0/7' } }],
    ['an IPv6 network wider than /32', { IpAddress: { 'aws:SourceIp': '2a00::/16' } }],
    ['all but one VPC', { StringNotEquals: { 'aws:SourceVpc': 'vpc-91237329' } }],
    ['an organisation, if there is one', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['roles of that name in any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' } }],
    ['buckets whose name begins so', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs-*' } }],
    ['encryption in transit', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['a header', { StringEquals: { 'aws:Referer': 'https://example.com' } }],
    ['a user agent', { StringLike: { 'aws:UserAgent': 'Mozilla*' } }],
    ['a tag of the caller', { StringEquals: { 'aws:PrincipalTag/team': 'red' } }],
    [
      'paths of an organisation, or none',
      { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' } },
    ],
  ])('is public with %s', (_, condition) => {
    expect(isPublic(condition)).toBe(true);
  });

  it('is not public where a denial leaves out everyone else', () => {
    const denial = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalAccount': '123456789012' } },
    };
    expect(isPublic({}, '*', [denial])).toBe(false);
  });

  it('is public for whoever has a token of a provider that anybody can join', () => {
    expect(isPublic({}, { Federated: 'graph.facebook.com' })).toBe(true);
  });
});

describe('where we say otherwise than the page', () => {
  it('the sessions of one role are not public: S3 does not look inside the id, and no stranger has it', () => {
    expect(isPublic({ StringLike: { 'aws:userid': 'AROAEXAMPLEID:*' } })).toBe(false);
  });
});
