/**
 * Actions that read what customers store, as distinct from reading how resources are set up: AWS's access level Read mixes both.
 * Left out: pulling container images and packages (AWS's own task execution policy grants ecr:BatchGetImage on every repository),
 * athena:StartQueryExecution (the data is read with the caller's own s3 and glue rights), lambda:GetFunction, and secretsmanager:BatchGetSecretValue, where GetSecretValue decides.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
import type { ActionTable } from './table.ts';

/** Actions whose answer is customers' data. */
export const readsData: ActionTable = {
  s3: 'GetObject GetObjectVersion GetObjectTorrent GetObjectVersionTorrent GetObjectVersionForReplication',
  's3-object-lambda': 'GetObject GetObjectVersion',
  's3-outposts': 'GetObject GetObjectVersion',
  s3express: 'CreateSession',
  s3tables: 'GetTableData',
  s3vectors: 'GetVectors QueryVectors',
  kms: 'Decrypt ReEncryptFrom',
  secretsmanager: 'GetSecretValue',
  ssm: 'GetParameter GetParameters GetParametersByPath GetParameterHistory',
  dynamodb: 'GetItem BatchGetItem Query Scan PartiQLSelect GetRecords ExportTableToPointInTime',
  dax: 'GetItem BatchGetItem Query Scan',
  'rds-data': 'ExecuteStatement BatchExecuteStatement ExecuteSql',
  'redshift-data': 'ExecuteStatement BatchExecuteStatement GetStatementResult',
  rds: 'StartExportTask',
  cassandra: 'Select SelectMultiRegionResource',
  timestream: 'Select Unload',
  qldb: 'PartiQLSelect PartiQLHistoryFunction SendCommand',
  'neptune-db': 'ReadDataViaQuery',
  'neptune-graph': 'ReadDataViaQuery',
  athena: 'GetQueryResults GetQueryResultsStream',
  es: 'ESHttpGet ESHttpPost',
  aoss: 'APIAccessAll',
  logs: 'GetLogEvents FilterLogEvents GetLogRecord GetQueryResults StartQuery StartLiveTail Unmask',
  sqs: 'ReceiveMessage',
  kinesis: 'GetRecords SubscribeToShard',
  kinesisvideo: 'GetMedia GetMediaForFragmentList GetClip GetImages',
  'kafka-cluster': 'ReadData',
  ebs: 'GetSnapshotBlock',
  glacier: 'GetJobOutput InitiateJob',
  codecommit: 'GitPull GetFile GetBlob',
  healthlake: 'ReadResource SearchWithGet SearchWithPost SearchEverything StartFHIRExportJob',
  'cognito-idp': 'ListUsers AdminGetUser',
  sagemaker: 'GetRecord BatchGetRecord',
};
