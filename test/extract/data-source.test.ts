/**
 * A deferred `aws_iam_policy_document` is rebuilt exactly as the provider renders it: the same configurations, planned
 * by the real Terraform once known and once deferred, equal byte for byte.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderPolicyDocument } from '../../src/extract/policy-document/render.ts';
import { after } from '../../src/plan/change.ts';
import { readPlan } from '../../src/plan/read-plan.ts';

const planOf = (name: string) =>
  readPlan(
    readFileSync(fileURLToPath(new URL(`../../fixtures/data-source/${name}.plan.json`, import.meta.url))),
    name,
  );

const known = new Map(
  planOf('known')
    .prior.filter((one) => one.type === 'aws_iam_policy_document')
    .map((one) => [one.address, one.values.json]),
);
const deferred = planOf('deferred').changes.filter((one) => one.type === 'aws_iam_policy_document');

describe('the sample of real configurations', () => {
  it('has the same data sources known and deferred', () => {
    expect(deferred.length).toBeGreaterThanOrEqual(40);
    expect(deferred.filter((one) => !known.has(one.address))).toEqual([]);
  });

  it.each(deferred)('$address is rebuilt byte for byte', (change) => {
    expect(renderPolicyDocument(after(change) ?? {})).toEqual({ json: known.get(change.address) });
  });
});
