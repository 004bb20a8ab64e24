/**
 * A plan that hides any number of policies, with the configuration it was made from: each is an expression of its own with
 * locals, a function, a `for` and an ARN that is known only after apply, beside arguments that are known.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes `plan.json` and `main.tf` into a new folder. */
export function writeHiddenPlan(folder: string, policies: number): void {
  mkdirSync(folder);
  const numbers = Array.from({ length: policies }, (_, at) => at);
  writeFileSync(join(folder, 'main.tf'), [head, ...numbers.map(resource)].join('\n'));
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: [
      change('aws_s3_bucket', 'data', { bucket: 'data' }, { arn: true, id: true }),
      ...numbers.map(planned),
    ],
    configuration: { root_module: { resources: [bucket, ...numbers.map(configured)] } },
  };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
}

const head = `locals {
  team    = "storage"
  actions = { for verb in ["Get", "Put", "Delete"] : verb => ["s3:\${verb}Object", "s3:\${verb}ObjectTagging"] }
  tags    = { Team = local.team }
}

resource "aws_s3_bucket" "data" {
  bucket = "data"
}
`;

const resource = (at: number): string => `
resource "aws_iam_policy" "p${at}" {
  name = "\${local.team}-${at}"
  tags = merge(local.tags, { Number = "${at}" })
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for verb in ["Get", "Put"] : {
      Sid      = "\${title(local.team)}\${verb}"
      Effect   = "Allow"
      Action   = local.actions[verb]
      Resource = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/team-${at}/*"]
    }]
  })
}
`;

const change = (type: string, name: string, after: object, unknown: object): object => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  provider_name: 'registry.terraform.io/hashicorp/aws',
  change: { actions: ['create'], before: null, after, after_unknown: unknown },
});

const planned = (at: number): object => {
  const known = { name: `storage-${at}`, tags: { Team: 'storage', Number: String(at) } };
  return change('aws_iam_policy', `p${at}`, known, { arn: true, policy: true });
};

const written = (type: string, name: string, expressions: object): object => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  expressions,
});

const bucket = written('aws_s3_bucket', 'data', { bucket: { constant_value: 'data' } });

const configured = (at: number): object => {
  const references = [
    'local.team',
    'local.actions',
    'aws_s3_bucket.data.arn',
    'aws_s3_bucket.data',
    'aws_s3_bucket.data.arn',
    'aws_s3_bucket.data',
  ];
  return written('aws_iam_policy', `p${at}`, {
    name: { references: ['local.team'] },
    tags: { references: ['local.tags'] },
    policy: { references },
  });
};
