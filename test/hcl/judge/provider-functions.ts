/**
 * Random calls of the AWS provider's functions, answered by the provider itself.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse
 */
import { string } from './expressions.ts';
import type { Random } from './random.ts';

const arns = [
  'local.in.arn',
  '"arn:aws:iam::123456789012:role/service/team/deploy"',
  '"arn:aws:iam::123456789012:role/plain"',
  '"arn:aws:iam::123456789012:user/someone"',
  '"arn:aws-cn:iam::123456789012:role/a/b"',
  '"arn:aws:iam:eu-west-1:123456789012:role/a/b"',
  '"arn:aws:iam::123456789012:role/"',
  '"arn:aws:iam::123456789012:role//x/"',
  '"arn:aws:iam::123456789012:rolename/x"',
  '"arn:aws:logs:eu-west-1:123456789012:log-group:/a:b:*"',
  '"arn:aws:sts::123456789012:assumed-role/x/y"',
  '"arn::::::"',
  '"arn:aws:s3:::"',
  '"arn:aws:s3"',
  '"arn"',
  '""',
  '"ARN:aws:s3:::b"',
  '" arn:aws:s3:::b"',
  '"arn:aws:s3:::b é<&>"',
  '"${local.in.arn}/*"',
  '"arn:aws:iam::${local.in.s1}:role/team/${local.in.s0}"',
  'null',
];

const kinds: readonly ((random: Random, depth: number) => string)[] = [
  (random) => `provider::aws::arn_parse(${random.pick(arns)})`,
  (random) =>
    `provider::aws::arn_parse(${random.pick(arns)}).${random.pick(['partition', 'service', 'region', 'account_id', 'resource', 'account'])}`,
  (random) => `provider::aws::trim_iam_role_path(${random.pick(arns)})`,
  (random, depth) => {
    const part = (): string =>
      random.oneIn(4)
        ? string(random, depth)
        : random.pick(['"aws"', '""', '"s3"', 'local.in.s1', 'null', '7']);
    return `provider::aws::arn_build(${part()}, ${part()}, ${part()}, ${part()}, ${part()})`;
  },
  (random) =>
    `{ Resource = "\${provider::aws::trim_iam_role_path(${random.pick(arns)})}/*", Account = provider::aws::arn_parse(${random.pick(arns)})["account_id"] }`,
  (random) =>
    `[for name, part in provider::aws::arn_parse(${random.pick(arns)}) : "\${name}=\${part}" if part != ""]`,
];

/** The source of one call, in an expression that gives a text. */
export function providerCall(random: Random, depth: number): string {
  return `jsonencode(${random.pick(kinds)(random, depth)})`;
}
