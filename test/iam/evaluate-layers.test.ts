/**
 * All layers together, as AWS's page of evaluation logic describes it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { describe, expect, it } from 'vitest';
import { type Decision, evaluateLayers, type Layers } from '../../src/iam/evaluate-layers.ts';
import type { Caller } from '../../src/iam/request.ts';
import type { PolicyDocument } from '../../src/iam/types.ts';
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

const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const allows = documentOf(statement);
const denies = documentOf({ ...statement, Effect: 'Deny' });
const silent = documentOf({ ...statement, Action: 'ec2:*' });
const open = documentOf({ ...statement, Condition: { StringEquals: { 'aws:SourceVpc': [] } } });
const grantTo = (principal: unknown, more: object = {}) =>
  documentOf({ ...statement, Principal: principal, ...more });

function decide(layers: Partial<Layers>, request = requestOf()): Decision {
  return evaluateLayers({ identity: [], ...layers }, request).decision;
}

describe('an explicit deny', () => {
  it.each<[string, Partial<Layers>]>([
    ['identity', { identity: [allows, denies] }],
    ['boundary', { boundary: denies }],
    ['session', { session: [allows, denies] }],
    ['scp', { scps: [[allows], [allows, denies]] }],
    ['rcp', { rcps: [[documentOf({ ...statement, Effect: 'Deny', Principal: '*' })]] }],
    ['resource', { resource: documentOf({ ...statement, Effect: 'Deny', Principal: '*' }) }],
    ['endpoint', { endpoint: documentOf({ ...statement, Effect: 'Deny', Principal: '*' }) }],
  ])('in the layer %s wins, and is named', (layer, layers) => {
    const result = evaluateLayers({ identity: [allows], ...layers }, requestOf());
    expect(result).toMatchObject({ decision: 'denied', layer });
    expect(result.statement?.effect).toBe('Deny');
  });

  it('that is open leaves the request open, unless another denies', () => {
    const openDeny = documentOf({
      ...statement,
      Effect: 'Deny',
      Condition: { StringEquals: { 'aws:SourceVpc': [] } },
    });
    expect(decide({ identity: [allows, openDeny] })).toBe('ambiguous');
    expect(decide({ identity: [allows, openDeny], boundary: denies })).toBe('denied');
    expect(evaluateLayers({ identity: [openDeny] }, requestOf()).reason).toContain('aws:SourceVpc');
  });
});

describe('what must allow in the same account', () => {
  it('is one identity policy', () => {
    expect(decide({})).toBe('not-allowed');
    expect(decide({ identity: [silent] })).toBe('not-allowed');
    expect(decide({ identity: [silent, allows] })).toBe('allowed');
    expect(decide({ identity: [open] })).toBe('ambiguous');
    expect(decide({ identity: [open], boundary: silent })).toBe('not-allowed');
    expect(decide({ identity: [open], scps: [[silent]] })).toBe('not-allowed');
    expect(evaluateLayers({ identity: [allows] }, requestOf())).toMatchObject({
      decision: 'allowed',
      layer: 'identity',
      statement: { effect: 'Allow' },
    });
  });

  it.each<[string, Partial<Layers>]>([
    ['boundary', { boundary: silent }],
    ['session', { session: [silent] }],
    ['scp', { scps: [[allows], [silent], [allows]] }],
    ['scp', { scps: [[]] }],
    ['endpoint', { endpoint: silent }],
  ])('is the layer %s as well, where there is one', (layer, layers) => {
    expect(evaluateLayers({ identity: [allows], ...layers }, requestOf())).toEqual({
      decision: 'not-allowed',
      layer,
    });
  });

  it('is one policy of each level of SCPs, and of a session one', () => {
    const layers = {
      identity: [allows],
      boundary: allows,
      scps: [[silent, allows], [allows]],
      session: [silent, allows],
    };
    expect(decide(layers)).toBe('allowed');
  });

  it('is no RCP: they only deny', () => {
    expect(decide({ identity: [allows], rcps: [[silent]] })).toBe('allowed');
  });

  it('is nothing for the root user but the SCPs', () => {
    const asked = requestOf({ caller: root });
    expect(decide({}, asked)).toBe('allowed');
    expect(decide({ identity: [denies], boundary: denies }, asked)).toBe('allowed');
    expect(decide({ scps: [[silent]] }, asked)).toBe('not-allowed');
    expect(decide({ resource: documentOf({ ...statement, Effect: 'Deny', Principal: '*' }) }, asked)).toBe(
      'denied',
    );
  });
});

describe('a grant of a resource policy in the same account', () => {
  const about = { Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:*` } } };
  const but = { Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:user/*` } } };
  // Columns: alone; with a boundary that does not allow; with a session policy that does not allow.
  it.each<[string, Caller, PolicyDocument, Decision, Decision, Decision]>([
    ['user', user, grantTo({ AWS: userArn }), 'allowed', 'allowed', 'allowed'],
    ['role', role, grantTo({ AWS: roleArn }), 'allowed', 'not-allowed', 'not-allowed'],
    ['role session', role, grantTo({ AWS: sessionArn }), 'allowed', 'allowed', 'allowed'],
    ['federated user', federated, grantTo({ AWS: federatedArn }), 'allowed', 'allowed', 'allowed'],
    ['everyone by aws:PrincipalArn', role, grantTo('*', about), 'allowed', 'allowed', 'allowed'],
    ['everyone', role, grantTo('*'), 'allowed', 'ambiguous', 'ambiguous'],
    ['everyone but some', role, grantTo('*', but), 'allowed', 'ambiguous', 'ambiguous'],
    ['account', role, grantTo({ AWS: account }), 'not-allowed', 'not-allowed', 'not-allowed'],
    ['account by its root ARN', user, grantTo({ AWS: rootArn }), 'not-allowed', 'not-allowed', 'not-allowed'],
    ['role and session', role, grantTo({ AWS: [roleArn, sessionArn] }), 'allowed', 'allowed', 'allowed'],
  ])('to the %s', (_, caller, resource, alone, boundary, session) => {
    const asked = requestOf({ caller });
    expect(decide({ resource }, asked)).toBe(alone);
    expect(decide({ resource, boundary: silent }, asked)).toBe(boundary);
    expect(decide({ resource, session: [silent] }, asked)).toBe(session);
  });

  it('to the account leaves it to the identity policies', () => {
    expect(decide({ resource: grantTo({ AWS: account }), identity: [allows] })).toBe('allowed');
  });

  it('is one only where the statement matches', () => {
    expect(decide({ resource: grantTo({ AWS: userArn }, { Action: 'ec2:*' }) })).toBe('not-allowed');
    const resource = grantTo({ AWS: userArn }, { Condition: { StringEquals: { 'aws:SourceVpc': [] } } });
    const result = evaluateLayers({ identity: [], resource }, requestOf());
    expect(result).toMatchObject({ decision: 'ambiguous', layer: 'resource' });
    expect(result.reason).toContain('aws:SourceVpc');
  });

  it('is limited by SCPs and by explicit denies everywhere', () => {
    const resource = grantTo({ AWS: userArn });
    expect(decide({ resource, scps: [[silent]] })).toBe('not-allowed');
    expect(decide({ resource, boundary: denies })).toBe('denied');
  });

  it('is not needed where an identity policy allows', () => {
    expect(decide({ resource: grantTo({ AWS: otherAccount }), identity: [allows] })).toBe('allowed');
  });
});

describe('a federated user', () => {
  it('has no permissions of its own without a session policy', () => {
    const asked = requestOf({ caller: federated });
    expect(decide({ identity: [allows] }, asked)).toBe('not-allowed');
    expect(decide({ identity: [allows], session: [allows] }, asked)).toBe('allowed');
  });
});

describe('across accounts', () => {
  const across = { resourceAccount: otherAccount };

  it('both sides must allow', () => {
    expect(decide({ ...across, identity: [allows] })).toBe('not-allowed');
    expect(decide({ ...across, identity: [allows], resource: grantTo({ AWS: otherAccount }) })).toBe(
      'not-allowed',
    );
    for (const principal of [{ AWS: account }, { AWS: userArn }, '*']) {
      expect(decide({ ...across, resource: grantTo(principal) })).toBe('not-allowed');
      expect(decide({ ...across, resource: grantTo(principal), identity: [allows] })).toBe('allowed');
    }
  });

  it('boundary, session and SCP always limit', () => {
    const granted = { ...across, identity: [allows], resource: grantTo({ AWS: userArn }) };
    expect(decide({ ...granted, boundary: silent })).toBe('not-allowed');
    expect(decide({ ...granted, session: [silent] })).toBe('not-allowed');
    expect(decide({ ...granted, scps: [[silent]] })).toBe('not-allowed');
  });

  it('the root user needs the resource policy', () => {
    expect(decide(across, requestOf({ caller: root }))).toBe('not-allowed');
    expect(decide({ ...across, resource: grantTo({ AWS: account }) }, requestOf({ caller: root }))).toBe(
      'allowed',
    );
  });
});

describe('a KMS key', () => {
  const asked = requestOf({ action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${account}:key/1234` });

  it('is used only as its key policy allows', () => {
    expect(decide({ identity: [allows] }, asked)).toBe('not-allowed');
    expect(decide({ identity: [allows], resource: grantTo({ AWS: otherAccount }) }, asked)).toBe(
      'not-allowed',
    );
  });

  it('is left to identity policies where the key policy names the account', () => {
    const resource = grantTo({ AWS: rootArn });
    expect(decide({ resource }, asked)).toBe('not-allowed');
    expect(decide({ resource, identity: [allows] }, asked)).toBe('allowed');
  });

  it('is used by whom the key policy names', () => {
    expect(decide({ resource: grantTo({ AWS: userArn }) }, asked)).toBe('allowed');
  });

  it('is a key: aliases, and actions without a resource, go by identity policies', () => {
    const alias = { ...asked, resource: `arn:aws:kms:eu-west-1:${account}:alias/x` };
    expect(decide({ identity: [allows] }, alias)).toBe('allowed');
    expect(decide({ identity: [allows] }, requestOf({ action: 'kms:CreateKey', resource: '*' }))).toBe(
      'allowed',
    );
  });

  it('takes no unsigned requests', () => {
    expect(decide({ resource: grantTo('*') }, { ...asked, caller: anonymous })).toBe('not-allowed');
  });
});

describe('a role', () => {
  const asked = requestOf({ action: 'sts:AssumeRole', resource: `arn:aws:iam::${account}:role/target` });
  const trustOf = (principal: unknown, action: string | readonly string[] = 'sts:AssumeRole') =>
    documentOf({ Effect: 'Allow', Principal: principal, Action: action });

  it('is assumed only as its trust policy allows', () => {
    expect(decide({ identity: [allows] }, asked)).toBe('not-allowed');
    expect(decide({ identity: [allows], trust: trustOf({ AWS: otherAccount }) }, asked)).toBe('not-allowed');
    expect(decide({ identity: [allows], trust: trustOf({ AWS: account }) }, asked)).toBe('allowed');
  });

  it('is left to identity policies where the account is trusted, and not where the user is', () => {
    expect(decide({ trust: trustOf({ AWS: account }) }, asked)).toBe('not-allowed');
    expect(decide({ trust: trustOf({ AWS: userArn }) }, asked)).toBe('allowed');
  });

  it('is assumed across accounts where both sides allow', () => {
    const across = { resourceAccount: otherAccount, trust: trustOf({ AWS: userArn }) };
    expect(decide(across, asked)).toBe('not-allowed');
    expect(decide({ ...across, identity: [allows] }, asked)).toBe('allowed');
  });

  it('is assumed by a service, and with a token, as the trust policy alone says', () => {
    const service: Caller = { is: 'service', name: 'ec2.amazonaws.com' };
    expect(decide({ trust: trustOf({ Service: 'ec2.amazonaws.com' }) }, { ...asked, caller: service })).toBe(
      'allowed',
    );
    const provider = `arn:aws:iam::${account}:oidc-provider/token.example.com`;
    const request = requestOf({
      caller: { is: 'web-identity', provider },
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: `arn:aws:iam::${account}:role/target`,
      context: { 'token.example.com:sub': 'repo:org/repo:ref:refs/heads/main' },
    });
    const trust = documentOf({
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { 'token.example.com:sub': 'repo:org/*' } },
    });
    expect(decide({ trust }, request)).toBe('allowed');
    expect(decide({ trust }, { ...request, context: new Map() })).toBe('not-allowed');
    const widely = trustOf({ Federated: provider }, 'sts:*');
    expect(decide({ trust: widely }, request)).toBe('allowed');
    expect(decide({ trust: widely }, { ...request, action: 'sts:AssumeRole' })).toBe('not-allowed');
    const assertion: Caller = { is: 'saml', provider };
    expect(decide({ trust: widely }, { ...request, caller: assertion })).toBe('not-allowed');
    expect(
      decide({ trust: widely }, { ...request, caller: assertion, action: 'sts:AssumeRoleWithSAML' }),
    ).toBe('allowed');
    expect(decide({ trust: widely }, { ...request, action: 'sts:TagSession' })).toBe('allowed');
  });

  it('is never assumed unsigned, by the root user, or by a user with the action for tokens', () => {
    expect(decide({ trust: trustOf('*') }, { ...asked, caller: anonymous })).toBe('not-allowed');
    expect(decide({ trust: trustOf({ AWS: account }) }, { ...asked, caller: root })).toBe('not-allowed');
    const trust = trustOf({ AWS: userArn }, 'sts:*');
    expect(decide({ trust }, { ...asked, action: 'sts:AssumeRoleWithSAML' })).toBe('not-allowed');
    expect(decide({ trust }, { ...asked, action: 'sts:SetSourceIdentity' })).toBe('allowed');
  });

  it('is read and changed without regard to its trust policy', () => {
    const trust = documentOf({ Effect: 'Deny', Principal: '*', Action: '*' });
    expect(decide({ identity: [allows], trust }, { ...asked, action: 'iam:GetRole' })).toBe('allowed');
  });
});

describe('services and the unsigned', () => {
  const service: Caller = { is: 'service', name: 'cloudtrail.amazonaws.com' };
  const resource = grantTo({ Service: 'cloudtrail.amazonaws.com' });

  it('a service needs the resource policy, and no SCP', () => {
    const asked = requestOf({ caller: service });
    expect(decide({ identity: [allows] }, asked)).toBe('not-allowed');
    expect(decide({ resource, scps: [[denies]], boundary: denies }, asked)).toBe('allowed');
  });

  it('a service is denied by an RCP unless it spares services', () => {
    const rcp = (more: object) => documentOf({ ...statement, Effect: 'Deny', Principal: '*', ...more });
    const asked = requestOf({ caller: service });
    const sparing = { Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } };
    expect(decide({ resource, rcps: [[rcp({})]] }, asked)).toBe('denied');
    expect(decide({ resource, rcps: [[rcp(sparing)]] }, asked)).toBe('allowed');
  });

  it('the unsigned are let in by everyone alone', () => {
    const asked = requestOf({ caller: anonymous });
    expect(decide({ resource: grantTo('*') }, asked)).toBe('allowed');
    expect(decide({ resource: grantTo({ AWS: account }) }, asked)).toBe('not-allowed');
    const withArn = { Condition: { StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } } };
    expect(decide({ resource: grantTo('*', withArn) }, asked)).toBe('allowed');
  });
});

describe('special cases', () => {
  it('NotPrincipal with Deny denies whoever has a boundary', () => {
    const resource = documentOf({ ...statement, Effect: 'Deny', NotPrincipal: { AWS: [userArn, rootArn] } });
    expect(decide({ identity: [allows], resource })).toBe('allowed');
    expect(decide({ identity: [allows], resource, boundary: allows })).toBe('denied');
  });

  it('sts:GetCallerIdentity needs no permission and can not be denied, but a signature', () => {
    const asked = requestOf({ action: 'sts:GetCallerIdentity', resource: '*' });
    expect(decide({ identity: [denies] }, asked)).toBe('allowed');
    expect(decide({}, { ...asked, caller: anonymous })).toBe('not-allowed');
  });

  it('SCPs and RCPs do not bind service-linked roles', () => {
    const arn = `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
    const asked = requestOf({ caller: { is: 'role', arn, session: 'AutoScaling' } });
    const rcp = documentOf({ ...statement, Effect: 'Deny', Principal: '*' });
    expect(decide({ identity: [allows], scps: [[denies]], rcps: [[rcp]] }, asked)).toBe('allowed');
  });

  it('a condition of an identity policy sees the keys that follow from the caller', () => {
    const own = documentOf({ ...statement, Resource: 'arn:aws:s3:::bucket/${aws:username}/*' });
    const asked = (name: string) => requestOf({ resource: `arn:aws:s3:::bucket/${name}/x` });
    expect(decide({ identity: [own] }, asked('alice'))).toBe('allowed');
    expect(decide({ identity: [own] }, asked('bob'))).toBe('not-allowed');
  });
});
