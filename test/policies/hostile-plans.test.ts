/**
 * Plans made to break a scanner: nested, huge, full of names that JavaScript gives a meaning to.
 */
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { renderText } from '../../src/report/render-text.ts';
import { scan } from '../../src/scan/scan.ts';
import { entry, planObject } from '../plan/plans.ts';
import { compiled, context } from './files.ts';

function scanOf(text: string) {
  const extraction = extract(readPlan(text, 'plan.json'), { managedPolicy: context.catalogue.managedPolicy });
  const result = scan([extraction], compiled, { failOn: 'medium', gate: 'new', unknown: 'warn' }, []);
  return { result, text: renderText(result, { width: 80, color: false, all: true }) };
}

const planWith = (policy: string) =>
  JSON.stringify(
    planObject({ resource_changes: [entry('aws_iam_policy.p', { after: { name: 'p', policy } })] }),
  );

const deep = 20_000;

describe('a policy that is nested thousands of levels deep', () => {
  it.each([
    ['lists', `{"Statement":${'['.repeat(deep)}${']'.repeat(deep)}}`],
    ['objects', `{"Statement":[{"Condition":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}]}`],
    ['lists that never end', `{"Statement":${'['.repeat(deep)}`],
  ])('of %s is invalid, and says so', (_, policy) => {
    const { result, text } = scanOf(planWith(policy));
    expect(result.coverage).toMatchObject({ found: 1, invalid: 1 });
    expect(result.findings.map(({ rule }) => rule)).toEqual(['invalid-policy-document']);
    expect(text).toContain('gate closed');
  });
});

describe('a huge policy', () => {
  it('of 10,000 statements gives a finding for each, in the time that its lines take', () => {
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    const policy = JSON.stringify({ Statement: Array.from({ length: 10_000 }, () => statement) });
    expect(scanOf(planWith(policy)).result.findings.length).toBe(10_000);
  });

  it('of 3,000 statements, each about another principal, is not passed over where it is too much to weigh', () => {
    const statements = Array.from({ length: 3000 }, (_, at) => ({
      Effect: at % 2 === 0 ? 'Allow' : 'Deny',
      Principal: { AWS: `arn:aws:iam::${100_000_000_000 + at}:root` },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::b${at}/*`,
    }));
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    const plan = planObject({
      resource_changes: [entry('aws_s3_bucket_policy.p', { after: { bucket: 'b', policy } })],
    });
    const { undetermined } = scanOf(JSON.stringify(plan)).result;
    const told = undetermined.filter(({ rule }) => rule === 'shared-read');
    expect(told.length).toBe(1500);
    expect(told[0]?.reason).toContain('more than 500 denials');
  });

  it('with patterns as long as AWS takes no policy ends', () => {
    const policy = JSON.stringify({
      Statement: [{ Effect: 'Allow', Action: '*?'.repeat(25_000), Resource: '*a'.repeat(25_000) }],
    });
    expect(scanOf(planWith(policy)).result.coverage.known).toBe(1);
  });
});

describe('names that JavaScript gives a meaning to', () => {
  const admin = '"Effect":"Allow","Action":"*","Resource":"*"';

  it.each([
    `{"__proto__":{"polluted":1},"Statement":[{${admin},"__proto__":{"Effect":"Deny"}}]}`,
    `{"constructor":{"prototype":{"polluted":1}},"Statement":[{${admin},"toString":"Deny"}]}`,
    `{"Statement":[{${admin},"Condition":{"__proto__":{"aws:PrincipalOrgID":"o-1"}}}]}`,
  ])('do not hide what is granted: %s', (policy) => {
    const { result } = scanOf(planWith(policy));
    const rules = [...result.findings, ...result.undetermined].map(({ rule }) => rule);
    expect(rules).toContain('full-admin-grant');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('may stand anywhere in a plan', () => {
    const text = `{"format_version":"1.2","__proto__":{"resource_changes":[]},"resource_changes":[{"address":"aws_iam_policy.__proto__","mode":"managed","type":"aws_iam_policy","name":"__proto__","change":{"actions":["create"],"after":{"__proto__":{"policy":"x"},"policy":"{\\"Statement\\":{${admin.replaceAll('"', '\\"')}}}"},"after_unknown":{"__proto__":true}}}]}`;
    const { result } = scanOf(text);
    expect(result.findings.map(({ address, rule }) => `${address} ${rule}`)).toEqual([
      'aws_iam_policy.__proto__ full-admin-grant',
    ]);
  });
});
