/**
 * Stored data that one action reads and another writes, by what holds it: with both, whoever works with it can also forge it.
 * Left out: keys of KMS, of which encrypting and decrypting belong together, and services whose one action does both.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** Data of one service. */
export interface DataKind {
  /** In words. */
  readonly data: string;
  /** Full names of actions, `s3:GetObject`. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

type Row = readonly [data: string, service: string, reads: string, writes: string];

// biome-ignore format: one line a row
const rows: readonly Row[] = [
  ['objects', 's3', 'GetObject GetObjectVersion', 'PutObject DeleteObject DeleteObjectVersion'],
  ['items of tables', 'dynamodb', 'GetItem BatchGetItem Query Scan PartiQLSelect GetRecords', 'PutItem UpdateItem DeleteItem BatchWriteItem PartiQLInsert PartiQLUpdate PartiQLDelete'],
  ['tables', 's3tables', 'GetTableData', 'PutTableData'],
  ['secrets', 'secretsmanager', 'GetSecretValue', 'PutSecretValue UpdateSecret'],
  ['parameters', 'ssm', 'GetParameter GetParameters GetParametersByPath GetParameterHistory', 'PutParameter DeleteParameter'],
  ['messages of queues', 'sqs', 'ReceiveMessage', 'SendMessage'],
  ['records of streams', 'kinesis', 'GetRecords SubscribeToShard', 'PutRecord PutRecords'],
  ['records of topics', 'kafka-cluster', 'ReadData', 'WriteData'],
  ['rows of keyspaces', 'cassandra', 'Select', 'Modify'],
  ['records of time series', 'timestream', 'Select', 'WriteRecords'],
  ['graphs', 'neptune-db', 'ReadDataViaQuery', 'WriteDataViaQuery DeleteDataViaQuery'],
  ['documents of domains', 'es', 'ESHttpGet', 'ESHttpPut ESHttpDelete ESHttpPatch'],
  ['log events', 'logs', 'GetLogEvents FilterLogEvents StartQuery', 'PutLogEvents'],
  ['repositories', 'codecommit', 'GitPull', 'GitPush'],
  ['images', 'ecr', 'BatchGetImage', 'PutImage BatchDeleteImage'],
];

/** Every kind of data. */
export const dataKinds: readonly DataKind[] = rows.map(([data, service, reads, writes]) => ({
  data,
  reads: named(service, reads),
  writes: named(service, writes),
}));

function named(service: string, names: string): readonly string[] {
  return names.split(' ').map((name) => `${service}:${name}`);
}
