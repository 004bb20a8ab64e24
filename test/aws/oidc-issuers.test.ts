/** OIDC issuers: who shares an issuer with whom, and what names a tenant. */
import { describe, expect, it } from 'vitest';
import { type OidcIssuer, oidcIssuer, oidcIssuers, subjectFixesTenant } from '../../src/aws/oidc-issuers.ts';

const known = (url: string): OidcIssuer => {
  const issuer = oidcIssuer(url);
  if (!issuer) throw new Error(`${url} is not known`);
  return issuer;
};

describe('an issuer', () => {
  it.each([
    'https://token.actions.githubusercontent.com',
    'token.actions.githubusercontent.com',
    'https://token.actions.githubusercontent.com/',
    'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
  ])('is found by URL, host and provider ARN: %s', (url) => {
    expect(known(url)).toMatchObject({ title: 'GitHub Actions', tenancy: 'shared', required: 'sub' });
  });

  it.each([
    ['https://gitlab.com', 'shared'],
    ['https://app.terraform.io', 'shared'],
    ['https://agent.buildkite.com', 'shared'],
    ['cognito-identity.amazonaws.com', 'shared'],
    ['accounts.google.com', 'shared'],
    ['https://oidc.vercel.com', 'shared'],
    ['https://oidc.vercel.com/acme', 'private'],
    ['https://token.actions.githubusercontent.com/acme', 'private'],
    ['https://oidc.circleci.com/org/0e2b6bc9-1b0a-4a0c-9f3e-2f6f1e2d3c4b', 'private'],
    ['https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE', 'private'],
  ])('%s is %s', (url, tenancy) => {
    expect(known(url).tenancy).toBe(tenancy);
  });

  it.each([
    'https://gitlab.example.com',
    'https://oidc.circleci.com',
    'https://evil.com/gitlab.com',
    'arn:aws:iam::1:role/x',
    '',
  ])('that is not listed is not known: %j', (url) => {
    expect(oidcIssuer(url)).toBeUndefined();
  });

  it('binds a tenant by aud only where the issuer sets it', () => {
    const byAudience = oidcIssuers.filter((one) => one.tenantClaims.includes('aud')).map((one) => one.title);
    expect(byAudience).toEqual(['Amazon Cognito', 'Pulumi Cloud', 'sandboxes.cloud', 'Vercel', 'Google']);
  });

  it('of an EKS cluster admits every workload without a subject', () => {
    expect(known('oidc.eks.us-east-1.amazonaws.com/id/ABC').withoutSubject).toEqual({
      admits: 'every workload of the cluster',
      severity: 'high',
    });
  });

  it('is either private or says how its tenants are told apart', () => {
    for (const issuer of oidcIssuers) {
      const told = issuer.tenantClaims.length > 0 || issuer.required !== undefined;
      expect(told).toBe(issuer.tenancy === 'shared');
    }
  });
});

describe('a pattern of sub', () => {
  const github = known('token.actions.githubusercontent.com');

  it.each([
    'repo:acme/app:ref:refs/heads/main',
    'repo:acme/*',
    'repo:acme@*/app@*:*',
    'repo:acme@123/app@456:pull_request',
    'repository_owner_id:1234:*',
  ])('that fixes the owner: %s', (pattern) => {
    expect(subjectFixesTenant(github, pattern)).toBe(true);
  });

  it.each([
    '*',
    'repo:*',
    'repo:*/app:*',
    'repo:acme*',
    'repo:acme*/app*',
    'repo:/app:*',
    'repo:${aws:username}/*',
    'environment:prod:*',
    'environment:prod',
    'repo:',
    '',
  ])('that admits a stranger: %j', (pattern) => {
    expect(subjectFixesTenant(github, pattern)).toBe(false);
  });

  it('is read in the format of its issuer', () => {
    const terraform = known('app.terraform.io');
    expect(subjectFixesTenant(terraform, 'organization:acme:project:*:workspace:*:run_phase:*')).toBe(true);
    expect(subjectFixesTenant(terraform, 'organization:acme*')).toBe(false);
    expect(subjectFixesTenant(known('gitlab.com'), 'project_path:acme/*')).toBe(true);
    expect(subjectFixesTenant(known('gitlab.com'), 'repo:acme/*')).toBe(false);
  });
});
