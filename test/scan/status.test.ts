/**
 * New, widened or existing: by what a document grants, not by how it is written.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { entry } from '../plan/plans.ts';
import { anyDocument, type Drawn, shuffled } from '../policies/documents.ts';
import { context } from '../policies/files.ts';
import { changed, changeOfPolicy, findingsOf, statuses } from './changed.ts';

const allOfS3 = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const allOfIam = { Effect: 'Allow', Action: 'iam:*', Resource: '*' };
const guard = {
  Effect: 'Deny',
  Action: 'iam:*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

describe('a finding that was there before', () => {
  it.each<[string, readonly Json[], readonly Json[]]>([
    ['reformatted', [allOfS3], [{ Resource: ['*'], Action: ['S3:*'], Effect: 'Allow', Sid: 'Same' }]],
    [
      'narrowed by a condition',
      [allOfS3],
      [{ ...allOfS3, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }],
    ],
    ['narrowed to a part', [{ ...allOfS3, Action: '*' }], [allOfS3]],
    ['narrowed by a denial', [allOfIam], [allOfIam, guard]],
    [
      'beside one that grants less elsewhere',
      [allOfS3, allOfIam],
      [allOfS3, { ...allOfIam, Action: 'iam:Get*' }],
    ],
    ['repeated', [allOfS3], [allOfS3, { ...allOfS3, Sid: 'Again' }]],
  ])('exists when it is %s', (_, before, after) => {
    const found = changed(before, after);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ status }) => status !== 'existing')).toEqual([]);
  });

  it.each<[string, readonly Json[], readonly Json[], string]>([
    ['of another service', [allOfS3], [allOfIam], 'iam:'],
    [
      'without its condition',
      [{ ...allOfIam, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
      [allOfIam],
      'iam:',
    ],
    ['without the denial around it', [allOfIam, guard], [allOfIam], 'iam:'],
    [
      'that leaves out less',
      [{ Effect: 'Allow', NotAction: ['ec2:*', 's3:*'], Resource: '*' }],
      [{ Effect: 'Allow', NotAction: ['s3:*'], Resource: '*' }],
      'ec2:',
    ],
  ])('is widened by a grant %s, with the request', (_, before, after, service) => {
    const found = changed(before, after).filter(({ status }) => status === 'widened');
    expect(found.length).toBeGreaterThan(0);
    for (const { message, evidence, certainty } of found) {
      expect(certainty).toBe('definite');
      expect(message).toContain(`newly allowed: \`${service}`);
      const witnesses = evidence.flatMap(({ witness }) => witness ?? []);
      expect(witnesses).toEqual([expect.objectContaining({ action: expect.stringMatching(`^${service}`) })]);
    }
  });

  it('stays as it is where another statement widens', () => {
    const other = { Effect: 'Allow', Action: 'iam:*', Resource: '*' };
    expect(statuses(changed([allOfS3], [allOfS3, other]))).toEqual([
      'service-wide-privileges existing',
      'service-wide-privileges widened',
    ]);
  });

  it('is widened where the guard that it reports denies less', () => {
    const locks = (condition: JsonObject, more: JsonObject = {}) => [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, ...condition },
        ...more,
      },
    ];
    const [found] = changed(locks({}), locks({}, { Action: ['s3:*', 'iam:*', 'sts:*'] }));
    expect(found).toMatchObject({ rule: 'mfa-guard-locks-out', status: 'widened' });
    const [kept] = changed(locks({}, { Action: ['s3:*', 'iam:*', 'sts:*'] }), locks({}));
    expect(kept).toMatchObject({ rule: 'mfa-guard-locks-out', status: 'existing' });
  });

  it('counts as widened, and as assumed, where more cannot be told from the same', () => {
    const update = changeOfPolicy([allOfS3], [allOfIam]);
    expect(findingsOf([update], {})).toMatchObject([
      { status: 'widened', certainty: 'assumed', message: expect.stringContaining('cannot be told') },
    ]);
  });
});

describe('a finding that no rule reported before', () => {
  it('is new where it grants something', () => {
    expect(statuses(changed([{ ...allOfS3, Action: 's3:GetObject' }], [allOfS3]))).toEqual([
      'service-wide-privileges new',
    ]);
  });

  it('is new where it grants nothing at all, because it is a mistake made now', () => {
    const dead = {
      Effect: 'Allow',
      Action: 'iam:CreateAccessKey',
      Resource: '*',
      Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/b' } },
    };
    expect(
      statuses(
        changed([{ ...allOfS3, Action: 's3:GetObject' }], [{ ...allOfS3, Action: 's3:GetObject' }, dead]),
      ),
    ).toContain('condition-never-met new');
  });

  it('is there where its wildcard is written out', () => {
    const dead = (action: Json) => ({
      Effect: 'Allow',
      Action: action,
      Resource: '*',
      Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    });
    const [before, after] = [dead('ec2:Describe*'), dead(['ec2:DescribeVpcs', 'ec2:DescribeHosts'])];
    expect(statuses(changed([before], [after]))).toEqual(['condition-never-met existing']);
    expect(statuses(changed([before], [before, dead(['s3:ListBucket'])]))).toContain(
      'condition-never-met new',
    );
  });

  it('is new where a denial is a mistake', () => {
    const lock = {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    };
    expect(
      statuses(
        changed([{ ...allOfS3, Action: 's3:GetObject' }], [{ ...allOfS3, Action: 's3:GetObject' }, lock]),
      ),
    ).toContain('mfa-guard-locks-out new');
  });

  it('is new where the document was no policy before', () => {
    expect(statuses(changed('{', [allOfS3]))).toEqual(['service-wide-privileges new']);
  });
});

const parts = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [value ?? ''];

/** The rewrites that change nothing about what is granted. */
const rewrites: Readonly<Record<string, (statements: readonly JsonObject[]) => readonly JsonObject[]>> = {
  'text to list': (all) =>
    all.map((one) =>
      Object.fromEntries(
        Object.entries(one).map(([key, value]) => [
          key,
          /^(Not)?(Action|Resource)$/.test(key) ? parts(value) : value,
        ]),
      ),
    ),
  'split by actions': (all) =>
    all.flatMap((one) =>
      one.Action === undefined || one.Effect !== 'Allow'
        ? [one]
        : parts(one.Action).map((Action) => ({ ...one, Action })),
    ),
  'split by resources': (all) =>
    all.flatMap((one) =>
      one.Resource === undefined || one.Effect !== 'Allow'
        ? [one]
        : parts(one.Resource).map((Resource) => ({ ...one, Resource })),
    ),
  'wildcards expanded': (all) =>
    all.map((one) => {
      if (one.Action === undefined || parts(one.Action).includes('*')) return one;
      const Action = parts(one.Action).flatMap((action) => [
        action,
        ...context.catalogue.expand(String(action)).slice(0, 40),
      ]);
      return { ...one, Action };
    }),
  're-ordered': (all) => [...all].reverse().map((one) => shuffled(one, [3, 1, 2]) as JsonObject),
  repeated: (all) => [...all, ...all],
};

describe('never new and never widened', () => {
  it.each(Object.keys(rewrites))('%s', (name) => {
    fc.assert(
      fc.property(anyDocument, ({ kind, statements }: Drawn) => {
        const rewritten = rewrites[name]?.(statements) ?? [];
        expect(changed(statements, rewritten, kind).filter(({ status }) => status !== 'existing')).toEqual(
          [],
        );
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 60) },
    );
  });

  it('a statement less', () => {
    fc.assert(
      fc.property(anyDocument, ({ kind, statements }: Drawn) => {
        const allows = statements.filter(({ Effect }) => Effect === 'Allow');
        const fewer = statements.filter((one) => one !== allows[0]);
        const found = changed(statements, fewer, kind).filter(({ status }) => status !== 'existing');
        expect(fewer.length === 0 ? [] : found).toEqual([]);
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 60) },
    );
  });
});

describe('an attachment', () => {
  const admin = { arn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
  const role = (more: JsonObject = {}) => ({ name: 'app', permissions_boundary: '', ...more });
  const stays = (values: JsonObject) => ({ actions: ['no-op'], before: values, after: values });
  const attached = { role: 'app', policy_arn: admin.arn };
  const boundary = (action: string) => ({
    name: 'b',
    arn: 'arn:aws:iam::123456789012:policy/b',
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
    }),
  });
  const bounded = role({ permissions_boundary: 'arn:aws:iam::123456789012:policy/b' });
  const found = (changes: readonly JsonObject[]) =>
    statuses(findingsOf(changes).filter(({ rule }) => rule === 'admin-policy-attached'));

  it('that stays is existing, though the role changes elsewhere', () => {
    const tagged = entry('aws_iam_role.app', {
      actions: ['update'],
      before: role(),
      after: role({ description: 'x' }),
    });
    expect(found([tagged, entry('aws_iam_role_policy_attachment.a', stays(attached))])).toEqual([
      'admin-policy-attached existing',
    ]);
  });

  it('that is only written elsewhere is existing', () => {
    const before = role({ managed_policy_arns: [admin.arn] });
    const moved = entry('aws_iam_role.app', {
      actions: ['update'],
      before,
      after: role({ managed_policy_arns: [] }),
    });
    expect(found([moved, entry('aws_iam_role_policy_attachment.a', { after: attached })])).toEqual([
      'admin-policy-attached existing',
    ]);
  });

  it('that is added is new', () => {
    expect(
      found([
        entry('aws_iam_role.app', stays(role())),
        entry('aws_iam_role_policy_attachment.a', { after: attached }),
      ]),
    ).toEqual(['admin-policy-attached new']);
  });

  it('is widened where the boundary around it goes', () => {
    const unbound = entry('aws_iam_role.app', { actions: ['update'], before: bounded, after: role() });
    const all = [
      unbound,
      entry('aws_iam_policy.b', stays(boundary('s3:*'))),
      entry('aws_iam_role_policy_attachment.a', stays(attached)),
    ];
    expect(found(all)).toEqual(['admin-policy-attached widened']);
  });

  it('is widened where the boundary around it allows more, and not where it allows less', () => {
    const wider = (before: string, after: string) => [
      entry('aws_iam_role.app', stays(bounded)),
      entry('aws_iam_policy.b', { actions: ['update'], before: boundary(before), after: boundary(after) }),
      entry('aws_iam_role_policy_attachment.a', stays(attached)),
    ];
    expect(found(wider('s3:*', '*'))).toEqual(['admin-policy-attached widened']);
    expect(found(wider('*', 's3:*'))).toEqual(['admin-policy-attached existing']);
  });
});
