import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/base/value.ts';
import { entry, references, written } from '../plan/plans.ts';
import { byPlace, documentIn, extracted, extractedFrom, placeOf, planOfFixture } from './extracted.ts';

const text = '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const wider = '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** The documents of a plan with one resource that has no more than one. */
function documentOf(address: string, change: JsonObject, more: JsonObject = {}) {
  const [only, ...others] = extractedFrom({
    resource_changes: [entry(address, change)],
    ...more,
  }).documents();
  expect(others).toEqual([]);
  return only;
}

describe('what happens to a document', () => {
  it('is judged as it will be, with what it was', () => {
    const change = { actions: ['update'], before: { policy: text }, after: { policy: wider } };
    expect(documentOf('aws_iam_policy.p', change)).toMatchObject({
      state: 'known',
      judged: true,
      content: { text: wider },
      before: { text },
      origins: [{ actions: ['update'] }],
    });
  });

  it('is judged where nothing changes', () => {
    const change = { actions: ['no-op'], before: { policy: text }, after: { policy: text } };
    expect(documentOf('aws_iam_policy.p', change)).toMatchObject({ state: 'known', judged: true });
  });

  it.each([
    ['deleted', { actions: ['delete'], before: { policy: text }, after: null }, 'this plan deletes it'],
    [
      'forgotten',
      { actions: ['forget'], before: { policy: text }, after: null },
      'Terraform forgets it, and it stays in AWS as it is',
    ],
  ])('is listed with what it was, and not judged, where it is %s', (_, change, reason) => {
    const document = documentOf('aws_iam_policy.p', change);
    expect(document).toMatchObject({ judged: false, before: { text }, reason });
    expect(document?.content).toBeUndefined();
  });

  it('is listed once for the resource and once for what a replacement left over', () => {
    const gone = { actions: ['delete'], before: { policy: text }, after: null };
    const plan = extractedFrom({
      resource_changes: [
        entry('aws_iam_policy.p', { after: { policy: wider } }),
        entry('aws_iam_policy.p', gone, { deposed: 'ab12' }),
      ],
    });
    expect([...plan.documents()].map(({ judged }) => judged)).toEqual([true, false]);
  });

  it('comes from the state in a refresh-only plan', () => {
    const resource = { address: 'aws_iam_policy.p', mode: 'managed', type: 'aws_iam_policy', name: 'p' };
    const state = { values: { root_module: { resources: [{ ...resource, values: { policy: text } }] } } };
    expect([...extractedFrom({ prior_state: state }).documents()]).toMatchObject([
      { state: 'known', judged: true, origins: [{ actions: ['no-op'] }] },
    ]);
  });
});

describe('an empty document', () => {
  it('is none where it is the empty text or null', () => {
    expect(documentOf('aws_sns_topic.t', { after: { policy: '' } })).toBeUndefined();
    expect(documentOf('aws_sns_topic.t', { after: { policy: null } })).toBeUndefined();
  });

  it('was taken out of the plan where there must be one', () => {
    const named = { after: { inline_policy: [{ name: 'deploy', policy: '' }] } };
    expect(documentOf('aws_iam_policy.p', { after: { policy: '' } })).toMatchObject({
      state: 'undetermined',
    });
    expect(documentOf('aws_iam_role.r', named)).toMatchObject({ state: 'undetermined' });
  });

  it('takes the policy away where the provider says so, and is a wrong one elsewhere', () => {
    expect(documentOf('aws_secretsmanager_secret.s', { after: { policy: '{}' } })).toMatchObject({
      state: 'default',
    });
    expect(documentOf('aws_iam_policy.p', { after: { policy: '{}' } })).toMatchObject({
      state: 'known',
      judged: true,
    });
  });
});

describe('the kind', () => {
  it.each([
    [{ content: text }, 'scp', true],
    [{ content: text, type: 'SERVICE_CONTROL_POLICY' }, 'scp', true],
    [{ content: text, type: 'RESOURCE_CONTROL_POLICY' }, 'rcp', true],
    [{ content: '{"tags":{}}', type: 'TAG_POLICY' }, 'other-non-IAM', false],
  ])('of an organizations policy is told by its type: %j', (after, kind, judged) => {
    expect(documentOf('aws_organizations_policy.p', { after })).toMatchObject({ kind, judged });
  });

  it('of another grammar is listed with that reason', () => {
    expect(documentOf('aws_ecr_lifecycle_policy.p', { after: { policy: '{}' } })).toMatchObject({
      state: 'other-grammar',
      judged: false,
      reason: 'it is not in the grammar of IAM policies',
    });
  });
});

describe('an attribute in blocks', () => {
  const blocks = [
    { name: 'second', policy: wider },
    { name: 'first', policy: text },
  ];
  const change = {
    actions: ['update'],
    before: { inline_policy: [...blocks].reverse() },
    after: { inline_policy: blocks },
  };

  it('is named by its block, compared with that block, and never by an index', () => {
    const found = [...extractedFrom({ resource_changes: [entry('aws_iam_role.r', change)] }).documents()];
    expect(
      found.map(({ origins: [{ attribute }], content, before }) => [attribute, content, before]),
    ).toEqual([
      ['inline_policy["second"].policy', { form: 'text', text: wider }, { form: 'text', text: wider }],
      ['inline_policy["first"].policy', { form: 'text', text }, { form: 'text', text }],
    ]);
  });

  it('is none where the empty block removes all inline policies', () => {
    const after = { inline_policy: [{ name: null, policy: null }] };
    expect(documentOf('aws_iam_role.r', { after })).toBeUndefined();
  });

  it('is undetermined where blocks are written and their list is unknown', () => {
    const configuration = {
      root_module: {
        resources: [
          written('aws_iam_role.r', { inline_policy: [{ name: { constant_value: 'a' }, policy: {} }] }),
        ],
      },
    };
    const change = { after: {}, after_unknown: { inline_policy: true } };
    expect(documentOf('aws_iam_role.r', change, { configuration })).toMatchObject({ state: 'undetermined' });
  });
});

describe('a document that is unknown without a configuration', () => {
  it('is undetermined, since nobody can tell that nobody wrote it', () => {
    const change = { after: {}, after_unknown: { policy: true } };
    expect(documentOf('aws_sqs_queue.q', change)).toMatchObject({
      state: 'undetermined',
      judged: false,
      reason: expect.stringContaining('no configuration'),
    });
  });

  it('is undetermined and sensitive where a host masked it', () => {
    const change = { after: { policy: '<sensitive>' }, after_sensitive: { policy: true } };
    expect(documentOf('aws_sqs_queue.q', change)).toMatchObject({ state: 'undetermined', sensitive: true });
  });
});

describe('a plan that holds planned values only', () => {
  it('does not pass over a document that is not among them, though the provider demands it', () => {
    const resource = { address: 'aws_iam_policy.p', mode: 'managed', type: 'aws_iam_policy', name: 'p' };
    const planned_values = { root_module: { resources: [{ ...resource, values: { name: 'p' } }] } };
    expect([...extractedFrom({ planned_values }).documents()]).toMatchObject([
      { state: 'undetermined', origins: [{ address: 'aws_iam_policy.p', attribute: 'policy' }] },
    ]);
  });
});

describe('a resource whose document stands in another one', () => {
  it('says which', () => {
    const configuration = {
      root_module: {
        resources: [
          written('aws_s3_bucket.b', { bucket: {} }),
          written('aws_s3_bucket_policy.p', {
            bucket: references('aws_s3_bucket.b.id', 'aws_s3_bucket.b'),
            policy: {},
          }),
        ],
      },
    };
    const resource_changes = [
      entry('aws_s3_bucket.b', { after: {}, after_unknown: { id: true, policy: true } }),
      entry('aws_s3_bucket_policy.p', { after: { policy: text }, after_unknown: { bucket: true } }),
    ];
    const documents = byPlace(extractedFrom({ resource_changes, configuration }));
    expect(documents.get('aws_s3_bucket.b policy')?.reason).toBe(
      'it stands in a resource of its own, `aws_s3_bucket_policy.p`',
    );
    expect(documents.get('aws_s3_bucket_policy.p policy')?.state).toBe('known');
  });
});

describe('a data source that was read while planning', () => {
  const read = (name: string, json: string, more: JsonObject = {}) => ({
    address: `data.aws_iam_policy_document.${name}`,
    mode: 'data',
    type: 'aws_iam_policy_document',
    name,
    values: { json, ...more },
  });
  const state = (...resources: readonly JsonObject[]) => ({ values: { root_module: { resources } } });
  const pretty = JSON.stringify(JSON.parse(text), null, 2);

  it('is one subject with the policy that holds the same document in another form', () => {
    const resource_changes = [entry('aws_iam_policy.p', { after: { policy: sorted(text) } })];
    const found = [...extractedFrom({ resource_changes, prior_state: state(read('d', pretty)) }).documents()];
    expect(found.map(({ origins }) => origins.map(({ address }) => address))).toEqual([
      ['aws_iam_policy.p', 'data.aws_iam_policy_document.d'],
    ]);
  });

  it('is listed, and not judged, where no policy has it', () => {
    const found = [...extractedFrom({ prior_state: state(read('d', pretty)) }).documents()];
    expect(found).toMatchObject([
      { state: 'known', kind: 'generic', judged: false, origins: [{ mode: 'data' }] },
    ]);
  });

  it('says which other one it goes into', () => {
    const outer = read('outer', wider, { source_policy_documents: [pretty] });
    const found = byPlace(extractedFrom({ prior_state: state(read('inner', pretty), outer) }));
    expect(found.get('data.aws_iam_policy_document.inner json')?.reason).toBe(
      'it goes into `data.aws_iam_policy_document.outer`',
    );
  });

  it('makes sensitive what is made from a sensitive argument', () => {
    const resource_changes = [entry('aws_iam_policy.p', { after: { policy: text } })];
    const secret = { ...read('d', pretty), sensitive_values: { statement: [{ resources: true }] } };
    expect([...extractedFrom({ resource_changes, prior_state: state(secret) }).documents()]).toMatchObject([
      { sensitive: true },
    ]);
  });

  function sorted(json: string): string {
    return JSON.stringify(JSON.parse(json), ['Statement', 'Action', 'Effect', 'Resource']);
  }
});

describe('an expression around a deferred data source', () => {
  const block = [{ effect: null, actions: ['s3:*'], resources: ['*'] }];
  const deferred = entry('data.aws_iam_policy_document.d', {
    after: { statement: block },
    after_unknown: { json: true },
  });
  const json = ['data.aws_iam_policy_document.d.json', 'data.aws_iam_policy_document.d'];
  const stateWith = (value: Json | undefined, ...names: readonly string[]) => {
    const policy = entry('aws_iam_policy.p', { after: {}, after_unknown: { policy: true } });
    const resources = [
      written('data.aws_iam_policy_document.d', {}),
      written('aws_iam_policy.p', { policy: references(...json, ...names) }),
      written('aws_s3_bucket.b', {}),
    ];
    const extraction = extractedFrom({
      resource_changes: [deferred, policy, entry('aws_s3_bucket.b', { after: { bucket: 'reports' } })],
      configuration: { root_module: { resources } },
      ...(value === undefined ? {} : { variables: { v: { value } } }),
    });
    return byPlace(extraction).get('aws_iam_policy.p policy')?.state;
  };

  it('gives its document where it is the reference alone, or a choice that a boolean makes', () => {
    expect(stateWith(undefined)).toBe('rebuilt');
    expect(stateWith(true, 'var.v')).toBe('rebuilt');
  });

  it('is undetermined where a text or another value may have been put into it', () => {
    expect(stateWith('123456789012', 'var.v')).toBe('undetermined');
    expect(stateWith(undefined, 'aws_s3_bucket.b.bucket', 'aws_s3_bucket.b')).toBe('undetermined');
    expect(stateWith(undefined, 'local.suffix')).toBe('undetermined');
  });
});

describe('the session policy of a provider', () => {
  it('is found in the configuration', () => {
    const block = { role_arn: {}, policy: { constant_value: text } };
    const configuration = {
      provider_config: { aws: { name: 'aws', expressions: { assume_role: [block] } } },
      root_module: {},
    };
    const [document] = extractedFrom({ configuration }).documents();
    expect(document).toMatchObject({
      kind: 'session',
      state: 'known',
      origins: [{ address: 'provider.aws' }],
    });
  });
});

describe('every row that can be planned', () => {
  const plan = planOfFixture('catalogue');
  const found = [...extracted(plan).documents()];

  it('is found in the plan of all of them, with its content', () => {
    const asked = plan.changes.filter(({ mode }) => mode === 'managed').map(({ address }) => address);
    const seen = new Set(found.map(({ origins: [{ address }] }) => address));
    expect(asked.filter((address) => !seen.has(address))).toEqual([]);
    expect(found.filter(({ state }) => state === 'undetermined').map(placeOf)).toEqual([]);
  });

  it('is parsed as JSON where it is an IAM document', () => {
    const wrong = found.filter((one) => one.judged && typeof documentIn(one) !== 'object');
    expect(wrong.map(placeOf)).toEqual([]);
  });

  it('has no index into the plan in its name', () => {
    expect(
      found.map(({ origins: [{ attribute }] }) => attribute).filter((name) => /\[\d/.test(name)),
    ).toEqual([]);
  });
});

describe('the ARN of a managed policy', () => {
  const own = (after: JsonObject) =>
    documentOf('aws_iam_policy.p', { after: { policy: text, ...after } })?.arns?.();

  it('is what the plan tells', () => {
    const arn = 'arn:aws:iam::123456789012:policy/team/app';
    expect(own({ arn, name: 'app', path: '/team/' })).toEqual([arn]);
  });

  it('that is known only after apply is made of path and name, in each partition and some account, never in that of AWS', () => {
    const arns = own({ name: 'app', path: '/team/' }) ?? [];
    expect(arns).toContain('arn:aws:iam::????????????:policy/team/app');
    expect(arns).toContain('arn:aws-us-gov:iam::????????????:policy/team/app');
    expect(own({ name_prefix: 'app-' })).toContain('arn:aws:iam::????????????:policy/app-*');
  });

  it('is not known where its name is not', () => expect(own({})).toEqual([]));
});
