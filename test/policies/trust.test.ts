/**
 * Who gets in by a trust policy, issuer by issuer and condition by condition: could somebody who opens an account with the
 * issuer today, or anyone at all, fulfil it?
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/value.ts';
import { familyOf, found } from './judged.ts';

const provider = (url: string) => `arn:aws:iam::123456789012:oidc-provider/${url}`;

/** Ids of the trust rules that a statement violates. */
function trusted(principal: JsonObject | string, Condition: JsonObject = {}, Action = 'sts:AssumeRole') {
  const statement = { Effect: 'Allow', Principal: principal, Action, Condition };
  return found({ Version: '2012-10-17', Statement: [statement] }, 'trust').filter(
    (id) => familyOf(id.replace('?', '')) === 'trust',
  );
}

const tokens = (url: string, Condition: JsonObject) =>
  trusted(
    { Federated: url.includes('/') || !openIssuers.includes(url) ? provider(url) : url },
    Condition,
    'sts:AssumeRoleWithWebIdentity',
  );
const openIssuers = ['cognito-identity.amazonaws.com', 'accounts.google.com', 'graph.facebook.com'];

const github = 'token.actions.githubusercontent.com';
const stranger = ['oidc-without-binding-subject'];

describe('GitHub', () => {
  const claim = (name: string, value: string | readonly string[], operator = 'StringLike') => ({
    [operator]: { [`${github}:${name}`]: value },
  });

  it.each<readonly [string, JsonObject]>([
    ['a repository', claim('sub', 'repo:acme/app:ref:refs/heads/main', 'StringEquals')],
    ['the repositories of an owner', claim('sub', 'repo:acme/*')],
    ['an owner with the id that new subjects carry', claim('sub', 'repo:acme@123456/app@789:*')],
    ['every repository of such an owner', claim('sub', 'repo:acme@*/*')],
    ['an owner by id', claim('repository_owner_id', '123456', 'StringEquals')],
    ['a repository by id', claim('repository_id', '789', 'StringEquals')],
    ['an owner by name', claim('repository_owner', 'acme', 'StringEquals')],
    ['a subject in the format of a claim', claim('sub', 'repository_owner_id:123456:*')],
    [
      'an audience for all values beside a subject',
      {
        ...claim('aud', 'sts.amazonaws.com', 'ForAllValues:StringEquals'),
        ...claim('sub', 'repo:acme/app:*'),
      },
    ],
  ])('lets no stranger in by %s', (_, condition) => {
    expect(tokens(github, condition)).toEqual([]);
  });

  it.each<readonly [string, JsonObject]>([
    ['nothing', {}],
    ['the audience', claim('aud', 'sts.amazonaws.com', 'StringEquals')],
    ['the beginning of a name', claim('sub', 'repo:acme*')],
    ['the beginning of two names', claim('sub', 'repo:acme*/app*')],
    ['a name that begins with anything', claim('sub', '*acme/app:*')],
    ['a branch', claim('ref', 'refs/heads/main', 'StringEquals')],
    ['an environment', claim('environment', 'production', 'StringEquals')],
    ['who pushes', claim('actor', 'octocat', 'StringEquals')],
    [
      'a workflow that anybody may call',
      claim('job_workflow_ref', 'acme/ci/.github/workflows/a.yml@refs/heads/main'),
    ],
    ['an owner, if there is one', claim('repository_owner_id', '123456', 'StringEqualsIfExists')],
    ['every subject but one', claim('sub', 'repo:acme/app:*', 'StringNotLike')],
    ['one of two subjects', claim('sub', ['repo:acme/app:*', 'repo:*:environment:production'])],
  ])('lets strangers in by %s', (_, condition) => {
    expect(tokens(github, condition)).toEqual(stranger);
  });
});

describe('other issuers', () => {
  const circle = 'oidc.circleci.com/org/7f3b2a10-0000-4000-8000-1234567890ab';
  const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
  const bucket = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
  const like = (url: string, name: string, value: string) => ({ StringLike: { [`${url}:${name}`]: value } });

  it.each<readonly [string, string, JsonObject, readonly string[]]>([
    ['GitLab, a project', 'gitlab.com', like('gitlab.com', 'sub', 'project_path:acme/app:*'), []],
    ['GitLab, a project by id', 'gitlab.com', like('gitlab.com', 'project_id', '42'), []],
    ['GitLab, the audience', 'gitlab.com', like('gitlab.com', 'aud', 'https://gitlab.com'), stranger],
    ['GitLab, a name that goes on', 'gitlab.com', like('gitlab.com', 'sub', 'project_path:acme*'), stranger],
    [
      'HCP Terraform, an organisation',
      'app.terraform.io',
      like('app.terraform.io', 'sub', 'organization:acme:*'),
      [],
    ],
    [
      'HCP Terraform, the audience',
      'app.terraform.io',
      like('app.terraform.io', 'aud', 'aws.workload.identity'),
      stranger,
    ],
    [
      'HCP Terraform, a workspace of any organisation',
      'app.terraform.io',
      like('app.terraform.io', 'sub', 'organization:*:project:*:workspace:app:*'),
      stranger,
    ],
    [
      'CircleCI, a project',
      circle,
      like(circle, 'sub', 'org/7f3b2a10-0000-4000-8000-1234567890ab/project/1/*'),
      [],
    ],
    ['CircleCI, the audience', circle, like(circle, 'aud', '7f3b2a10'), ['oidc-any-project']],
    ['CircleCI, every project', circle, like(circle, 'sub', 'org/*/project/*'), ['oidc-any-project']],
    ['Bitbucket, a repository', bucket, like(bucket, 'sub', '{0a1b2c3d}:*'), []],
    [
      'Bitbucket, the audience',
      bucket,
      like(bucket, 'aud', 'ari:cloud:bitbucket::workspace/1'),
      ['oidc-any-project'],
    ],
    ['EKS, a service account', eks, like(eks, 'sub', 'system:serviceaccount:web:app'), []],
    ['EKS, a namespace', eks, like(eks, 'sub', 'system:serviceaccount:web:*'), []],
    ['EKS, the audience', eks, like(eks, 'aud', 'sts.amazonaws.com'), ['oidc-any-workload']],
    ['EKS, every service account', eks, like(eks, 'sub', 'system:serviceaccount:*:*'), ['oidc-any-workload']],
    [
      'an issuer that is not known, a subject',
      'login.example.com',
      like('login.example.com', 'sub', 'app'),
      [],
    ],
    [
      'an issuer that is not known, the audience',
      'login.example.com',
      like('login.example.com', 'aud', 'aws'),
      ['oidc-any-identity'],
    ],
    ['Google, an application', 'accounts.google.com', like('accounts.google.com', 'aud', 'app'), []],
  ])('%s', (_, url, condition, rules) => {
    expect(tokens(url, condition)).toEqual(rules);
  });

  it('Cognito: a pool binds, and guests are told from those who signed in', () => {
    const pool = 'cognito-identity.amazonaws.com';
    const aud = { StringEquals: { [`${pool}:aud`]: 'eu-west-1:12345678-dead-beef-cafe-123456790ab0' } };
    const amr = (word: string) => ({ 'ForAnyValue:StringLike': { [`${pool}:amr`]: word } });
    expect(tokens(pool, { ...aud, ...amr('authenticated') })).toEqual([]);
    expect(tokens(pool, { ...aud, ...amr('unauthenticated') })).toEqual(['oidc-guests']);
    expect(tokens(pool, aud)).toEqual(['oidc-guests']);
    expect(tokens(pool, amr('authenticated'))).toContain('oidc-without-binding-subject');
  });
});

describe('services', () => {
  it('of the dated list should say on whose behalf they come, and others must not be asked to', () => {
    const alone = ['trust-confused-deputy'];
    const account = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
    for (const name of ['ecs-tasks', 'autoscaling', 'personalize', 'greengrass', 'scheduler']) {
      expect(trusted({ Service: `${name}.amazonaws.com` })).toEqual(alone);
      expect(trusted({ Service: `${name}.amazonaws.com` }, account)).toEqual([]);
    }
    for (const name of ['ec2', 'lambda', 'pods.eks', 'codebuild', 'firehose'])
      expect(trusted({ Service: `${name}.amazonaws.com` })).toEqual([]);
    expect(trusted({ Service: 'states.eu-west-1.amazonaws.com' })).toEqual(alone);
  });

  it('Roles Anywhere needs a trust anchor', () => {
    const service = { Service: 'rolesanywhere.amazonaws.com' };
    const anchor = (arn: string) => ({ ArnLike: { 'aws:SourceArn': arn } });
    const start = 'arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/';
    expect(trusted(service, anchor(`${start}0a1b2c3d`))).toEqual([]);
    expect(trusted(service, anchor(`${start}*`))).toEqual(['roles-anywhere-any-anchor']);
    expect(trusted(service)).toEqual(['roles-anywhere-any-anchor']);
  });
});

describe('everyone', () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    ['no condition', {}, ['trust-anyone']],
    ['a name of any role', { StringLike: { 'aws:PrincipalArn': '*' } }, ['trust-anyone']],
    [
      'all but one organisation',
      { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      ['trust-anyone'],
    ],
    ['MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, ['trust-anyone']],
    ['a name', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } }, ['trust-anyone-guessable']],
    [
      'an organisation, if there is one',
      { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      ['trust-anyone-guessable'],
    ],
    ['an external id', { StringEquals: { 'sts:ExternalId': 'x' } }, ['trust-anyone-guessable']],
    ['an organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, []],
    ['an account', { StringEquals: { 'aws:PrincipalAccount': '123456789012' } }, []],
    ['a role', { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/ci' } }, []],
  ])('with %s', (_, condition, rules) => {
    expect(trusted({ AWS: '*' }, condition)).toEqual(rules);
  });
});
