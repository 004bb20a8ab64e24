/**
 * A plan of any number of distinct, ordinary policies, shaped as Terraform prints it.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

/** Writes a plan with that many `aws_iam_policy`, to create or to update; about 900 bytes each, or 1,300. */
export function writeLargePlan(file: string, policies: number, action: 'create' | 'update' = 'create'): void {
  const out = openSync(file, 'w');
  writeSync(
    out,
    '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},"resource_changes":[',
  );
  for (let from = 0; from < policies; from += 1000) {
    const batch = Array.from({ length: Math.min(1000, policies - from) }, (_, at) =>
      change(from + at, action),
    );
    writeSync(out, (from === 0 ? '' : ',') + batch.join(','));
  }
  writeSync(out, `],"configuration":${configuration},"applyable":true,"complete":true,"errored":false}`);
  closeSync(out);
}

const configuration = JSON.stringify({
  provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws' } },
  root_module: {
    resources: [
      {
        address: 'aws_iam_policy.team',
        mode: 'managed',
        type: 'aws_iam_policy',
        name: 'team',
        provider_config_key: 'aws',
        expressions: { name: { references: ['count.index'] }, policy: { references: ['count.index'] } },
        schema_version: 0,
        count_expression: {},
      },
    ],
  },
});

function change(index: number, action: 'create' | 'update'): string {
  const values = (actions: readonly string[]) => ({
    description: null,
    name: `team-${index}`,
    path: '/',
    policy: policy(`team-${index}-reports`, actions),
    tags: null,
  });
  return JSON.stringify({
    address: `aws_iam_policy.team[${index}]`,
    mode: 'managed',
    type: 'aws_iam_policy',
    name: 'team',
    index,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: [action],
      before: action === 'create' ? null : values(['s3:GetObject']),
      after: values(['s3:GetObject', 's3:PutObject']),
      after_unknown: {
        arn: true,
        attachment_count: true,
        id: true,
        name_prefix: true,
        policy_id: true,
        tags_all: true,
      },
      before_sensitive: false,
      after_sensitive: { tags_all: {} },
    },
  });
}

function policy(bucket: string, actions: readonly string[]): string {
  return JSON.stringify({
    Statement: [
      {
        Action: actions,
        Condition: { StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
        Effect: 'Allow',
        Resource: `arn:aws:s3:::${bucket}/*`,
        Sid: 'Objects',
      },
      { Action: 's3:ListBucket', Effect: 'Allow', Resource: `arn:aws:s3:::${bucket}`, Sid: 'List' },
    ],
    Version: '2012-10-17',
  });
}
