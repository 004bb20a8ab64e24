/**
 * Each thing that people hand over instead of a plan: one problem with its code, its cause and the fix, never a crash.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError, type Problem } from '../../src/base/problem.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { planObject } from './plans.ts';

const plan = JSON.stringify(planObject({ resource_changes: [{ note: 'é "quoted" \\ text' }, -2.5e3, true] }));

/** The one problem of an input that is refused. */
function problemOf(input: string | Uint8Array): Problem {
  try {
    readPlan(input, 'plan.json');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.exit).toBe(3);
    expect(error.problems).toHaveLength(1);
    const [problem] = error.problems;
    if (problem !== undefined) return problem;
  }
  throw new Error('it was read as a plan');
}

const inputs: readonly { name: string; input: string | Uint8Array; code: string }[] = [
  { name: 'nothing', input: new Uint8Array(0), code: 'empty-input' },
  { name: 'white space', input: ' \n\t\r\n', code: 'empty-input' },
  { name: 'a byte order mark alone', input: Uint8Array.of(0xef, 0xbb, 0xbf), code: 'empty-input' },
  { name: 'a zip', input: Buffer.from('PK\u0003\u0004tfplan', 'latin1'), code: 'binary-plan' },
  { name: 'a raw state', input: '{"version":4,"serial":1,"lineage":"x","resources":[]}', code: 'state-file' },
  {
    name: 'a shown state',
    input: '{"format_version":"1.0","values":{"root_module":{}}}',
    code: 'state-file',
  },
  { name: 'an empty shown state', input: '{"format_version":"1.0"}', code: 'state-file' },
  { name: 'one event', input: '{"@level":"info","@message":"Plan"}', code: 'ui-events' },
  {
    name: 'events',
    input: '{"@level":"info","@message":"a"}\n{"@level":"info","@message":"b"}\n',
    code: 'ui-events',
  },
  {
    name: 'the command of setup-terraform before a plan',
    input: `[command]/usr/bin/terraform-bin show -json tfplan\n${plan}`,
    code: 'wrapper-text',
  },
  { name: 'progress before a plan', input: `Refreshing state... [id=a]\n\n${plan}`, code: 'wrapper-text' },
  {
    name: 'a warning box before a plan',
    input: `\u001b[33m╷\u001b[0m Warning\n${plan}`,
    code: 'wrapper-text',
  },
  {
    name: 'output after a plan',
    input: `${plan}\n::debug::Terraform exited with code 0.\n`,
    code: 'text-after',
  },
  {
    name: 'the plan for people',
    input:
      'Terraform used the selected providers to generate the following execution plan.\n\n  # aws_iam_role.r will be created\n',
    code: 'human-plan',
  },
  {
    name: 'the plan for people, in colours',
    input: '\u001b[1mNo changes. \u001b[0mYour infra',
    code: 'human-plan',
  },
  {
    name: 'the plan for people of Terraform 0.12',
    input: '\nAn execution plan has been generated and is shown below.\n',
    code: 'human-plan',
  },
  { name: 'a policy document', input: '{"Version":"2012-10-17","Statement":[]}', code: 'policy-document' },
  { name: 'a package file', input: '{"name":"left-pad","version":"1.0.0"}', code: 'not-a-plan' },
  {
    name: 'what `terraform validate -json` prints',
    input: '{"format_version":"1.0","valid":true}',
    code: 'not-a-plan',
  },
  { name: 'a list', input: '[1,2]', code: 'not-a-plan' },
  { name: 'a number', input: '1', code: 'not-a-plan' },
  { name: 'prose', input: 'hello', code: 'not-json' },
  { name: 'HCL', input: 'resource "aws_iam_role" "r" {}', code: 'not-json' },
  { name: 'broken JSON', input: '{"a" 1, "b": 2}', code: 'not-json' },
  { name: 'deep lists', input: `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, code: 'too-deep' },
  {
    name: 'deep objects in a plan',
    input: `{"planned_values":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    code: 'too-deep',
  },
];

describe('a wrong input', () => {
  it.each(inputs)('$name is $code', ({ input, code }) => {
    const problem = problemOf(input);
    expect(problem).toMatchObject({ code, file: 'plan.json' });
    expect(problem.message).toMatch(/^(?:[a-z]|`|JSON|the JSON)/);
    expect(problem.hint).toMatch(/terraform|-target/);
  });

  it('says where JSON breaks', () => {
    expect(problemOf('{\n  "a" 1\n}').message).toBe('the input is not JSON: it breaks at line 2, column 7');
  });

  it('is too large before it is decoded', () => {
    const claimed = { length: 0x2000_0000 } as Uint8Array;
    expect(problemOf(claimed).code).toBe('too-large');
  });

  it('is truncated wherever a plan is cut', () => {
    for (let end = 1; end < plan.length; end++) {
      expect({ end, code: problemOf(plan.slice(0, end)).code }).toEqual({ end, code: 'truncated' });
    }
  });

  it('never ends in anything but a problem', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.uint8Array());
    fc.assert(
      fc.property(anything, (input) => {
        try {
          readPlan(input, '-');
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });

  it('is told in time that grows with its length only', () => {
    const hostile = ['{'.repeat(1e6), `x${'{ '.repeat(5e5)}`, `${'  # '.repeat(3e5)}`, '\u001b['.repeat(5e5)];
    for (const input of hostile) expect(problemOf(input).code).toMatch(/not-json|truncated/);
  }, 5000);
});
