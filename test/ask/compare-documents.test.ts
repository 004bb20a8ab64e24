/**
 * Two documents of one kind: the kind decides beside what they stand and who asks.
 */
import { describe, expect, it } from 'vitest';
import { compareDocuments, kindOf } from '../../src/ask/compare-documents.ts';
import type { DocumentKind } from '../../src/ask/document-kinds.ts';
import type { Witness } from '../../src/ask/witness.ts';
import { catalogue } from '../aws/data.ts';
import { documentOf } from '../reason/ask.ts';

const compared = (reference: unknown, candidate: unknown, kind: DocumentKind = 'identity') =>
  compareDocuments(documentOf(reference), documentOf(candidate), kind, catalogue);
const firstOf = (comparison: ReturnType<typeof compared>, change: 'newAccess' | 'lostAccess') => {
  const one = comparison[change];
  if (one.verdict !== 'yes') throw new Error(`${change}: ${one.verdict}`);
  return one.differences[0];
};

const regions = (...names: string[]) => ({
  Sid: 'Regions',
  Effect: 'Deny',
  NotAction: 'iam:*',
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': names } },
});
const all = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('an SCP', () => {
  it('that only denies works beside FullAWSAccess, so lifting a denial is new access', () => {
    const comparison = compared(regions('eu-west-1'), regions('eu-west-1', 'eu-north-1'), 'scp');
    expect(comparison.relation).toBe('wider');
    const difference = firstOf(comparison, 'newAccess');
    expect(difference.witness.context).toEqual({ 'aws:RequestedRegion': 'eu-north-1' });
    expect(difference.statement).toBeUndefined();
    expect(difference.denied).toEqual({ pointer: '/Statement', sid: 'Regions' });
  });

  it('that allows by itself is the same as its denials beside FullAWSAccess', () => {
    expect(compared(regions('eu-west-1'), [all, regions('eu-west-1')], 'scp').relation).toBe('equal');
  });

  it('is no boundary: denials alone let nothing through one', () => {
    expect(compared(regions('eu-west-1'), regions('eu-north-1'), 'boundary').relation).toBe('equal');
  });
});

describe('an RCP', () => {
  const denial = (Condition: unknown) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: '*',
    Condition,
  });

  it('stands beside RCPFullAWSAccess', () => {
    const guard = denial({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } });
    expect(compared(guard, guard, 'rcp').relation).toBe('equal');
    const looser = denial({
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-9876543210'] },
    });
    expect(compared(guard, looser, 'rcp').relation).toBe('wider');
  });
});

describe('a trust policy', () => {
  const trust = (Action: unknown) => ({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action,
  });

  it('is asked about assuming the role only', () => {
    expect(compared(trust('sts:AssumeRole'), trust(['sts:AssumeRole', 's3:*']), 'trust').relation).toBe(
      'equal',
    );
  });

  it('names who newly may', () => {
    const wider = { ...trust('sts:AssumeRole'), Principal: { Service: 'lambda.amazonaws.com' } };
    const comparison = compared(trust('sts:AssumeRole'), [trust('sts:AssumeRole'), wider], 'trust');
    expect(firstOf(comparison, 'newAccess').witness.principal).toBe('lambda.amazonaws.com');
  });
});

describe('a resource policy', () => {
  const read = (Principal: unknown) => ({
    Effect: 'Allow',
    Principal,
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::logs/*',
  });

  it('that is opened to everyone: an unsigned request, or a stranger', () => {
    const comparison = compared(read({ AWS: 'arn:aws:iam::111122223333:role/app' }), read('*'), 'resource');
    expect(comparison.relation).toBe('wider');
    expect(firstOf(comparison, 'newAccess').witness.principal).toMatch(/^anonymous$|::999999999999:/);
  });
});

describe('a witness is a request that people believe', () => {
  const may = (Action: string, Resource: string, more: object = {}) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...more,
  });
  const session = 'arn:aws:sts::111122223333:assumed-role/app/build';
  const tagged = '${aws:PrincipalTag/team}';
  const stop = (region: string) => may('ec2:StopInstances', `arn:aws:ec2:${region}:111122223333:instance/*`);
  it.each<[string, unknown[], unknown[], Partial<Witness>]>([
    [
      'an object, where an access point would do as well',
      [may('s3:GetObject', 'arn:aws:s3:::b/*')],
      [may('s3:GetObject', '*')],
      { resource: 'arn:aws:s3:::example/example' },
    ],
    [
      'a Region that AWS has, where the usual one was allowed already',
      [stop('eu-*')],
      [stop('*')],
      { resource: 'arn:aws:ec2:us-east-1:111122223333:instance/example' },
    ],
    [
      'a Region that is the one asked in',
      [],
      [
        may('ec2:StopInstances', '*', {
          Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-north-1' } },
        }),
      ],
      { resource: 'arn:aws:ec2:eu-north-1:123456789012:instance/example' },
    ],
    [
      'a partition that AWS has, with somebody of that partition',
      [may('iam:PassRole', 'arn:aws:iam::*:role/*')],
      [may('iam:PassRole', '*')],
      {
        principal: 'arn:aws-cn:iam::123456789012:role/example',
        resource: 'arn:aws-cn:iam::123456789012:role/example',
      },
    ],
    [
      'a bucket, where a letter is free',
      [may('s3:GetObject', 'arn:aws:s3:::b1/x')],
      [may('s3:GetObject', 'arn:aws:s3:::b?/x')],
      { resource: 'arn:aws:s3:::bx/x' },
    ],
    [
      'a resource of the service for an action that no catalogue has',
      [],
      [may('s3:GetObjekt', '*')],
      { resource: 'arn:aws:s3:eu-west-1:123456789012:example' },
    ],
    [
      'the session that the principal names',
      [],
      [may('s3:GetObject', 'arn:aws:s3:::b/*', { Principal: { AWS: session } })],
      { principal: session },
    ],
    [
      'a key as AWS spells it, where only a variable names it',
      [],
      [may('s3:GetObject', `arn:aws:s3:::b/${tagged}/*`)],
      { context: { 'aws:PrincipalTag/team': 'example-team' } },
    ],
    [
      'seconds, where time is counted in them',
      [],
      [
        may('s3:GetObject', 'arn:aws:s3:::b/*', {
          Condition: { DateLessThan: { 'aws:EpochTime': '1704067200' } },
        }),
      ],
      { context: { 'aws:EpochTime': '1703980800' } },
    ],
    [
      'a topic with a Region, where only its account is a stranger',
      [],
      [
        may('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:jobs', {
          Principal: '*',
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:events' } },
        }),
      ],
      { context: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:999999999999:events' } },
    ],
    [
      'an address as people write it',
      [],
      [
        may('s3:GetObject', 'arn:aws:s3:::b/*', {
          Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } },
        }),
      ],
      { context: { 'aws:SourceIp': '2001:db8::1' } },
    ],
  ])('%s', (_, before, after, witness) => {
    const kind = JSON.stringify(after).includes('Principal"') ? 'resource' : 'identity';
    expect(firstOf(compared(before, after, kind), 'newAccess').witness).toMatchObject(witness);
  });

  it('of somebody with credentials, where a role is opened to everyone', () => {
    const trust = (Principal: unknown) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
    const comparison = compared(trust({ AWS: '111122223333' }), trust('*'), 'trust');
    expect(firstOf(comparison, 'newAccess').witness.principal).toBe('arn:aws:iam::999999999999:role/example');
  });
});

describe('what decides', () => {
  it('is marked: the action and the resource of the list that matched, and the conditions', () => {
    const before = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::a/*'] };
    const after = {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: ['arn:aws:s3:::a/*'],
    };
    expect(firstOf(compared([before], [after]), 'newAccess')).toMatchObject({
      statement: { pointer: '/Statement/0', sid: null },
      marks: ['/Statement/0/Action/1', '/Statement/0/Resource/0'],
    });
  });

  it('is the denial that the other document has', () => {
    const guard = { Sid: 'Mfa', Effect: 'Deny', Action: 'iam:*', Resource: '*' };
    expect(firstOf(compared([all, guard], [all]), 'newAccess')).toMatchObject({
      statement: { pointer: '/Statement/0' },
      denied: { pointer: '/Statement/1', sid: 'Mfa' },
      marks: ['/Statement/1/Action', '/Statement/1/Resource'],
    });
  });

  it('never shows an external id', () => {
    const trust = (id: string) => ({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': id } },
    });
    const comparison = compared(trust('first-secret'), trust('second-secret'), 'trust');
    expect(comparison.relation).toBe('incomparable');
    expect(JSON.stringify(comparison)).not.toMatch(/-secret/);
    expect(firstOf(comparison, 'newAccess').witness.context).toEqual({ 'sts:ExternalId': '(masked)' });
  });
});

describe('the kind, where nobody names it', () => {
  it.each<[string, unknown, string]>([
    ['no principal', all, 'identity'],
    ['a principal and a resource', { ...all, Principal: '*' }, 'resource'],
    ['a principal alone', { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }, 'trust'],
  ])('%s', (_, statement, kind) => expect(kindOf([documentOf(statement)])).toBe(kind));
});
