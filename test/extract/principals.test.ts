/**
 * What the plan attaches to whom: `fixtures/attachments`, whose stack says what is right, and small plans.
 */
import { describe, expect, it } from 'vitest';
import { entry, written } from '../plan/plans.ts';
import { attachedTo, byPlace, extracted, extractedFrom, planOfFixture } from './extracted.ts';

const attachments = extracted(planOfFixture('attachments'));
const principal = (name: string) => [...attachments.principals()].find((one) => one.name === name);

describe('a principal of the plan', () => {
  it('has what is attached by reference, by literal ARN, from another state, and inline', () => {
    expect(attachedTo(attachments, 'role-attached')).toEqual([
      'aws arn:aws:iam::aws:policy/AdministratorAccess known',
      'customer admin known',
      'customer arn:aws:iam::123456789012:policy/made-elsewhere not in reach',
      'customer reports known',
      'inline policy known',
    ]);
  });

  it('has its trust policy and its boundary, which is no grant', () => {
    const bounded = principal('role-bounded-by-reference');
    expect(bounded?.trust).toMatchObject({ form: 'text' });
    expect(bounded?.boundary).toMatchObject({ by: 'customer', arn: 'reports' });
    expect(bounded?.policies.map(({ arn }) => arn)).toEqual(['arn:aws:iam::aws:policy/AdministratorAccess']);
    expect(principal('bounded')?.boundary?.reason).toMatch(/not in this plan/);
  });

  it('has its inline blocks by their names', () => {
    expect(principal('role-inline-policy')?.policies.map(({ origin }) => origin.attribute)).toEqual([
      'inline_policy["first"].policy',
      'inline_policy["second"].policy',
    ]);
  });

  it('has what an exclusive attachment lists', () => {
    expect(attachedTo(attachments, 'role-exclusive')).toEqual([
      'aws arn:aws:iam::aws:policy/ReadOnlyAccess known',
      'customer reports known',
    ]);
  });

  it('tells that literals of a list are lost where one of its elements is unknown', () => {
    expect(attachedTo(attachments, 'role-managed-policy-arns')).toEqual([
      'customer admin known',
      'customer managed_policy_arns not in reach',
    ]);
  });

  it('may be a user or a group, named by name or by reference', () => {
    expect(attachedTo(attachments, 'alice')).toEqual([
      'aws arn:aws:iam::aws:policy/ReadOnlyAccess known',
      'customer admin known',
      'customer reports known',
      'inline policy known',
    ]);
    expect(attachedTo(attachments, 'developers')).toEqual([
      'customer reports known',
      'customer reports known',
      'inline policy known',
    ]);
  });
});

describe('a principal that is not in the plan', () => {
  it('is one all the same, so that what is attached to it is seen', () => {
    expect(principal('made-elsewhere')).toMatchObject({
      principal: 'role',
      origin: { address: 'aws_iam_role_policy_attachment.role_made_elsewhere' },
    });
    expect(attachedTo(attachments, 'bob')).toEqual(['customer reports known']);
  });

  it('is no instance profile', () => {
    expect([...attachments.principals()].map(({ name }) => name)).not.toContain('profile');
  });
});

const arn = { policy_arn: 'arn:aws:iam::aws:policy/NewerThanTheTable', role: 'deploy' };

describe('an attachment', () => {
  it('of an AWS-managed policy that is not in the table is not in reach, and says so', () => {
    const plan = extractedFrom({
      resource_changes: [entry('aws_iam_role_policy_attachment.a', { after: arn })],
    });
    expect([...plan.principals()]).toMatchObject([
      { name: 'deploy', policies: [{ by: 'aws', reason: expect.stringContaining('not among') }] },
    ]);
  });

  it('that is deleted attaches nothing', () => {
    const change = { actions: ['delete'], before: arn, after: null };
    const plan = extractedFrom({ resource_changes: [entry('aws_iam_role_policy_attachment.a', change)] });
    expect([...plan.principals()]).toEqual([]);
  });

  it('finds a policy of the plan by path and name where its ARN is not known yet', () => {
    const after = { name: 'deploy', path: '/team/', policy: '{"Statement":[]}' };
    const plan = extractedFrom({
      resource_changes: [
        entry('aws_iam_policy.p', { after, after_unknown: { arn: true } }),
        entry('aws_iam_role_policy_attachment.a', {
          after: { role: 'deploy', policy_arn: 'arn:aws:iam::123456789012:policy/team/deploy' },
        }),
      ],
    });
    expect(attachedTo(plan, 'deploy')).toEqual(['customer deploy known']);
  });

  it('finds an existing policy that a data source read', () => {
    const values = { arn: 'arn:aws:iam::123456789012:policy/old', policy: '{"Statement":[]}' };
    const read = {
      address: 'data.aws_iam_policy.old',
      mode: 'data',
      type: 'aws_iam_policy',
      name: 'old',
      values,
    };
    const plan = extractedFrom({
      prior_state: { values: { root_module: { resources: [read] } } },
      resource_changes: [
        entry('aws_iam_role_policy_attachment.a', { after: { role: 'deploy', policy_arn: values.arn } }),
      ],
    });
    expect(attachedTo(plan, 'deploy')).toEqual([`customer ${values.arn} known`]);
  });

  it('does not choose between two policies of which one will be attached', () => {
    const both = {
      references: ['aws_iam_policy.a.arn', 'aws_iam_policy.a', 'aws_iam_policy.b.arn', 'aws_iam_policy.b'],
    };
    const policy = (name: string) =>
      entry(`aws_iam_policy.${name}`, {
        after: { name, policy: '{"Statement":[]}' },
        after_unknown: { arn: true },
      });
    const plan = extractedFrom({
      resource_changes: [
        policy('a'),
        policy('b'),
        entry('aws_iam_role_policy_attachment.x', {
          after: { role: 'deploy' },
          after_unknown: { policy_arn: true },
        }),
      ],
      configuration: {
        root_module: {
          resources: [
            written('aws_iam_policy.a', {}),
            written('aws_iam_policy.b', {}),
            written('aws_iam_role_policy_attachment.x', { policy_arn: both, role: {} }),
          ],
        },
      },
    });
    expect([...plan.principals()]).toMatchObject([
      {
        name: 'deploy',
        policies: [{ reason: expect.stringContaining('aws_iam_policy.a.arn, aws_iam_policy.b.arn') }],
      },
    ]);
  });
});

describe('a policy that only bounds', () => {
  const role = (after: object) => entry('aws_iam_role.r', { after: { name: 'r', ...after } });
  const bound = { arn: 'arn:aws:iam::123456789012:policy/b', name: 'b', policy: '{"Statement":[]}' };
  const policy = entry('aws_iam_policy.b', { actions: ['no-op'], before: bound, after: bound });
  const attach = entry('aws_iam_role_policy_attachment.a', { after: { role: 'r', policy_arn: bound.arn } });
  const kind = (...changes: ReturnType<typeof entry>[]) =>
    byPlace(extractedFrom({ resource_changes: changes })).get('aws_iam_policy.b policy')?.kind;

  it('is a boundary; attached too, or to nobody, it is an identity policy', () => {
    expect(kind(policy, role({ permissions_boundary: bound.arn }))).toBe('boundary');
    expect(kind(policy, role({ permissions_boundary: bound.arn }), attach)).toBe('identity');
    expect(kind(policy)).toBe('identity');
  });
});
