/**
 * `aws_iam_policy_document` as the provider renders it.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hole, isHole, template, type Value, type ValueObject } from '../../src/base/value.ts';
import { hasHole, renderPolicyDocument } from '../../src/extract/policy-document/render.ts';

/** The rendered document, parsed; a tree stays one. */
function rendered(values: ValueObject): { readonly [key: string]: Value } {
  const result = renderPolicyDocument(values);
  if ('refused' in result) throw new Error(result.refused);
  return 'json' in result ? JSON.parse(result.json) : (result.tree as ValueObject);
}

const statement = (...statements: readonly ValueObject[]) => rendered({ statement: statements }).Statement;
const source = (...statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const named = (Sid: string, Action: string) => ({ Sid, Effect: 'Allow', Action });

describe('the defaults of a deferred data source', () => {
  it('are those of the provider, since Terraform prints null for them', () => {
    const block = { sid: null, effect: null, actions: ['s3:GetObject'], resources: null, principals: [] };
    expect(rendered({ version: null, policy_id: null, statement: [block] })).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject' }],
    });
  });

  it('leave out what is empty', () => {
    expect(renderPolicyDocument({ statement: [] })).toEqual({ json: '{\n  "Version": "2012-10-17"\n}' });
  });
});

describe('principals', () => {
  it('are everyone in two forms, which trust policies tell apart', () => {
    expect(statement({ principals: [{ type: '*', identifiers: ['*'] }] })).toMatchObject([
      { Principal: '*' },
    ]);
    expect(statement({ principals: [{ type: 'AWS', identifiers: ['*'] }] })).toMatchObject([
      { Principal: { AWS: '*' } },
    ]);
  });
});

describe('text for people and machines', () => {
  it("escapes as Go does, and turns Terraform's `&{` into a policy variable but in actions", () => {
    const block = { actions: ['s3:&{x}'], resources: ['arn:aws:s3:::<b>/&{aws:username}'] };
    const result = renderPolicyDocument({ statement: [block] });
    expect('json' in result && result.json).toContain('arn:aws:s3:::\\u003cb\\u003e/${aws:username}');
    expect('json' in result && result.json).toContain('s3:\\u0026{x}');
  });

  it('sorts by bytes, descending', () => {
    const [first] = statement({
      resources: ['a', 'Z', 'é', '\u{1f600}', '\uffff'],
    }) as readonly ValueObject[];
    expect(first?.Resource).toEqual(['\u{1f600}', '\uffff', 'é', 'a', 'Z']);
  });
});

describe('merging', () => {
  it('replaces a statement of a source in its place, and adds the others', () => {
    const values = {
      source_policy_documents: [
        source(named('A', 's3:a'), named('B', 's3:b'), { Effect: 'Allow', Action: 's3:c' }),
      ],
      statement: [{ sid: 'A', actions: ['s3:own'] }],
      override_policy_documents: [source(named('B', 's3:over'), named('C', 's3:new'))],
    };
    expect(rendered(values).Statement).toEqual([
      named('A', 's3:own'),
      named('B', 's3:over'),
      { Effect: 'Allow', Action: 's3:c' },
      named('C', 's3:new'),
    ]);
  });

  it('takes `source_json` first and `override_json` last, as providers before 5.0 do', () => {
    const values = {
      source_json: source(named('A', 's3:legacy'), named('D', 's3:d')),
      source_policy_documents: [source(named('B', 's3:b'))],
      statement: [{ sid: 'A', actions: ['s3:own'] }],
      override_policy_documents: [source(named('B', 's3:over'))],
      override_json: source(named('B', 's3:last')),
    };
    expect(rendered(values).Statement).toEqual([
      named('A', 's3:own'),
      named('D', 's3:d'),
      named('B', 's3:last'),
    ]);
  });

  it.each<[string, ValueObject]>([
    ['of its own', { statement: [{ sid: 'A' }, { sid: 'A' }] }],
    ['of one source', { source_policy_documents: [source(named('A', 's3:a'), named('A', 's3:b'))] }],
    ['of two sources', { source_policy_documents: [source(named('A', 's3:a')), source(named('A', 's3:b'))] }],
  ])('refuses two statements %s with the same Sid, as the provider does', (_, values) => {
    expect(renderPolicyDocument(values)).toEqual({ refused: expect.stringMatching(/Sid|sid/) });
  });

  it('lets the last of two overrides with the same Sid win', () => {
    const overrides = [source(named('A', 's3:first')), source(named('A', 's3:last'))];
    expect(rendered({ override_policy_documents: overrides }).Statement).toEqual([named('A', 's3:last')]);
  });

  it.each(['*', ['*']])('write everyone of a source as `*`, where a list has one too: %j', (everyone) => {
    const one = { ...named('A', 's3:a'), Principal: { '*': everyone } };
    const { Statement } = rendered({ source_policy_documents: [source(one)] });
    expect(Statement).toMatchObject([{ Principal: '*' }]);
  });

  it('drops a condition that is a bare number, and keeps booleans as text', () => {
    const Condition = { NumericLessThan: { 's3:max-keys': 10 }, Bool: { 'aws:SecureTransport': true } };
    const values = { source_policy_documents: [source({ ...named('A', 's3:a'), Condition })] };
    expect(rendered(values).Statement).toEqual([
      { ...named('A', 's3:a'), Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ]);
  });

  it('upgrades the version of a source, since the own document always has one', () => {
    const old = JSON.stringify({ Version: '2008-10-17', Statement: [] });
    expect(rendered({ source_policy_documents: [old] }).Version).toBe('2012-10-17');
  });

  it.each([
    ['two own statements of one Sid', { statement: [{ sid: 'A' }, { sid: 'A' }] }],
    [
      'two source statements of one Sid',
      { source_policy_documents: [source(named('A', 'a')), source(named('A', 'b'))] },
    ],
    ['a source that is not JSON', { source_policy_documents: ['{'] }],
    ['a source with one statement and no list', { source_policy_documents: ['{"Statement":{}}'] }],
    [
      'a variable in version 2008',
      { version: '2008-10-17', statement: [{ resources: ['&{aws:username}'] }] },
    ],
  ])('refuses %s, as the provider does', (_, values) => {
    expect(renderPolicyDocument(values)).toHaveProperty('refused');
  });
});

describe('what is unknown', () => {
  const unknown = hole({ reference: 'x' });

  it('makes of an unknown override that earlier statements with a Sid may be replaced', () => {
    const values = {
      statement: [{ sid: 'A', actions: ['*'] }, { actions: ['s3:*'] }],
      override_policy_documents: [unknown],
    };
    const [first, second, third] = rendered(values).Statement as readonly Value[];
    expect(isHole(first)).toBe(true);
    expect(second).toEqual({ Effect: 'Allow', Action: 's3:*' });
    expect(isHole(third)).toBe(true);
  });

  it('leaves own statements certain behind an unknown source', () => {
    const values = { source_policy_documents: [unknown], statement: [{ sid: 'A', actions: ['*'] }] };
    expect(rendered(values).Statement).toEqual([unknown, { Sid: 'A', Effect: 'Allow', Action: '*' }]);
  });

  it('is a hole for a block, an operator or a principal type that is not known', () => {
    const [first] = statement({
      actions: ['*'],
      condition: [{ test: unknown, variable: 'aws:x', values: ['1'] }],
      principals: [unknown],
    }) as readonly ValueObject[];
    expect(isHole(first?.Condition)).toBe(true);
    expect(isHole(first?.Principal)).toBe(true);
  });

  it('is a hole for keys of which some are unknown in part, so that no condition is lost', () => {
    const key = template([unknown, ':sub']);
    const [first] = statement({
      actions: ['sts:AssumeRoleWithWebIdentity'],
      condition: [
        { test: 'StringEquals', variable: 'aws:x', values: ['1'] },
        { test: 'StringEquals', variable: key, values: ['a', 'b'] },
      ],
      principals: [{ type: template(['A', unknown]), identifiers: ['x'] }],
    }) as readonly ValueObject[];
    const entries = [
      ['aws:x', '1'],
      [key, ['a', 'b']],
    ];
    expect(first?.Condition).toMatchObject({ StringEquals: { entries } });
    expect(isHole(first?.Principal)).toBe(true);
  });
});

const text = fc.constantFrom('a', 'b', 'c', '*', 's3:GetObject', '');
const texts = fc.uniqueArray(text, { maxLength: 4 });
const block = fc.record(
  {
    sid: fc.constantFrom('A', 'B', ''),
    effect: fc.constantFrom('Allow', 'Deny'),
    actions: texts,
    resources: texts,
    principals: fc.uniqueArray(fc.record({ type: text, identifiers: texts }), {
      maxLength: 3,
      selector: JSON.stringify,
    }),
    condition: fc.uniqueArray(
      fc.record({ test: text, variable: text, values: fc.array(text, { maxLength: 3 }) }),
      { maxLength: 3, selector: JSON.stringify },
    ),
  },
  { requiredKeys: [] },
);

describe('laws', () => {
  it('sets have no order: that of their elements and blocks changes nothing', () => {
    fc.assert(
      fc.property(block, (one) => {
        const { actions = [], resources = [], principals = [], condition = [] } = one;
        const turned = {
          ...one,
          actions: [...actions].reverse(),
          resources: [...resources].reverse(),
          principals: [...principals].reverse(),
          condition: [...condition].reverse(),
        };
        expect(renderPolicyDocument({ statement: [turned] })).toEqual(
          renderPolicyDocument({ statement: [one] }),
        );
      }),
    );
  });

  it('taking a document in as a source a second time changes nothing more', () => {
    const takenIn = (result: ReturnType<typeof renderPolicyDocument>) =>
      renderPolicyDocument({ source_policy_documents: 'json' in result ? [result.json] : [] });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 3 }), (statement) => {
        const first = renderPolicyDocument({ statement });
        fc.pre('json' in first);
        expect(takenIn(takenIn(first))).toEqual(takenIn(first));
      }),
    );
  });

  it('a value that becomes unknown never leaves a document that looks complete', () => {
    fc.assert(
      fc.property(
        block,
        fc.constantFrom('sid', 'effect', 'actions', 'resources', 'principals', 'condition'),
        (one, name) => {
          const result = renderPolicyDocument({ statement: [{ ...one, [name]: hole() }] });
          expect('tree' in result && hasHole(result.tree)).toBe(true);
        },
      ),
    );
  });
});
