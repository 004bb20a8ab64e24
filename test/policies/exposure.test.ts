/**
 * Every place of the catalogue where a resource policy may stand: open to anyone, open to another account, and as it should
 * be. What becomes of each follows from who may do what, whichever the service is.
 */
import { describe, expect, it } from 'vitest';
import { sharingAttributes } from '../../src/aws/sharing.ts';
import type { Json, JsonObject } from '../../src/base/value.ts';
import type { Row } from '../../src/extract/catalogue/row.ts';
import { allRows } from '../../src/extract/catalogue/row-lookup.ts';
import { extract } from '../../src/extract/extract.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import { compileRule } from '../../src/rule/compile.ts';
import { judgeDocument, judgeResource } from '../../src/rule/judge.ts';
import { catalogue } from '../aws/data.ts';
import { entry, planOf } from '../plan/plans.ts';
import { type ExposedService, exposedServices } from './exposed-services.ts';
import { context, ruleFiles } from './files.ts';

const own = '111122223333';
const rules = ruleFiles
  .filter(({ rule }) => rule.family === 'exposure')
  .map(({ rule }) => compileRule(rule, { ...context, accounts: { own: [own], trusted: [] } }));

/** These hold a policy without principals, or a statement alone. */
const others = ['aws_ram_permission', 'awscc_ram_permission', 'awscc_events_event_bus_policy'];
const rows = allRows.filter(
  ({ kind, presence, type }) => kind === 'resource' && presence !== 'echo' && !others.includes(type),
);

/** A resource that is there already, with the document at the row's place: new buckets refuse what is public. */
function planWith({ type, path }: Row, document: Json) {
  const attributes = path
    .split('.')
    .reduceRight<Json>(
      (inner, step) =>
        step.endsWith('[]') ? { [step.slice(0, -2)]: [inner as JsonObject] } : { [step]: inner },
      JSON.stringify(document),
    ) as JsonObject;
  return planOf({
    resource_changes: [entry(`${type}.it`, { actions: ['update'], before: {}, after: attributes })],
  });
}

/** Ids of the exposure rules that hold, and with a `?` those that cannot be decided. */
function found(row: Row, statement: JsonObject): readonly string[] {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
  const { managedPolicy } = catalogue;
  const subjects = [...extract(planWith(row, document), { managedPolicy }).documents()].filter(
    ({ content, judged }) => judged && content !== undefined,
  );
  expect(subjects).toHaveLength(1);
  return subjects.flatMap((subject) => {
    if (subject.content === undefined) return [];
    return judgeDocument(rules, subject, parsePolicy(subject.content)).map(({ rule, verdict }) =>
      verdict.answer === 'yes' ? rule.id : `${rule.id}?`,
    );
  });
}

const stranger = { AWS: 'arn:aws:iam::444455556666:root' };
const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };

describe.each(rows.map((row) => [`${row.type} ${row.path}`, row] as const))('%s', (_, row) => {
  const service = exposedServices[row.service] as ExposedService;
  const write = { Action: service.write, Resource: service.resource };
  const read = { Action: service.read ?? '', Resource: service.resource };

  it('is exposed where anyone may write', () => {
    expect(found(row, { Principal: '*', ...write })).toEqual(['public-write']);
    expect(found(row, { Principal: { AWS: ['*'] }, ...write })).toEqual(['public-write']);
    expect(found(row, { NotPrincipal: { AWS: `arn:aws:iam::${own}:root` }, ...write })).toEqual([
      'public-write',
    ]);
    expect(found(row, { Principal: '*', ...write, Action: `${service.write.split(':')[0]}:*` })).toEqual([
      'public-write',
    ]);
  });

  if (service.read !== undefined)
    it('is less exposed where anyone may read', () => {
      expect(found(row, { Principal: '*', ...read })).toEqual(['public-read']);
    });

  it('is shared where another account may write, or read', () => {
    expect(found(row, { Principal: stranger, ...write })).toEqual(['shared-write']);
    if (service.read !== undefined && service.read !== 'kms:Decrypt' && row.service !== 'apigateway')
      expect(found(row, { Principal: stranger, ...read })).toEqual(['shared-read']);
  });

  it('is as it should be for the own account, and for the own organisation', () => {
    expect(found(row, { Principal: { AWS: `arn:aws:iam::${own}:role/app` }, ...write })).toEqual([]);
    expect(found(row, { Principal: '*', ...write, Condition: organization })).toEqual([]);
  });
});

/** Resources that are statements, with a principal of the statement's own attribute. */
const statements: readonly (readonly [
  type: string,
  principal: string,
  attributes: JsonObject,
  bad: string,
])[] = [
  ['aws_lambda_permission', 'principal', { action: 'lambda:InvokeFunction', function_name: 'app' }, 'write'],
  [
    'aws_lambda_layer_version_permission',
    'principal',
    { action: 'lambda:GetLayerVersion', layer_name: 'layer', version_number: 1 },
    'read',
  ],
  ['aws_cloudwatch_event_permission', 'principal', { event_bus_name: 'orders' }, 'write'],
  [
    'aws_signer_signing_profile_permission',
    'principal',
    { action: 'signer:StartSigningJob', profile_name: 'p' },
    'write',
  ],
  ['aws_kms_grant', 'grantee_principal', { key_id: 'k', operations: ['Sign'] }, 'write'],
];

describe.each(statements)('%s', (type, principal, attributes, bad) => {
  const judged = (value: string) => {
    const change = { actions: ['create'], after: { ...attributes, [principal]: value } };
    const plan = planOf({ resource_changes: [entry(`${type}.it`, change)] });
    return [...extract(plan, { managedPolicy: catalogue.managedPolicy }).documents()].flatMap((subject) =>
      subject.content === undefined
        ? []
        : judgeDocument(rules, subject, parsePolicy(subject.content)).map(({ rule }) => rule.id),
    );
  };

  it('is exposed to everyone, shared with another account, and kept for the own one', () => {
    if (type !== 'aws_kms_grant') expect(judged('*')).toEqual([`public-${bad}`]);
    expect(judged('arn:aws:iam::444455556666:root')).toEqual([`shared-${bad}`]);
    expect(judged(`arn:aws:iam::${own}:role/app`)).toEqual([]);
  });
});

/** Resources that are shared without a policy, as each names whom. */
describe.each(Object.entries(sharingAttributes))('%s', (type, paths) => {
  const ids = (value: string) =>
    paths.map((path) => {
      const [first = '', ...rest] = path.split('.');
      const attributes = {
        [first]: rest.reduceRight<Json>((inner, step) => ({ [step]: inner }), value),
      } as JsonObject;
      const plan = planOf({
        resource_changes: [entry(`${type}.it`, { actions: ['create'], after: attributes })],
      });
      const { managedPolicy } = catalogue;
      return [...extract(plan, { managedPolicy }).resources()].flatMap((subject) =>
        judgeResource(rules, subject).map(({ rule }) => rule.id.replace(/^.*-/, '')),
      );
    });

  it('is told where it is given to another account, and silent for the own one', () => {
    expect(ids('444455556666')).toEqual(paths.map(() => ['shared']));
    expect(ids('arn:aws:iam::444455556666:role/app')).toEqual(paths.map(() => ['shared']));
    expect(ids(own)).toEqual(paths.map(() => []));
    expect(ids('arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5')).toEqual(paths.map(() => []));
  });
});

describe('the table', () => {
  it('has every service of the catalogue, with actions that are what it says', () => {
    expect(Object.keys(exposedServices).sort()).toEqual(
      [...new Set(rows.map(({ service }) => service))].sort(),
    );
    const changing = ['Write', 'Permissions management', 'Tagging'];
    const levelOf = (action: string) => catalogue.action(action)?.level ?? 'unknown';
    const wrong = Object.values(exposedServices).flatMap(({ write, read }) => [
      ...(changing.includes(levelOf(write)) ? [] : [write]),
      ...(read !== undefined && levelOf(read) === 'unknown' ? [read] : []),
    ]);
    expect(wrong).toEqual([]);
  });
});
