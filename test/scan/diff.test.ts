/**
 * What a plan adds to and takes from what is granted: policies, principals, boundaries, attachments.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/value.ts';
import { anyDocument, shuffled } from '../policies/documents.ts';
import { root } from '../policies/files.ts';
import {
  allow,
  changeOf,
  created,
  deleted,
  diffOf,
  diffOfText,
  staying,
  summary,
  text,
  updated,
} from './diffed.ts';

const objects = 'arn:aws:s3:::reports/*';
const read = allow('s3:GetObject', objects);
const write = allow('s3:PutObject', objects);
const policy = (...statements: readonly JsonObject[]) => ({ name: 'p', policy: text(...statements) });
const update = (before: readonly JsonObject[], after: readonly JsonObject[]) =>
  diffOf([updated('aws_iam_policy.p', policy(...before), policy(...after))]);
const role = { name: 'app', permissions_boundary: '' };
const arn = 'arn:aws:iam::123456789012:policy/p';

describe('a policy', () => {
  it.each<[string, readonly JsonObject[], readonly JsonObject[], string]>([
    ['wider', [read], [read, write], 'wider'],
    ['narrower', [read, write], [read], 'narrower'],
    ['another', [read], [write], 'incomparable'],
    [
      'the same in two statements',
      [allow(['s3:GetObject', 's3:PutObject'], objects)],
      [write, read],
      'equal',
    ],
    ['wider without a denial', [read, { ...read, Effect: 'Deny', Action: 's3:*' }], [read], 'wider'],
  ])('is %s', (_, before, after, relation) => {
    expect(summary(update(before, after))).toEqual([`${relation} changed document aws_iam_policy.p policy`]);
  });

  it('says what is new, and which statement allows it', () => {
    const { newAccess, lostAccess } = changeOf(
      update([read], [read, { ...write, Sid: 'Write' }]),
      'aws_iam_policy.p',
      'policy',
    );
    expect(lostAccess).toEqual({ verdict: 'no' });
    expect(newAccess).toMatchObject({
      verdict: 'yes',
      allowances: [
        {
          witness: { action: 's3:PutObject', resource: expect.stringMatching(/^arn:aws:s3:::reports\/./) },
          statement: {
            address: 'aws_iam_policy.p',
            attribute: 'policy',
            pointer: '/Statement/1',
            sid: 'Write',
          },
        },
      ],
    });
  });

  it('says which denial went', () => {
    const denial = { Sid: 'Guard', Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };
    const { newAccess } = changeOf(update([write, denial], [write]), 'aws_iam_policy.p', 'policy');
    expect(newAccess).toMatchObject({ allowances: [{ denied: { pointer: '/Statement/1', sid: 'Guard' } }] });
  });

  it('of denials alone widens where one goes', () => {
    const denial = (Action: string): JsonObject => ({ Effect: 'Deny', Action, Resource: '*' });
    const change = changeOf(update([denial('iam:*')], [denial('iam:Delete*')]), 'aws_iam_policy.p', 'policy');
    expect(change).toMatchObject({ relation: 'wider', severity: 'high' });
    expect(change.newAccess).toMatchObject({
      allowances: [{ witness: { action: expect.stringMatching(/^iam:/) } }],
    });
    expect(change.newAccess).not.toHaveProperty('allowances.0.statement');
  });

  it('tells the worst of what is new, whatever comes first by name', () => {
    const { severity, newAccess } = changeOf(
      update([read], [read, allow('iam:*')]),
      'aws_iam_policy.p',
      'policy',
    );
    expect(severity).toBe('high');
    expect(newAccess).toMatchObject({
      allowances: [{ witness: { action: expect.stringMatching(/^iam:(Attach|Put|Create|Add|Update)/) } }],
    });
  });

  it('shows nothing of itself where its values are sensitive', () => {
    const marks = { before_sensitive: { policy: true }, after_sensitive: { policy: true } };
    const plan = updated('aws_iam_policy.p', policy(read), policy(allow('iam:*')));
    const result = diffOf([{ ...plan, change: { ...(plan.change as JsonObject), ...marks } }]);
    expect(result.changes).toMatchObject([{ relation: 'incomparable', sensitive: true, severity: 'high' }]);
    expect(JSON.stringify(result)).not.toMatch(/iam:[A-Z*]|s3:/);
  });

  it('masks what is a secret in practice', () => {
    const trust = (id: string) => ({
      name: 'r',
      assume_role_policy: text({
        Effect: 'Allow',
        Principal: { AWS: '210987654321' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': id } },
      }),
    });
    const result = diffOf([updated('aws_iam_role.r', trust('open-sesame-1'), trust('open-sesame-2'))]);
    expect(summary(result)).toEqual(['incomparable changed document aws_iam_role.r assume_role_policy']);
    expect(JSON.stringify(result)).not.toContain('open-sesame');
  });

  it('that is known only after apply is not compared, with what it needs', () => {
    const change = {
      actions: ['update'],
      before: policy(read),
      after: { name: 'p' },
      after_unknown: { policy: true },
    };
    const [plan] = [updated('aws_iam_policy.p', policy(read), policy(read))];
    const result = diffOf([{ ...plan, change }]);
    expect(result.changes).toEqual([]);
    expect(result.undetermined).toMatchObject([{ address: 'aws_iam_policy.p', attribute: 'policy' }]);
    expect(result.gate.passed).toBe(true);
    expect(diffOf([{ ...plan, change }], { unknown: 'fail' }).gate).toMatchObject({
      passed: false,
      unknownFails: true,
    });
  });

  it('that is not touched is not told', () => {
    expect(
      summary(
        diffOf([
          staying('aws_iam_policy.p', policy(read)),
          updated('aws_iam_policy.q', policy(read), { ...policy(read), tags: {} }),
        ]),
      ),
    ).toEqual([]);
  });
});

describe('the policy of a resource', () => {
  const bucket = (...statements: readonly JsonObject[]) => ({
    bucket: 'reports',
    policy: text(...statements),
  });
  const guard = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: objects,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };

  it('that lets anyone in is critical or high', () => {
    const open = (Action: string) => ({ ...allow(Action, objects), Principal: '*' });
    const severityOf = (Action: string) =>
      diffOf([created('aws_s3_bucket_policy.b', bucket(open(Action)))]).changes[0];
    expect(severityOf('s3:GetObject')).toMatchObject({
      severity: 'high',
      newAccess: { allowances: [{ anyone: true }] },
    });
    expect(severityOf('s3:*')).toMatchObject({ severity: 'critical' });
  });

  it('that goes and denied something leaves the resource bare', () => {
    const result = diffOf([deleted('aws_s3_bucket_policy.b', bucket(guard))]);
    expect(result.changes).toMatchObject([
      {
        life: 'destroyed',
        relation: 'wider',
        newAccess: {
          allowances: [{ witness: { context: { 'aws:SecureTransport': 'false' } }, anyone: false }],
        },
      },
    ]);
  });

  it('that goes with its resource widens nothing', () => {
    const both = [
      deleted('aws_s3_bucket_policy.b', bucket(guard)),
      deleted('aws_s3_bucket.b', { bucket: 'reports' }),
    ];
    expect(summary(diffOf(both))).toEqual([]);
  });
});

describe('a principal', () => {
  const inline = (...statements: readonly JsonObject[]) => ({
    role: 'app',
    name: 'i',
    policy: text(...statements),
  });
  const managed = { ...policy(write), arn };
  const attachment = { role: 'app', policy_arn: arn };

  it('gains what is attached, and not what it had by another policy', () => {
    const all = [
      staying('aws_iam_role.app', role),
      staying('aws_iam_role_policy.i', inline(write)),
      staying('aws_iam_policy.p', managed),
      created('aws_iam_role_policy_attachment.a', attachment),
    ];
    expect(summary(diffOf(all))).toEqual(['equal changed principal aws_iam_role.app']);
    const other = all.map((one) =>
      one.address === 'aws_iam_role_policy.i' ? staying('aws_iam_role_policy.i', inline(read)) : one,
    );
    expect(summary(diffOf(other))).toEqual(['wider changed principal aws_iam_role.app']);
  });

  it('loses what is detached', () => {
    const all = [
      staying('aws_iam_role.app', role),
      staying('aws_iam_policy.p', managed),
      deleted('aws_iam_role_policy_attachment.a', attachment),
    ];
    expect(summary(diffOf(all))).toEqual(['narrower changed principal aws_iam_role.app']);
  });

  it('gains what a policy that stays attached newly allows, and tells it for the policy', () => {
    const result = diffOf([
      staying('aws_iam_role.app', role),
      updated('aws_iam_policy.p', { ...policy(read), arn }, { ...policy(read, write), arn }),
      staying('aws_iam_role_policy_attachment.a', attachment),
    ]);
    expect(changeOf(result, 'aws_iam_role.app')).toMatchObject({
      relation: 'wider',
      newAccess: {
        allowances: [
          { statement: { address: 'aws_iam_policy.p', attribute: 'policy', pointer: '/Statement/1' } },
        ],
      },
    });
    expect(changeOf(result, 'aws_iam_policy.p', 'policy').told).toBe(true);
  });

  it('gains nothing that its boundary keeps out, and the policy tells it', () => {
    const bounded = { ...role, permissions_boundary: 'arn:aws:iam::123456789012:policy/b' };
    const result = diffOf([
      staying('aws_iam_role.app', bounded),
      staying('aws_iam_policy.b', { name: 'b', arn: bounded.permissions_boundary, policy: text(read) }),
      updated('aws_iam_policy.p', { ...policy(read), arn }, { ...policy(read, write), arn }),
      staying('aws_iam_role_policy_attachment.a', attachment),
    ]);
    expect(changeOf(result, 'aws_iam_role.app').relation).toBe('equal');
    expect(changeOf(result, 'aws_iam_policy.p', 'policy')).toMatchObject({ relation: 'wider', told: false });
  });

  it('gains nothing by a statement that moved to another inline policy, however much it allows', () => {
    const admin = allow('iam:*');
    const moved = [
      staying('aws_iam_role.app', role),
      deleted('aws_iam_role_policy.a', { ...inline(admin), name: 'a' }),
      created('aws_iam_role_policy.b', { ...inline(admin), name: 'b' }),
    ];
    const result = diffOf(moved, { failOn: 'medium' });
    expect(changeOf(result, 'aws_iam_role.app').relation).toBe('equal');
    expect(changeOf(result, 'aws_iam_role_policy.a', 'policy')).toMatchObject({ told: true });
    expect(changeOf(result, 'aws_iam_role_policy.b', 'policy')).toMatchObject({ told: true });
    expect(result.gate.passed).toBe(true);
  });

  it('gains by an inline policy what a boundary keeps out, and the policy tells it', () => {
    const bounded = { ...role, permissions_boundary: 'arn:aws:iam::123456789012:policy/b' };
    const result = diffOf([
      staying('aws_iam_role.app', bounded),
      staying('aws_iam_policy.b', { name: 'b', arn: bounded.permissions_boundary, policy: text(read) }),
      created('aws_iam_role_policy.i', inline(write)),
    ]);
    expect(changeOf(result, 'aws_iam_role_policy.i', 'policy').told).toBe(false);
  });

  it('gains by a boundary that goes', () => {
    const bounded = { ...role, permissions_boundary: 'arn:aws:iam::123456789012:policy/b' };
    const result = diffOf([
      updated('aws_iam_role.app', bounded, role),
      staying('aws_iam_policy.b', { name: 'b', arn: bounded.permissions_boundary, policy: text(read) }),
      staying('aws_iam_role_policy.i', inline(read, write)),
    ]);
    expect(changeOf(result, 'aws_iam_role.app')).toMatchObject({
      relation: 'wider',
      boundary: { before: 'arn:aws:iam::123456789012:policy/b', after: null },
    });
  });

  it('that is created and destroyed is told, with what it could do', () => {
    const result = diffOf([
      created('aws_iam_role.app', role),
      created('aws_iam_role_policy.i', inline(read)),
      deleted('aws_iam_role.old', { ...role, name: 'old' }),
      deleted('aws_iam_role_policy.o', { ...inline(write), role: 'old' }),
    ]);
    expect(changeOf(result, 'aws_iam_role.app')).toMatchObject({
      life: 'created',
      relation: 'wider',
      lostAccess: { verdict: 'no' },
    });
    expect(changeOf(result, 'aws_iam_role.old')).toMatchObject({
      life: 'destroyed',
      relation: 'narrower',
      newAccess: { verdict: 'no' },
    });
  });

  it('that is attached what is not in the plan is undetermined, and never the same', () => {
    const elsewhere = 'arn:aws:iam::123456789012:policy/elsewhere';
    const result = diffOf([
      staying('aws_iam_role.app', role),
      created('aws_iam_role_policy_attachment.a', { role: 'app', policy_arn: elsewhere }),
    ]);
    expect(changeOf(result, 'aws_iam_role.app')).toMatchObject({
      relation: 'undetermined',
      newAccess: { verdict: 'undetermined' },
    });
    expect(result.undetermined).toMatchObject([{ address: 'aws_iam_role_policy_attachment.a' }]);
  });

  it('that holds something unknown all along gains what is new, unless that allows it', () => {
    const elsewhere = 'arn:aws:iam::123456789012:policy/elsewhere';
    const result = diffOf([
      staying('aws_iam_role.app', role),
      staying('aws_iam_role_policy_attachment.a', { role: 'app', policy_arn: elsewhere }),
      created('aws_iam_role_policy.i', inline(read)),
    ]);
    expect(changeOf(result, 'aws_iam_role.app')).toMatchObject({
      relation: 'wider',
      newAccess: { assuming: [elsewhere] },
    });
  });

  it('that is only named gains and loses, and is neither created nor destroyed', () => {
    const result = diffOf([created('aws_iam_role_policy.i', inline(read))]);
    expect(result.changes.find(({ subject }) => subject === 'principal')).toMatchObject({
      name: 'app',
      life: 'changed',
      relation: 'wider',
    });
  });

  it('a user gains what its group gains', () => {
    const result = diffOf([
      staying('aws_iam_user.u', { name: 'u' }),
      staying('aws_iam_group.g', { name: 'g' }),
      staying('aws_iam_user_group_membership.m', { user: 'u', groups: ['g'] }),
      created('aws_iam_group_policy.p', { group: 'g', name: 'p', policy: text(read) }),
    ]);
    expect(changeOf(result, 'aws_iam_user.u').relation).toBe('wider');
    expect(changeOf(result, 'aws_iam_group.g').relation).toBe('wider');
  });

  it('loses nothing of what Terraform only forgets', () => {
    const forgotten = {
      ...deleted('aws_iam_role_policy.i', inline(read)),
      change: {
        ...(deleted('aws_iam_role_policy.i', inline(read)).change as JsonObject),
        actions: ['forget'],
      },
    };
    expect(summary(diffOf([staying('aws_iam_role.app', role), forgotten]))).toEqual([]);
  });
});

describe('inline policies of the role itself', () => {
  const withInline = (...blocks: readonly JsonObject[]) => ({ ...role, inline_policy: blocks });

  it('are compared by name, and one that is taken out is told', () => {
    const block = (name: string, ...statements: readonly JsonObject[]) => ({
      name,
      policy: text(...statements),
    });
    const result = diffOf([
      updated(
        'aws_iam_role.app',
        withInline(block('a', read), block('b', write)),
        withInline(block('a', read)),
      ),
    ]);
    expect(summary(result)).toEqual([
      'narrower changed principal aws_iam_role.app',
      'narrower destroyed document aws_iam_role.app inline_policy["b"].policy',
    ]);
  });
});

describe('the gate', () => {
  it.each<[string, JsonObject, string, boolean]>([
    ['note', allow('s3:ListAllMyBuckets'), 'low', true],
    ['low', allow('sqs:SendMessage'), 'low', false],
    ['medium', allow('s3:GetObject'), 'medium', false],
    ['medium', allow('iam:PassRole', 'arn:aws:iam::123456789012:role/app'), 'high', true],
    ['high', allow('iam:PassRole'), 'high', false],
  ])('new access that is %s', (severity, statement, failOn, passed) => {
    const { changes, gate } = diffOf([created('aws_iam_policy.p', policy(statement))], {
      failOn: failOn as 'low',
    });
    expect({ severity: changes[0]?.severity, passed: gate.passed }).toEqual({ severity, passed });
  });

  it('stays open for what is only lost', () => {
    expect(update([allow('*')], [read]).gate).toMatchObject({ passed: true, failing: 0 });
  });
});

describe('copies', () => {
  it('that change alike are one change with all addresses', () => {
    const change = (key: string) => ({
      ...updated('aws_iam_policy.p', policy(read), policy(read, write)),
      address: `aws_iam_policy.p["${key}"]`,
      index: key,
    });
    expect(diffOf(['b', 'a', 'c'].map(change)).changes).toMatchObject([
      {
        address: 'aws_iam_policy.p["a"]',
        addresses: ['aws_iam_policy.p["a"]', 'aws_iam_policy.p["b"]', 'aws_iam_policy.p["c"]'],
      },
    ]);
  });
});

describe('laws', () => {
  const places = {
    identity: ['aws_iam_policy', 'policy'],
    resource: ['aws_s3_bucket_policy', 'policy'],
    trust: ['aws_iam_role', 'assume_role_policy'],
  } as const;
  const relationOf = (kind: string, before: readonly JsonObject[], after: readonly JsonObject[]) => {
    const [type, attribute] = places[kind as keyof typeof places];
    const values = (statements: readonly JsonObject[]) => ({
      name: 'n',
      bucket: 'logs',
      [attribute]: text(...statements),
    });
    const { changes } = diffOf([updated(`${type}.r`, values(before), values(after))]);
    return changes.find(({ subject }) => subject === 'document')?.relation ?? 'equal';
  };

  it('a document in another order is the same', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.array(fc.nat({ max: 99 }), { minLength: 3, maxLength: 9 }),
        ({ kind, statements }, order) => {
          const other = statements.map((one) => shuffled(one, order) as JsonObject).reverse();
          expect(relationOf(kind, statements, other)).toBe('equal');
        },
      ),
      { numRuns: 40 },
    );
  });

  it('turned round, wider is narrower', () => {
    const turned: Readonly<Record<string, string>> = { wider: 'narrower', narrower: 'wider' };
    fc.assert(
      fc.property(anyDocument, anyDocument, (one, other) => {
        fc.pre(one.kind === other.kind);
        const forth = relationOf(one.kind, one.statements, other.statements);
        expect(relationOf(one.kind, other.statements, one.statements)).toBe(turned[forth] ?? forth);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the plan of fixtures/access', () => {
  const result = diffOfText(readFileSync(join(root, 'fixtures/access/plan.json'), 'utf8'));

  it.each([
    ['aws_s3_bucket_policy.reports', 'policy', 'wider'],
    ['aws_s3_bucket_policy.guarded', 'policy', 'wider'],
    ['aws_iam_role.narrowed', '', 'narrower'],
    ['aws_iam_policy.split', 'policy', 'equal'],
    ['aws_iam_policy.reformatted', 'policy', 'equal'],
    ['aws_iam_role.attached', '', 'incomparable'],
    ['aws_iam_role.unbound', '', 'wider'],
    ['aws_iam_role.created', '', 'wider'],
    ['aws_iam_role.destroyed', '', 'narrower'],
    ['aws_iam_policy.not_action', 'policy', 'wider'],
    ['aws_iam_policy.regions', 'policy', 'wider'],
    ['aws_iam_user.mfa', '', 'wider'],
    ['aws_iam_role.trust_widened', 'assume_role_policy', 'wider'],
  ])('%s %s is %s', (address, attribute, relation) => {
    expect(changeOf(result, address, attribute).relation).toBe(relation);
  });

  it('tells what it cannot compare', () => {
    expect(result.undetermined).toMatchObject([
      { address: 'aws_iam_policy.to_unknown', references: ['aws_s3_bucket.created.arn'] },
    ]);
  });
});

describe('who newly gets in, as far as the user tells whom to trust', () => {
  const known = {
    accounts: {
      '111111111111': { trust: 'own' },
      '222222222222': { trust: 'trusted', name: 'partner' },
      '333333333333': { trust: 'vendor', name: 'monitor' },
    },
  } as const;
  const trust = (...accounts: readonly string[]) =>
    text({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: accounts.map((one) => (one === '*' ? one : `arn:aws:iam::${one}:root`)) },
    });
  const askerOf = (accounts: readonly string[], options: Parameters<typeof diffOf>[1]) => {
    const role = (policy: string) => ({ name: 'r', assume_role_policy: policy });
    const change = updated('aws_iam_role.r', role(trust('111111111111')), role(trust(...accounts)));
    const { newAccess } = changeOf(diffOf([change], options), 'aws_iam_role.r', 'assume_role_policy');
    return newAccess.verdict === 'yes' ? newAccess.allowances[0].asker : newAccess.verdict;
  };

  it.each<[string, readonly string[], object | undefined]>([
    ['a trusted account', ['222222222222'], { trust: 'trusted', name: 'partner' }],
    ['a vendor, who is not trusted', ['333333333333'], { trust: 'vendor', name: 'monitor' }],
    ['an account that nobody named', ['444444444444'], { trust: 'outsider' }],
    ['the outsider, beside a trusted account', ['222222222222', '444444444444'], { trust: 'outsider' }],
    ['nobody where it is anyone', ['*'], undefined],
  ])('is %s', (_, accounts, expected) => {
    expect(askerOf(accounts, { known })).toEqual(expected);
  });

  it('is nobody where the user names nobody', () => {
    expect(askerOf(['444444444444'], {})).toBeUndefined();
  });

  it('is no outsider where no own account is known, since it may be of it', () => {
    const partner = { accounts: { '222222222222': { trust: 'trusted' } } } as const;
    expect(askerOf(['444444444444'], { known: partner })).toBeUndefined();
    expect(askerOf(['222222222222'], { known: partner })).toEqual({ trust: 'trusted' });
  });
});
