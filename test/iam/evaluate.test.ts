/**
 * One document and one request, as AWS's pages of the policy elements describe it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
import { describe, expect, it } from 'vitest';
import { hole } from '../../src/base/value.ts';
import { contextOf, type DocumentVoice, evaluateDocument, matchStatement } from '../../src/iam/evaluate.ts';
import { HoleError } from '../../src/iam/known-text.ts';
import type { Caller } from '../../src/iam/request.ts';
import {
  account,
  anonymous,
  documentOf,
  federated,
  federatedArn,
  otherAccount,
  requestOf,
  role,
  roleArn,
  root,
  rootArn,
  sessionArn,
  user,
  userArn,
} from './requests.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const deny = { ...allow, Effect: 'Deny' };
/** A statement whose match AWS's pages leave open. */
const open = { Condition: { StringEquals: { 'aws:SourceVpc': [] } } };

function voice(
  statements: object | readonly object[],
  request = requestOf(),
  version?: string | null,
): DocumentVoice {
  return evaluateDocument(documentOf(statements, version), request).voice;
}

describe('a document', () => {
  it('says nothing of what no statement matches', () => {
    expect(voice({ ...allow, Action: 's3:PutObject' })).toBe('silent');
    expect(voice([])).toBe('silent');
  });

  it('denies where a Deny matches, whatever allows, and names the statement', () => {
    const decision = evaluateDocument(documentOf([allow, { ...deny, Sid: 'No' }]), requestOf());
    expect(decision.voice).toBe('denies');
    expect(decision.statement?.sid).toBe('No');
  });

  it('allows by the first Allow that matches', () => {
    const decision = evaluateDocument(
      documentOf([{ ...allow, Action: 's3:List*' }, allow, allow]),
      requestOf(),
    );
    expect(decision.voice).toBe('allows');
    expect(decision.statement?.index).toBe(1);
  });

  it.each<[string, readonly object[], DocumentVoice]>([
    ['an open Deny beside an Allow', [allow, { ...deny, ...open }], 'ambiguous'],
    ['an open Deny alone', [{ ...deny, ...open }], 'ambiguous'],
    ['an open Allow', [{ ...allow, ...open }], 'ambiguous'],
    ['an open Allow beside an Allow', [{ ...allow, ...open }, allow], 'allows'],
    ['an open Deny beside a Deny', [{ ...deny, ...open }, deny], 'denies'],
    [
      'an open condition of a statement about something else',
      [{ ...allow, ...open, Action: 'ec2:*' }],
      'silent',
    ],
  ])('with %s', (_, statements, expected) => {
    expect(voice(statements)).toBe(expected);
  });

  it('tells which element is open', () => {
    expect(
      evaluateDocument(
        documentOf([
          { ...allow, ...open },
          { ...allow, ...open },
        ]),
        requestOf(),
      ).reason,
    ).toBe("AWS's pages leave open whether `Condition/aws:SourceVpc` at `/Statement/0` matches");
  });

  it('with holes is refused', () => {
    const [statement] = documentOf([allow]).statements;
    if (statement === undefined) throw new Error('no statement');
    const holes = [
      { statements: [{ ...statement, effect: hole() }] },
      { statements: [{ ...statement, action: { ...statement.action, values: [hole()] } }] },
      { statements: [{ ...statement, action: { ...statement.action, more: hole() } }] },
      { statements: [{ ...statement, moreConditions: hole() }] },
      { statements: [statement], moreStatements: hole() },
      { statements: [statement], version: hole() },
    ];
    for (const document of holes) expect(() => evaluateDocument(document, requestOf())).toThrow(HoleError);
  });
});

describe('Action and NotAction', () => {
  it.each<[string, DocumentVoice]>([
    ['s3:GetObject', 'allows'],
    ['S3:getobject', 'allows'],
    ['s3:Get*', 'allows'],
    ['s3:???Object', 'allows'],
    ['s3:*', 'allows'],
    ['*', 'allows'],
    ['*:*', 'allows'],
    ['s3:Get', 'silent'],
    ['s3:GetObject?', 'silent'],
    ['s3: GetObject', 'silent'],
    ['s3:Get* ', 'silent'],
    ['GetObject', 'silent'],
    ['s*:GetObject', 'ambiguous'],
    ['s3*', 'ambiguous'],
    ['e*:GetObject', 'silent'],
  ])('Allow of %j', (action, expected) => {
    expect(voice({ ...allow, Action: action })).toBe(expected);
  });

  it('NotAction matches what none of its values matches', () => {
    const notAction = (values: readonly string[]) =>
      voice({ Effect: 'Allow', NotAction: values, Resource: '*' });
    expect(notAction(['iam:*', 'ec2:*'])).toBe('allows');
    expect(notAction(['iam:*', 's3:Get*'])).toBe('silent');
    expect(notAction(['s*:GetObject'])).toBe('ambiguous');
  });

  it('an empty list makes the statement say nothing', () => {
    expect(voice({ ...allow, Action: [] })).toBe('silent');
    expect(voice({ Effect: 'Deny', NotAction: [], Resource: '*' })).toBe('silent');
    expect(voice({ ...allow, Resource: [] })).toBe('silent');
    expect(voice({ Effect: 'Deny', Action: '*', NotResource: [] })).toBe('silent');
  });
});

describe('Resource and NotResource', () => {
  const of = (resource: string | readonly string[], asked: string, version?: string) =>
    voice({ ...allow, Resource: resource }, requestOf({ resource: asked }), version);

  it.each<[string, string, DocumentVoice]>([
    ['*', 'arn:aws:s3:::bucket/key', 'allows'],
    ['*', '*', 'allows'],
    ['**', '*', 'allows'],
    ['?', '*', 'silent'],
    ['arn:aws:s3:::bucket', 'arn:aws:s3', 'silent'],
    ['arn:aws:s3:::*', '*', 'silent'],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a/b:c', 'allows'],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::Bucket/a', 'silent'],
    ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/a', 'silent'],
    ['arn:aws:s3:::buck?t/key', 'arn:aws:s3:::bucket/key', 'allows'],
    ['arn:*:s3:*:*:bucket/key', 'arn:aws:s3:::bucket/key', 'allows'],
    ['arn:aws:iam::*:role/x-*', 'arn:aws:iam::111122223333:role/x-y/Evil', 'allows'],
    ['arn:aws:dynamodb:*:table/prod-*', 'arn:aws:dynamodb:eu-west-1:111122223333:table/prod-a', 'ambiguous'],
    ['arn:aws:sns:*:x:topic', 'arn:aws:sns:eu:1:x:topic', 'ambiguous'],
    ['arn:aws:sns?eu:1:x:topic', 'arn:aws:sns:eu:1:x:topic', 'ambiguous'],
    ['arn:aws:sns:*:x:${aws:username}', 'arn:aws:sns:eu:1:x:alice', 'ambiguous'],
    ['arn:aws:s3', 'arn:aws:s3:::bucket', 'ambiguous'],
    ['arn:aws:s3*', 'arn:aws:s3:::bucket', 'allows'],
    ['arn:aws:sqs', 'arn:aws:s3:::bucket', 'silent'],
    ['bucket', 'arn:aws:s3:::bucket', 'silent'],
  ])('Allow on %j of a request on %j', (pattern, asked, expected) => {
    expect(of(pattern, asked)).toBe(expected);
  });

  it('NotResource matches what none of its values matches', () => {
    const notResource = (values: readonly string[]) =>
      voice({ Effect: 'Deny', Action: '*', NotResource: values });
    expect(notResource(['arn:aws:s3:::other/*', 'arn:aws:s3:::third/*'])).toBe('denies');
    expect(notResource(['arn:aws:s3:::other/*', 'arn:aws:s3:::bucket/*'])).toBe('silent');
    expect(notResource(['*'])).toBe('silent');
  });

  it('a statement without the element is about all resources', () => {
    expect(voice({ Effect: 'Allow', Action: 's3:GetObject' })).toBe('allows');
  });

  it('replaces variables after the fifth colon, in version 2012-10-17 only', () => {
    const mine = 'arn:aws:s3:::bucket/${aws:username}/*';
    expect(of(mine, 'arn:aws:s3:::bucket/alice/x')).toBe('allows');
    expect(of(mine, 'arn:aws:s3:::bucket/bob/x')).toBe('silent');
    expect(of(mine, 'arn:aws:s3:::bucket/alice/x', '2008-10-17')).toBe('silent');
    expect(
      voice({ ...allow, Resource: mine }, requestOf({ resource: 'arn:aws:s3:::bucket/alice/x' }), null),
    ).toBe('silent');
    expect(of(mine, 'arn:aws:s3:::bucket/${aws:username}/x', '2008-10-17')).toBe('allows');
    expect(of('arn:aws:s3:${aws:username}::x', 'arn:aws:s3:alice::x')).toBe('silent');
  });

  it('a substituted wildcard is a letter', () => {
    const tagged = requestOf({ context: { 'aws:principaltag/team': '*' } });
    expect(voice({ ...allow, Resource: 'arn:aws:s3:::bucket/${aws:PrincipalTag/team}' }, tagged)).toBe(
      'silent',
    );
  });

  it('a variable without a value matches no resource, and excludes none', () => {
    const resource = 'arn:aws:s3:::bucket/${aws:PrincipalTag/team}';
    expect(voice({ ...allow, Resource: resource })).toBe('silent');
    expect(voice({ Effect: 'Deny', Action: '*', NotResource: [resource] })).toBe('denies');
    expect(voice({ ...allow, Resource: "arn:aws:s3:::bucket/${aws:PrincipalTag/team, 'key'}" })).toBe(
      'allows',
    );
  });
});

describe('conditions', () => {
  const ip = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
  const tls = { Bool: { 'AWS:SecureTransport': 'true' } };

  it('are ANDed, and their keys compare without case', () => {
    const both = { ...allow, Condition: { ...ip, ...tls } };
    const from = (context: Record<string, string>) => voice(both, requestOf({ context }));
    expect(from({ 'aws:sourceip': '203.0.113.9', 'aws:securetransport': 'true' })).toBe('allows');
    expect(from({ 'aws:sourceip': '203.0.113.9', 'aws:securetransport': 'false' })).toBe('silent');
    expect(from({ 'aws:sourceip': '203.0.113.9' })).toBe('silent');
  });

  it('an operator that IAM does not have is never met for certain', () => {
    expect(voice({ ...allow, Condition: { StringMatches: { 'aws:username': 'alice' } } })).toBe('ambiguous');
  });
});

describe('Principal and NotPrincipal', () => {
  const service: Caller = { is: 'service', name: 'cloudtrail.amazonaws.com' };
  const oidc = `arn:aws:iam::${account}:oidc-provider/token.example.com`;
  const token: Caller = { is: 'web-identity', provider: oidc };
  const canonical: Caller = { is: 'canonical-user', id: '79a59df900b949e5' };
  const names = (principal: unknown, caller: Caller) =>
    voice({ ...allow, Principal: principal }, requestOf({ caller }));

  it.each<[string, unknown, Caller, DocumentVoice]>([
    ['everyone', '*', user, 'allows'],
    ['everyone', { AWS: '*' }, anonymous, 'allows'],
    ['everyone', '*', service, 'allows'],
    ['everyone', '*', token, 'allows'],
    ['an account', account, anonymous, 'silent'],
    ['an account', { AWS: account }, user, 'allows'],
    ['an account', { AWS: account }, federated, 'allows'],
    ['a root ARN', { AWS: rootArn }, role, 'allows'],
    ['a root ARN', { AWS: rootArn }, root, 'allows'],
    ['the root ARN of another partition', { AWS: `arn:aws-cn:iam::${account}:root` }, user, 'silent'],
    [
      'the root ARN of its own partition',
      { AWS: `arn:aws-cn:iam::${account}:root` },
      { is: 'user', arn: `arn:aws-cn:iam::${account}:user/alice` },
      'allows',
    ],
    ['another account', { AWS: otherAccount }, user, 'silent'],
    ['an account', { AWS: account }, service, 'silent'],
    ['the user', { AWS: userArn }, user, 'allows'],
    ['the user in another case', { AWS: userArn.replace('alice', 'Alice') }, user, 'silent'],
    ['all users of an account', { AWS: `arn:aws:iam::${account}:user/*` }, user, 'silent'],
    ['the role', { AWS: roleArn }, role, 'allows'],
    ['the session', { AWS: sessionArn }, role, 'allows'],
    ['another session', { AWS: sessionArn.replace('run-1', 'run-2') }, role, 'silent'],
    ['the federated user', { AWS: federatedArn }, federated, 'allows'],
    ['a deleted principal', { AWS: 'AROAEXAMPLEID' }, role, 'silent'],
    ['the service', { Service: 'cloudtrail.amazonaws.com' }, service, 'allows'],
    ['another service', { Service: 'ec2.amazonaws.com' }, service, 'silent'],
    ['any service', { Service: '*' }, service, 'ambiguous'],
    ['the provider', { Federated: oidc }, token, 'allows'],
    ['another provider', { Federated: 'accounts.google.com' }, token, 'silent'],
    ['the canonical user', { CanonicalUser: '79a59df900b949e5' }, canonical, 'allows'],
    ['one of several', { AWS: [otherAccount, userArn], Service: 'x' }, user, 'allows'],
    ['nobody', { AWS: [] }, user, 'silent'],
  ])('%s: %j', (_, principal, caller, expected) => {
    expect(names(principal, caller)).toBe(expected);
  });

  it('NotPrincipal with Allow is everyone else, the unsigned included', () => {
    const allows = (caller: Caller) =>
      voice({ ...allow, NotPrincipal: { AWS: userArn } }, requestOf({ caller }));
    expect(allows(user)).toBe('silent');
    expect(allows(role)).toBe('allows');
    expect(allows(anonymous)).toBe('allows');
  });

  it('NotPrincipal with Deny spares who is listed with its account', () => {
    const denies = (listed: readonly string[], caller: Caller) =>
      voice({ ...deny, NotPrincipal: { AWS: listed } }, requestOf({ caller }));
    expect(denies([userArn, rootArn], user)).toBe('silent');
    expect(denies([userArn], user)).toBe('ambiguous');
    expect(denies([rootArn], user)).toBe('ambiguous');
    expect(denies([rootArn], root)).toBe('silent');
    expect(denies([sessionArn, roleArn, rootArn], role)).toBe('silent');
    expect(denies([sessionArn, rootArn], role)).toBe('ambiguous');
    expect(denies([otherAccount], user)).toBe('denies');
    expect(denies([userArn, rootArn], anonymous)).toBe('denies');
  });
});

describe('the keys of a request', () => {
  const keysOf = (caller: Caller, context: Record<string, string> = {}) =>
    Object.fromEntries(contextOf(requestOf({ caller, context })));

  it('follow from a user', () => {
    expect(keysOf(user)).toEqual({
      'aws:principalarn': userArn,
      'aws:principalaccount': account,
      'aws:principaltype': 'User',
      'aws:username': 'alice',
      'aws:principalisawsservice': 'false',
    });
  });

  it('follow from a role: its own ARN, and no user name', () => {
    const keys = keysOf(role, { 'aws:username': 'x', 'aws:userid': 'AROAEXAMPLEID:run-1' });
    expect(keys).toMatchObject({ 'aws:principalarn': roleArn, 'aws:principaltype': 'AssumedRole' });
    expect(keys).toHaveProperty('aws:userid', 'AROAEXAMPLEID:run-1');
    expect(keys).not.toHaveProperty('aws:username');
  });

  it('follow from the root user, a federated user, a service, and nobody', () => {
    expect(keysOf(root)).toMatchObject({ 'aws:principaltype': 'Account', 'aws:userid': account });
    expect(keysOf(federated)).toMatchObject({
      'aws:principaltype': 'FederatedUser',
      'aws:userid': `${account}:bob`,
      'aws:principalarn': federatedArn,
    });
    expect(keysOf({ is: 'service', name: 'sns.amazonaws.com' })).toEqual({
      'aws:principalisawsservice': 'true',
      'aws:principalservicename': 'sns.amazonaws.com',
      'aws:principalservicenameslist': ['sns.amazonaws.com'],
    });
    expect(keysOf(anonymous, { 'aws:principalarn': userArn })).toEqual({
      'aws:principalaccount': 'anonymous',
      'aws:principaltype': 'Anonymous',
      'aws:userid': 'anonymous',
    });
  });

  it('win over given ones, and keep the others', () => {
    const keys = keysOf(user, { 'aws:principalarn': roleArn, 'aws:sourceip': '203.0.113.1' });
    expect(keys).toMatchObject({ 'aws:principalarn': userArn, 'aws:sourceip': '203.0.113.1' });
  });
});

describe('one statement', () => {
  it('matches apart from its effect', () => {
    const [statement] = documentOf([{ ...deny, Resource: 'arn:aws:s3:::bucket/${aws:username}' }]).statements;
    if (statement === undefined) throw new Error('no statement');
    const request = requestOf({ resource: 'arn:aws:s3:::bucket/alice' });
    expect(matchStatement(statement, request, true)).toBe('yes');
    expect(matchStatement(statement, request, false)).toBe('no');
  });
});
