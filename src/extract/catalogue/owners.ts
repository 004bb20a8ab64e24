/**
 * Whose policy a document is: the attribute that names the resource, and the ARNs of what the resource is and holds.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** How a type names the resource whose policy it holds. */
export interface OwnerRow {
  readonly type: string;
  /** The attribute that names it; empty where the type is the resource itself. */
  readonly names: string;
  readonly form: OwnerForm;
}

/** A kind of resource with policies. */
export interface OwnerForm {
  /** The types that are such resources. */
  readonly types: readonly string[];
  /** Their attributes that tell their ARN or name, the surest first. */
  readonly by: readonly string[];
  /** ARNs from a name. `NAME` is the name. */
  readonly arns: readonly string[];
  /** Below an ARN: what it holds. */
  readonly below: readonly string[];
}

const form = (
  types: readonly string[],
  by: readonly string[],
  arns: readonly string[],
  below: readonly string[] = [],
): OwnerForm => ({ types, by, arns, below });

const bucket = form(['aws_s3_bucket'], ['bucket', 'arn'], ['arn:*:s3:::NAME'], ['/*']);
const queue = form(['aws_sqs_queue'], ['arn', 'name'], ['arn:*:sqs:*:*:NAME']);
const topic = form(['aws_sns_topic'], ['arn', 'name'], ['arn:*:sns:*:*:NAME']);
const key = form(
  ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'],
  ['arn', 'key_id'],
  ['arn:*:kms:*:*:key/NAME'],
);
// Secrets Manager ends the names in ARNs with six letters of its own.
const secret = form(
  ['aws_secretsmanager_secret'],
  ['arn', 'name'],
  ['arn:*:secretsmanager:*:*:secret:NAME-??????'],
);
const lambda = form(
  ['aws_lambda_function'],
  ['arn', 'function_name'],
  ['arn:*:lambda:*:*:function:NAME'],
  [':*'],
);
const repository = form(['aws_ecr_repository'], ['arn', 'name'], ['arn:*:ecr:*:*:repository/NAME']);
const table = form(['aws_dynamodb_table'], ['arn', 'name'], ['arn:*:dynamodb:*:*:table/NAME'], ['/*']);
const bus = form(['aws_cloudwatch_event_bus'], ['arn', 'name'], ['arn:*:events:*:*:event-bus/NAME']);
const domain = form(
  ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
  ['arn', 'domain_name'],
  ['arn:*:es:*:*:domain/NAME'],
  ['/*'],
);
const vault = form(['aws_backup_vault'], ['arn', 'name'], ['arn:*:backup:*:*:backup-vault:NAME']);
const fileSystem = form(
  ['aws_efs_file_system'],
  ['arn', 'id'],
  ['arn:*:elasticfilesystem:*:*:file-system/NAME'],
);
const stream = form(['aws_kinesis_stream'], ['arn', 'name'], ['arn:*:kinesis:*:*:stream/NAME'], ['/*']);
const role = form(
  ['aws_iam_role', 'awscc_iam_role'],
  ['arn', 'name', 'role_name'],
  ['arn:*:iam::*:role/*NAME'],
);

const rows: readonly (readonly [type: string, names: string, form: OwnerForm])[] = [
  ['aws_s3_bucket_policy', 'bucket', bucket],
  ['aws_s3_bucket_acl', 'bucket', bucket],
  ['aws_sqs_queue_policy', 'queue_url', queue],
  ['aws_sns_topic_policy', 'arn', topic],
  ['aws_kms_key_policy', 'key_id', key],
  ['aws_kms_grant', 'key_id', key],
  ['aws_secretsmanager_secret_policy', 'secret_arn', secret],
  ['aws_lambda_permission', 'function_name', lambda],
  ['aws_lambda_function_url', 'function_name', lambda],
  ['aws_ecr_repository_policy', 'repository', repository],
  ['aws_dynamodb_resource_policy', 'resource_arn', table],
  ['aws_cloudwatch_event_bus_policy', 'event_bus_name', bus],
  ['aws_cloudwatch_event_permission', 'event_bus_name', bus],
  ['aws_opensearch_domain_policy', 'domain_name', domain],
  ['aws_elasticsearch_domain_policy', 'domain_name', domain],
  ['aws_backup_vault_policy', 'backup_vault_name', vault],
  ['aws_efs_file_system_policy', 'file_system_id', fileSystem],
  ['aws_kinesis_resource_policy', 'resource_arn', stream],
];

const all: readonly OwnerRow[] = [
  ...rows.map(([type, names, one]) => ({ type, names, form: one })),
  ...[
    bucket,
    queue,
    topic,
    key,
    secret,
    lambda,
    repository,
    table,
    bus,
    domain,
    vault,
    fileSystem,
    stream,
    role,
  ].flatMap((one) => one.types.map((type) => ({ type, names: '', form: one }))),
];

const byType = new Map(all.map((row) => [row.type, row]));

/** The row of a type; undefined for types that this knows nothing of. */
export function ownerRowOf(type: string): OwnerRow | undefined {
  return byType.get(type);
}
