/**
 * Random policy documents, built in the ways in which people build them.
 */
import { bool, string, strings } from './expressions.ts';
import type { Random } from './random.ts';

type Make = (random: Random, depth: number) => string;

const actions = [
  '"s3:GetObject"',
  '["s3:PutObject", "s3:GetObject"]',
  '"*"',
  '["iam:PassRole"]',
  'sort(["sqs:SendMessage", "sns:Publish"])',
];

const resources: Make = (random, depth) =>
  random.pick<Make>([
    () => '"*"',
    () => 'local.in.arn',
    () => '"${local.in.arn}/*"',
    () => '[local.in.arn, "${local.in.arn}/*"]',
    () => 'flatten([for a in [local.in.arn, "arn:aws:s3:::b"] : [a, "${a}/*"]])',
    () => 'formatlist("%s/*", [local.in.arn, local.in.s0])',
    () => 'format("arn:aws:s3:::%s/*", local.in.s0)',
    () => '[for k in local.in.l0 : "arn:aws:s3:::${k}"]',
    () => 'concat([local.in.arn], local.in.l0)',
    () => 'distinct(concat(["arn:aws:s3:::a"], [local.in.arn]))',
    (r, d) => `${strings(r, d)}`,
    (r, d) => `["arn:aws:s3:::\${${string(r, d)}}"]`,
  ])(random, depth);

const condition: Make = (random, depth) =>
  random.pick<Make>([
    () => '{ StringEquals = { "aws:SourceAccount" = local.in.s0 } }',
    () => '{ Bool = { "aws:SecureTransport" = "false" } }',
    () => '{ ArnLike = { "aws:SourceArn" = ["arn:aws:sns:*:${local.in.s1}:*"] } }',
    () => '{ for op, key in { StringLike = "aws:PrincipalArn" } : op => { (key) = local.in.arn } }',
    (r, d) =>
      `merge({ StringEquals = { a = ${string(r, d)} } }, ${bool(r, d)} ? { Null = { b = "true" } } : {})`,
  ])(random, depth);

const statement: Make = (random, depth) => {
  const parts = [
    `Effect = ${random.pick(['"Allow"', '"Deny"', `${bool(random, depth)} ? "Allow" : "Deny"`])}`,
    `Action = ${random.pick(actions)}`,
    `Resource = ${resources(random, depth)}`,
  ];
  if (random.oneIn(2)) parts.unshift(`Sid = ${string(random, depth)}`);
  if (random.oneIn(3)) parts.push(`Condition = ${condition(random, depth)}`);
  if (random.oneIn(3))
    parts.push(
      `Principal = { AWS = ${random.pick(['"*"', 'local.in.arn', '["arn:aws:iam::${local.in.s1}:root"]'])} }`,
    );
  return `{ ${parts.join(', ')} }`;
};

const statements: Make = (random, depth) =>
  random.pick<Make>([
    (r, d) => `[${statement(r, d)}]`,
    (r, d) => `[${statement(r, d)}, ${statement(r, d)}]`,
    (r, d) => `concat([${statement(r, d)}], ${bool(r, d)} ? [${statement(r, d)}] : [])`,
    (r, d) => `[for a in ["x", "y"] : merge(${statement(r, d)}, { Sid = "S\${a}" })]`,
    (r, d) =>
      `flatten([[${statement(r, d)}], [for n in ${strings(r, d)} : { Sid = n, Effect = "Allow", Action = "sqs:*", Resource = "arn:aws:sqs:\${local.in.s1}:\${n}" }]])`,
    (r, d) => `[for s in [${statement(r, d)}, null] : s if s != null]`,
  ])(random, depth);

const document: Make = (random, depth) =>
  random.pick<Make>([
    (r, d) => `jsonencode({ Version = "2012-10-17", Statement = ${statements(r, d)} })`,
    (r, d) => `jsonencode({ Version = "2012-10-17", Statement = ${statements(r, d)} })`,
    (r, d) => `jsonencode(merge({ Version = "2012-10-17" }, { Statement = ${statement(r, d)} }))`,
    (r, d) =>
      `<<-EOT\n    {\n      "Version": "2012-10-17",\n      "Statement": [{\n        "Effect": "Allow",\n        "Action": "s3:*",\n        "Resource": ["\${local.in.arn}", "\${local.in.arn}/*", \${jsonencode(${string(r, d)})}]\n      }]\n    }\n  EOT\n`,
    (r, d) =>
      `templatefile("policy.tftpl", { arn = local.in.arn, actions = ${strings(r, d)}, deny = ${bool(r, d)} })`,
    (r, d) =>
      `"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[%{ for i, a in ${strings(r, d)} }%{ if i > 0 },%{ endif }{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"\${a}\\",\\"Resource\\":\\"\${local.in.arn}\\"}%{ endfor }]}"`,
    (r, d) => `jsonencode(jsondecode(jsonencode({ Statement = ${statements(r, d)} })))`,
    (r, d) => `${bool(r, d)} ? jsonencode({ Statement = ${statements(r, d)} }) : "{}"`,
    (r, d) => `replace(jsonencode({ Statement = ${statements(r, d)} }), "Allow", "Deny")`,
    (r) =>
      `replace(file("placeholder.json"), "ARN", ${r.pick(['local.in.arn', '"${local.in.arn}/*"', 'local.in.s0'])})`,
  ])(random, depth);

/** The source of a document: an expression that gives JSON text. */
export const documentSource: Make = (random, depth) => document(random, depth);
