/**
 * The predicates about what is granted, as users write them: a rule file with examples, run as `grantlint rules test` does,
 * and the request that proves a finding.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import type { Json } from '../../src/base/value.ts';
import { compileRule } from '../../src/rule/compile.ts';
import { subjectsOfGiven } from '../../src/rule/examples/given.ts';
import { testRules } from '../../src/rule/examples/test-rules.ts';
import { judgePrincipal } from '../../src/rule/judge-principal.ts';
import type { Judgement } from '../../src/rule/judgement.ts';
import { loadRuleFiles } from '../../src/rule/load/load.ts';
import type { PolicyKind } from '../../src/subject/types.ts';
import { context } from '../policies/files.ts';
import { judged } from '../policies/judged.ts';

const noExample = "- { title: none, expect: complies, document: '{}' }";

/** A rule file as a user writes it. */
function rulesFrom(subject: string, reportWhen: string, examples = ''): ReturnType<typeof loadRuleFiles> {
  const text = `id: mine
title: Mine
severity: high
applies-to: ${subject}
rationale: It is ours.
remediation: Take it out.
accept-when: Never.
references: [https://example.com/policy]
report-when:
${indented(reportWhen)}
message: "it is so"
examples:
${indented(examples || `${noExample}\n${noExample}`)}
`;
  return loadRuleFiles([{ file: 'own/mine.yaml', text }]);
}

function indented(text: string): string {
  return text.trim().replace(/^/gm, '  ');
}

/** What is wrong with the examples of a rule file. */
function failures(subject: string, reportWhen: string, examples: string): readonly string[] {
  const run = testRules(rulesFrom(subject, reportWhen, examples), context);
  expect(run.examples).toBeGreaterThan(1);
  return run.failures.map(({ place, message }) => `${place}: ${message}`);
}

function judgements(
  subject: string,
  reportWhen: string,
  document: Json,
  kind: PolicyKind = 'identity',
): readonly Judgement[] {
  const rules = rulesFrom(subject, reportWhen).map(({ rule }) => compileRule(rule, context));
  return judged(document, kind, { rules });
}

function answers(all: readonly Judgement[]): readonly string[] {
  return all.map(({ verdict, pointer }) => `${verdict.answer} ${pointer}`);
}

function witnesses(all: readonly Judgement[]) {
  return all.flatMap(({ verdict }) =>
    verdict.answer === 'yes' ? verdict.evidence.flatMap(({ witness }) => witness ?? []) : [],
  );
}

const identity = '{ subject: document, kinds: [identity] }';
const statements = '{ subject: statement, kinds: [identity] }';
const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/app' };
const run = { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' };
const together = `
grants-all:
  - { actions: "iam:PassRole" }
  - { actions: ["ec2:RunInstances", "lambda:CreateFunction"] }`;

describe('grants-all', () => {
  it('holds where each member is granted, wherever in the document', () => {
    expect(
      failures(
        identity,
        together,
        `
- title: both in two statements
  expect: { violates: /Statement }
  document:
    Version: "2012-10-17"
    Statement:
      - { Effect: Allow, Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/app" }
      - { Effect: Allow, Action: "lambda:*", Resource: "*" }
- title: one of them alone
  expect: complies
  document:
    Version: "2012-10-17"
    Statement: [{ Effect: Allow, Action: ["iam:PassRole", "iam:GetRole"], Resource: "*" }]
- title: one of them is denied
  expect: complies
  document:
    Version: "2012-10-17"
    Statement:
      - { Effect: Allow, Action: ["iam:PassRole", "ec2:RunInstances"], Resource: "*" }
      - { Effect: Deny, Action: "iam:Pass*", Resource: "*" }
- title: one of them is decided during apply
  expect: undetermined
  document:
    Version: "2012-10-17"
    Statement:
      - { Effect: Allow, Action: "iam:PassRole", Resource: "*" }
      - { Effect: Allow, Action: (known after apply), Resource: "*" }`,
      ),
    ).toEqual([]);
  });

  it('shows a request for each member', () => {
    const all = judgements(identity, together, { Version: '2012-10-17', Statement: [pass, run] });
    expect(answers(all)).toEqual(['yes /Statement']);
    expect(witnesses(all).map(({ action }) => action)).toEqual(['iam:PassRole', 'ec2:RunInstances']);
    expect(witnesses(all)[0]?.resource).toBe('arn:aws:iam::123456789012:role/app');
  });

  it('counts what is attached to a principal together, within its boundary, as one finding at the principal', () => {
    const boundary = (action: string) =>
      `{ by: customer, arn: "arn:aws:iam::123456789012:policy/b", document: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "${action}", Resource: "*" } } }`;
    const policies = `
    policies:
      - { by: inline, document: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "iam:PassRole", Resource: "*" } } }
      - { by: inline, document: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "ec2:*", Resource: "*" } } }`;
    expect(
      failures(
        '{ subject: principal }',
        together,
        `
- title: two policies
  expect: { violates: "" }
  principal:
    principal: role${policies}
- title: the boundary leaves one out
  expect: complies
  principal:
    principal: role${policies}
    boundary: ${boundary('ec2:*')}
- title: the boundary allows both
  expect: { violates: "" }
  principal:
    principal: role${policies}
    boundary: ${boundary('*')}`,
      ),
    ).toEqual([]);
  });
});

describe('denies', () => {
  const wanted = 'denies: { actions: "s3:DeleteObject", resources: "arn:aws:s3:::logs/*" }';

  it('holds where every such request is denied, whatever else the document says', () => {
    expect(
      failures(
        identity,
        `not: { ${wanted} }`,
        `
- title: nothing denies
  expect: { violates: "" }
  document: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } }
- title: denied as part of more
  expect: complies
  document: { Version: "2012-10-17", Statement: { Effect: Deny, Action: "s3:Delete*", Resource: "arn:aws:s3:::*" } }
- title: denied in two halves
  expect: complies
  document:
    Version: "2012-10-17"
    Statement:
      - { Effect: Deny, Action: "s3:DeleteObject", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }
      - { Effect: Deny, Action: "s3:DeleteObject", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }
- title: denied to some only
  expect: { violates: "" }
  document:
    Version: "2012-10-17"
    Statement:
      - { Effect: Deny, Action: "s3:*", Resource: "*", Condition: { StringNotEquals: { "aws:PrincipalTag/team": "ops" } } }
- title: part of the objects
  expect: { violates: "" }
  document: { Version: "2012-10-17", Statement: { Effect: Deny, Action: "s3:*", Resource: "arn:aws:s3:::logs/a*" } }
- title: what is denied is decided during apply
  expect: undetermined
  document: { Version: "2012-10-17", Statement: { Effect: Deny, Action: "s3:*", Resource: (known after apply) } }
- title: whether it is denied is decided during apply
  expect: undetermined
  document: { Version: "2012-10-17", Statement: { Effect: (known after apply), Action: "s3:*", Resource: "*" } }`,
      ),
    ).toEqual([]);
  });

  it('of a statement is about it alone', () => {
    const half = (value: string) => ({
      Effect: 'Deny',
      Action: 's3:DeleteObject',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': value } },
    });
    const whole = { Effect: 'Deny', Action: '*', Resource: '*' };
    const document = { Version: '2012-10-17', Statement: [half('true'), half('false'), whole] };
    expect(answers(judgements(statements, wanted, document))).toEqual(['yes /Statement/2']);
  });

  it('of a principal counts every policy, and what is not in reach may deny as well', () => {
    const rules = rulesFrom('{ subject: principal }', wanted).map(({ rule }) => compileRule(rule, context));
    const judgedWith = (policies: Json) =>
      subjectsOfGiven({ principal: { principal: 'role', policies } }, { subject: 'principal' }).flatMap(
        (one) =>
          one.subject === 'principal' ? judgePrincipal(rules, one).map(({ verdict }) => verdict) : [],
      );
    const allowing = {
      by: 'inline',
      document: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
    };
    const denying = {
      by: 'inline',
      document: { Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } },
    };
    const hidden = { by: 'customer', arn: 'arn:aws:iam::123456789012:policy/x', reason: 'it is elsewhere' };
    expect(judgedWith([allowing])).toEqual([]);
    expect(judgedWith([allowing, denying])).toMatchObject([{ answer: 'yes' }]);
    expect(judgedWith([allowing, hidden])).toMatchObject([{ answer: 'unknown' }]);
    const [certain] = judgedWith([denying, hidden]);
    expect(certain?.answer === 'yes' && certain.evidence.some((one) => one.assumption)).toBe(false);
  });
});

describe('grants-beyond', () => {
  const reference = `
grants-beyond:
  Version: "2012-10-17"
  Statement:
    - { Effect: Allow, Action: ["s3:Get*", "s3:List*"], Resource: "*" }
    - { Effect: Allow, Action: "s3:PutObject", Resource: "arn:aws:s3:::team-\${aws:PrincipalTag/team}/*" }`;

  it('holds where a document allows something that the reference does not', () => {
    expect(
      failures(
        identity,
        reference,
        `
- title: part of the reference
  expect: complies
  document:
    Version: "2012-10-17"
    Statement:
      - { Effect: Allow, Action: "S3:getobject", Resource: "arn:aws:s3:::logs/*" }
      - { Effect: Allow, Action: "s3:PutObject", Resource: "arn:aws:s3:::team-\${aws:PrincipalTag/team}/in/*" }
- title: another action
  expect: { violates: /Statement/1 }
  document:
    Version: "2012-10-17"
    Statement:
      - { Effect: Allow, Action: "s3:ListBucket", Resource: "*" }
      - { Effect: Allow, Action: ["s3:GetObject", "s3:DeleteObject"], Resource: "*" }
- title: what is beyond is denied
  expect: complies
  document:
    Version: "2012-10-17"
    Statement:
      - { Effect: Allow, Action: ["s3:GetObject", "s3:DeleteObject"], Resource: "*" }
      - { Effect: Deny, Action: "s3:Delete*", Resource: "*" }
- title: another place
  expect: { violates: /Statement }
  document:
    Version: "2012-10-17"
    Statement: { Effect: Allow, Action: "s3:PutObject", Resource: "arn:aws:s3:::team-red/*" }
- title: the place is decided during apply
  expect: undetermined
  document:
    Version: "2012-10-17"
    Statement: { Effect: Allow, Action: "s3:PutObject", Resource: "(known after apply)" }`,
      ),
    ).toEqual([]);
  });

  it('shows the request, for each statement that goes beyond', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
        { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::logs/*' },
        { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:123456789012:jobs' },
      ],
    };
    const all = judgements(identity, reference, document);
    expect(answers(all)).toEqual(['yes /Statement']);
    const [first, second] = witnesses(all);
    expect(first?.action).toMatch(/^s3:(?!Get|List)/);
    expect(first?.resource).toMatch(/^arn:aws:s3:::logs\//);
    expect(second).toMatchObject({
      action: 'sqs:SendMessage',
      resource: 'arn:aws:sqs:eu-west-1:123456789012:jobs',
    });
  });

  it('of a statement is about it alone, after the denials of its document', () => {
    const remove = { Effect: 'Allow', Action: 's3:DeleteObject', Resource: '*' };
    const denial = { Effect: 'Deny', Action: 's3:Delete*', Resource: '*' };
    const of = (...Statement: readonly Json[]) =>
      answers(judgements(statements, reference, { Version: '2012-10-17', Statement }));
    expect(of(run, remove)).toEqual(['yes /Statement/0', 'yes /Statement/1']);
    expect(of(run, remove, denial)).toEqual(['yes /Statement/0']);
  });

  it('is refused with a document that is none', () => {
    const problems = (argument: string) => {
      try {
        rulesFrom(identity, `grants-beyond: ${argument}`);
        return [];
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return error.problems.map(({ message, line }) => `${line}: ${message}`);
      }
    };
    expect(problems('"ReadOnlyAccess"')).toEqual([
      '10: `"ReadOnlyAccess"` stands where a policy document is expected',
    ]);
    expect(problems('{ Statement: [{ Effect: Maybe, Action: "*", Resource: "*" }] }').join()).toContain(
      'AWS would refuse the policy document',
    );
  });
});

describe('grants', () => {
  it('shows the request that a user asked about, with the condition keys that it needs', () => {
    const guarded = { ...pass, Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } };
    const all = judgements(identity, 'grants: { actions: "iam:PassRole" }', {
      Version: '2012-10-17',
      Statement: [run, guarded],
    });
    expect(answers(all)).toEqual(['yes /Statement/1']);
    expect(witnesses(all)).toMatchObject([
      {
        action: 'iam:PassRole',
        resource: pass.Resource,
        context: { 'iam:passedtoservice': 'ec2.amazonaws.com' },
      },
    ]);
  });
});
