import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/value.ts';
import { isHole } from '../../src/base/value.ts';
import { subjectsOfExample } from '../../src/extract/example.ts';
import { managedPolicy } from './extracted.ts';

const document = '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const resources: Json = [
  { type: 'aws_iam_role', name: 'r', attributes: { name: 'deploy', assume_role_policy: document } },
  {
    type: 'aws_iam_policy',
    name: 'p',
    attributes: { name: 'admin', policy: document, arn: '(known after apply)' },
  },
  {
    type: 'aws_iam_role_policy_attachment',
    name: 'a',
    attributes: { role: 'deploy', policy_arn: '(known after apply: aws_iam_policy.p.arn)' },
  },
  {
    type: 'aws_iam_role_policy_attachment',
    name: 'b',
    attributes: { role: 'deploy', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  },
];

describe('an example with several resources', () => {
  it('gives principals with what is attached, by value and by reference', () => {
    expect(subjectsOfExample({ resources }, { subject: 'principal' }, managedPolicy)).toMatchObject([
      {
        subject: 'principal',
        name: 'deploy',
        trust: { text: document },
        policies: [
          { by: 'customer', arn: 'admin', content: { text: document } },
          { by: 'aws', content: { form: 'text' } },
        ],
      },
    ]);
  });

  it('gives its documents, and the whole plan', () => {
    const documents = subjectsOfExample({ resources }, { subject: 'statement' });
    expect(documents?.map((one) => (one.subject === 'document' ? one.kind : ''))).toEqual([
      'trust',
      'identity',
    ]);
    const [plan] = subjectsOfExample({ resources }, { subject: 'plan' }) ?? [];
    const roles = plan?.subject === 'plan' ? plan.around.standing('aws_iam_role') : [];
    expect(roles.map((one) => one.origin.address)).toEqual(['aws_iam_role.r']);
  });

  it('makes a hole of what is known after apply, also inside a block', () => {
    const trail = {
      type: 'aws_cloudtrail',
      attributes: { name: 'main', event_selector: [{ read_write_type: '(known after apply)' }] },
    };
    const [subject] = subjectsOfExample({ resources: [trail] }, { subject: 'resource' }) ?? [];
    const selectors = subject?.subject === 'resource' ? subject.attributes.event_selector : [];
    expect(Array.isArray(selectors) && isHole(selectors[0].read_write_type)).toBe(true);
    expect(subject).toMatchObject({ origin: { address: 'aws_cloudtrail.example' } });
  });

  it('is not taken for one that gives something else', () => {
    expect(subjectsOfExample({ document: {} }, { subject: 'statement' })).toBeUndefined();
  });
});
