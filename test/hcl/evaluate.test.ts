/**
 * Arguments from source, as a user would check them by eye.
 */
import { describe, expect, it } from 'vitest';
import { hole, template } from '../../src/base/value.ts';
import { openEvaluator, type Resolver } from '../../src/hcl/evaluate-attribute.ts';
import { rangeOf } from '../../src/hcl/range-of.ts';
import { readConfiguration } from '../../src/hcl/read-configuration.ts';
import { configurationOf, emptyPlan, evaluatorOf, input, memory } from './memory.ts';

const arn = hole({ reference: 'aws_s3_bucket.b.arn', type: 'arn:s3:bucket' });
const plan: Partial<Resolver> = {
  instances: ({ type }) => (type === 'aws_s3_bucket' ? [{ value: { bucket: 'logs' } }] : undefined),
  holeType: (type, attribute) =>
    type === 'aws_s3_bucket' && attribute === 'arn' ? 'arn:s3:bucket' : undefined,
};
const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n}\n';

function valueOfInput(expression: string, more = ''): unknown {
  const text = `${bucket}${more}\nresource "terraform_data" "t" {\n  input = ${expression}\n}\n`;
  const answer = evaluatorOf(text, plan).evaluateAttribute(input);
  return 'undetermined' in answer ? answer.undetermined : answer.value;
}

describe('a reference to a resource', () => {
  it('gives what the plan knows', () => expect(valueOfInput('aws_s3_bucket.b.bucket')).toBe('logs'));
  it('gives a typed hole for what it does not', () =>
    expect(valueOfInput('aws_s3_bucket.b.arn')).toEqual(arn));
  it('stands as a part in a text', () =>
    expect(valueOfInput('"${aws_s3_bucket.b.arn}/*"')).toEqual(template([arn, '/*'])));
  it('keeps its place through functions that do not look at it', () => {
    expect(valueOfInput('compact(distinct(flatten([[aws_s3_bucket.b.arn], "x", ""])))')).toEqual(
      ['x', arn].reverse(),
    );
    expect(valueOfInput('coalesce(aws_s3_bucket.b.arn, "none")')).toEqual(arn);
    expect(valueOfInput('try(aws_s3_bucket.b.arn, "none")')).toEqual(arn);
    expect(valueOfInput('one(aws_s3_bucket.b[*].arn)')).toEqual(arn);
  });
  it('decides nothing that it could turn out to decide otherwise', () => {
    const reference = '((aws_s3_bucket.b.id == "x") ? 1 : 2)';
    expect(valueOfInput('aws_s3_bucket.b.id == "x" ? 1 : 2')).toEqual(hole({ reference }));
    expect(valueOfInput('upper(aws_s3_bucket.b.id)')).toEqual(
      hole({ reference: 'upper(tostring(aws_s3_bucket.b.id))' }),
    );
  });
  it('is refused where the source has no such resource', () => {
    expect(valueOfInput('aws_s3_bucket.c.arn')).toBe('`aws_s3_bucket.c` is not in the source');
  });
});

describe('a document', () => {
  const answerOf = (expression: string): unknown => {
    const text = `${bucket}resource "terraform_data" "t" {\n  input = ${expression}\n}\n`;
    return evaluatorOf(text, plan).evaluateAttribute(input);
  };

  it('of `jsonencode` is a tree with holes', () => {
    const expression =
      'jsonencode({ Statement = [{ Resource = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"] }] })';
    const document = { Statement: [{ Resource: [arn, template([arn, '/*'])] }] };
    expect(answerOf(expression)).toMatchObject({
      document,
      sensitive: false,
      waits: ['aws_s3_bucket.b.arn'],
    });
  });

  it('of a heredoc is one as well', () => {
    const expression =
      '<<-EOT\n    {"Resource": "${aws_s3_bucket.b.arn}/*", "Also": ${jsonencode(aws_s3_bucket.b.arn)}}\n  EOT';
    expect(answerOf(expression)).toMatchObject({ document: { Resource: template([arn, '/*']), Also: arn } });
  });

  it('is none where a text of any shape is inserted', () => {
    expect(answerOf('"{\\"a\\": ${aws_s3_bucket.b.id}}"')).not.toHaveProperty('document');
  });

  it('is marked where something sensitive is in it', () => {
    expect(answerOf('jsonencode({ a = sensitive("x"), b = aws_s3_bucket.b.arn })')).toMatchObject({
      sensitive: true,
    });
  });
});

const dynamic = `${bucket}
locals {
  statements = { read = ["s3:Get*"], write = ["s3:Put*"] }
}
data "aws_iam_policy_document" "d" {
  statement {
    actions = ["s3:List*"]
  }
  dynamic "statement" {
    for_each = local.statements
    iterator = each_statement
    content {
      sid     = each_statement.key
      actions = each_statement.value
      dynamic "condition" {
        for_each = each_statement.key == "read" ? [aws_s3_bucket.b.arn] : []
        content {
          values = [condition.value]
        }
      }
    }
  }
}
`;

describe('dynamic blocks', () => {
  const target = { module: [], mode: 'data', type: 'aws_iam_policy_document', name: 'd' } as const;
  const configuration = configurationOf({ '/c/main.tf': dynamic });
  const evaluator = openEvaluator(configuration, { ...emptyPlan, ...plan });

  it('come behind the static ones, nested ones in them', () => {
    expect(evaluator.evaluateBody({ ...target, path: [] })).toEqual({
      value: {
        statement: [
          { actions: ['s3:List*'] },
          { sid: 'read', actions: ['s3:Get*'], condition: [{ values: [arn] }] },
          { sid: 'write', actions: ['s3:Put*'], condition: [] },
        ],
      },
      sensitive: false,
    });
  });

  it('are found by the place of a block in the plan', () => {
    const path = ['statement', 1, 'condition', 0, 'values', 0];
    expect(evaluator.evaluateAttribute({ ...target, path })).toMatchObject({
      value: arn,
      range: { line: 21 },
    });
    expect(rangeOf(configuration, { ...target, path: ['statement', 2, 'actions'] })).toMatchObject({
      line: 17,
      column: 7,
    });
    expect(rangeOf(configuration, { ...target, path: ['statement', 0] })).toMatchObject({
      line: 9,
      endLine: 11,
    });
  });

  it('of unknown number are undetermined', () => {
    const text = dynamic.replace('local.statements', 'aws_s3_bucket.b.tags');
    const answer = evaluatorOf(text, plan).evaluateBody({ ...target, path: [] });
    expect(answer).toEqual({
      undetermined: 'how many blocks `statement` there are is known only after apply',
    });
  });
});

describe('modules', () => {
  const files = {
    '/c/main.tf':
      'module "far" {\n  source = "a/b/aws"\n}\nmodule "near" {\n  source = "../near"\n  for_each = toset(["x"])\n  name = each.key\n}\nresource "terraform_data" "t" {\n  input = [module.far.arn, module.near["x"].name]\n}\n',
    '/near/main.tf': 'variable "name" {\n  type = string\n}\noutput "name" {\n  value = "<${var.name}>"\n}\n',
  };
  const configuration = configurationOf(files);

  it('that are not on the disk give holes, others their outputs', () => {
    const answer = openEvaluator(configuration, emptyPlan).evaluateAttribute(input);
    expect(answer).toMatchObject({ value: [hole({ reference: 'module.far.arn' }), '<x>'] });
  });

  it('that are not on the disk are shown by their call', () => {
    const target = { ...input, module: [{ name: 'far' }, { name: 'deeper' }] };
    expect(rangeOf(configuration, target)).toMatchObject({ file: '/c/main.tf', line: 1, column: 1 });
  });

  it('are found where Terraform installed them', () => {
    const modules = JSON.stringify({
      Modules: [
        { Key: '', Dir: '.' },
        { Key: 'far', Dir: '.terraform/modules/far' },
      ],
    });
    const installed = {
      ...files,
      '/c/.terraform/modules/modules.json': modules,
      '/c/.terraform/modules/far/main.tf': 'output "arn" {\n  value = path.module\n}\n',
    };
    const answer = openEvaluator(configurationOf(installed), emptyPlan).evaluateAttribute(input);
    expect(answer).toMatchObject({ value: ['.terraform/modules/far', '<x>'] });
  });
});

describe('source that does not help', () => {
  it('is said to be broken, with the place', () => {
    const answer = evaluatorOf('resource "terraform_data" "t" {\n  input = [1\n}\n').evaluateAttribute(input);
    expect(answer).toEqual({ undetermined: '`/c/main.tf:3:1`: `]` expected' });
  });

  it('is none in a folder without configuration', () => {
    expect(readConfiguration(memory({ '/c/readme.md': '' }), '/c')).toBeUndefined();
  });

  it.each([
    ['base64gzip("x")', ': its bytes depend on who compresses'],
    ['abspath(".")', ': it depends on the machine'],
    ['pathexpand("~")', ': it depends on the machine'],
    ['plantimestamp()', ': it depends on when the plan was made'],
    ['rsadecrypt("x", "y")', ': private keys are not used'],
    ['ephemeralasnull("x")', ': ephemeral values are in no plan'],
    ['provider::other::f("x")', ': it is in the program of a provider'],
    ['nothing()', ''],
  ])('%s is not supported', (call, reason) => {
    const name = call.replace(/\(.*/, '');
    const said = `the function \`${name}\` is not supported${reason}`;
    expect(valueOfInput(call)).toBe(said);
    expect(valueOfInput(`try(${call}, "caught")`)).toBe(said);
  });

  it.each(['uuid()', 'timestamp()', 'bcrypt("x")'])('%s gives a value that only the apply has', (call) => {
    expect(valueOfInput(`"at-\${${call}}"`)).toEqual(template(['at-', hole()]));
    expect(valueOfInput(`${call} == ${call} ? 1 : 2`)).toEqual(hole());
  });
});

describe('what follows from something unknown', () => {
  const bucketId = 'aws_s3_bucket.b.id';

  it.each([
    ['aws_s3_bucket.b.tags["x"]', 'aws_s3_bucket.b.tags["x"]'],
    ['aws_s3_bucket.b.tags[*].x', 'aws_s3_bucket.b.tags[*].x'],
    [`format("%q", ${bucketId})`, `format("%q", ${bucketId})`],
    [`join("-", sort(["b", "\${${bucketId}}$\${x}"]))`, undefined],
    [
      'sort(toset(aws_s3_bucket.b.list))',
      'sort(tolist([for v in toset(aws_s3_bucket.b.list) : tostring(v)]))',
    ],
    ['merge(aws_s3_bucket.b.tags, { a = 1 })', 'merge(aws_s3_bucket.b.tags, {"a" = 1})'],
    ['merge(aws_s3_bucket.b.list...)', 'merge(aws_s3_bucket.b.list...)'],
  ])('%s is named by an expression that says the same, or not at all', (source, reference) => {
    expect(valueOfInput(source)).toEqual(hole(reference === undefined ? {} : { reference }));
  });

  it('is not taken for another that differs where the name does not tell', () => {
    const made = (value: string) => `{ (${bucketId}) = "${value}" }`;
    expect(valueOfInput(`${made('a')} == ${made('b')}`)).toEqual(hole());
    expect(valueOfInput(`sort(["b", ${bucketId}])[0] == distinct(["b", ${bucketId}])[0]`)).toEqual(hole());
  });
});

describe('a logical operator of which one operand fails', () => {
  it.each([
    ['[for x in [null, { a = true }] : x != null && x.a]', [false, true]],
    ['[for x in [null, { a = false }] : x == null || x.a]', [true, false]],
    ['[][0] || true', true],
    ['aws_s3_bucket.b.on && [][0]', hole()],
  ])('%s is decided by the other one, as from Terraform 1.12 on', (source, value) => {
    expect(valueOfInput(source)).toEqual(value);
  });

  it.each(['can(false && [][0])', 'try(false && [][0], true)'])(
    '%s is left open, since older versions see the error',
    (source) => {
      expect(valueOfInput(source)).toEqual(hole());
    },
  );

  it.each(['true && [][0]', '[][0] && aws_s3_bucket.b.on', 'false && [1]'])('%s fails', (source) => {
    expect(valueOfInput(source)).toEqual(expect.stringContaining('Terraform'));
  });
});
