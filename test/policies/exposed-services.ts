/**
 * For each service whose resources carry policies: an action that changes, sends or takes over, one that reads, and the
 * resource that both are about.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** One service. */
export interface ExposedService {
  readonly write: string;
  /** Absent where its policies have nothing that only reads. */
  readonly read?: string;
  readonly resource: string;
}

const own = '111122223333';
const at = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${own}:${name}`;

/** By the prefix that the catalogue gives the rows of the service. */
export const exposedServices: Readonly<Record<string, ExposedService>> = {
  'acm-pca': {
    write: 'acm-pca:IssueCertificate',
    read: 'acm-pca:GetCertificate',
    resource: at('acm-pca', 'certificate-authority/0a1b2c3d'),
  },
  aiops: {
    write: 'aiops:CreateInvestigation',
    read: 'aiops:GetInvestigation',
    resource: at('aiops', 'investigation-group/0a1b2c3d'),
  },
  apigateway: {
    write: 'execute-api:ManageConnections',
    read: 'execute-api:Invoke',
    resource: at('execute-api', 'a1b2c3d4e5/*'),
  },
  aps: { write: 'aps:RemoteWrite', read: 'aps:QueryMetrics', resource: at('aps', 'workspace/ws-1') },
  backup: {
    write: 'backup:CopyIntoBackupVault',
    read: 'backup:DescribeBackupVault',
    resource: at('backup', 'backup-vault:vault'),
  },
  bedrock: {
    write: 'bedrock:DeleteGuardrail',
    read: 'bedrock:GetGuardrail',
    resource: at('bedrock', 'guardrail/g1'),
  },
  'bedrock-agentcore': {
    write: 'bedrock-agentcore:InvokeAgentRuntime',
    read: 'bedrock-agentcore:GetAgentCard',
    resource: at('bedrock-agentcore', 'runtime/r1'),
  },
  cloudsearch: {
    write: 'cloudsearch:document',
    read: 'cloudsearch:search',
    resource: at('cloudsearch', 'domain/search'),
  },
  cloudtrail: {
    write: 'cloudtrail:DeleteEventDataStore',
    read: 'cloudtrail:GetQueryResults',
    resource: at('cloudtrail', 'eventdatastore/e1'),
  },
  codeartifact: {
    write: 'codeartifact:PublishPackageVersion',
    read: 'codeartifact:ReadFromRepository',
    resource: '*',
  },
  codebuild: {
    write: 'codebuild:StartBuild',
    read: 'codebuild:BatchGetProjects',
    resource: at('codebuild', 'project/build'),
  },
  comprehend: {
    write: 'comprehend:ImportModel',
    read: 'comprehend:DescribeDocumentClassifier',
    resource: at('comprehend', 'document-classifier/c1'),
  },
  dsql: { write: 'dsql:DbConnectAdmin', read: 'dsql:GetCluster', resource: at('dsql', 'cluster/c1') },
  dynamodb: { write: 'dynamodb:PutItem', read: 'dynamodb:GetItem', resource: '*' },
  ecr: { write: 'ecr:PutImage', read: 'ecr:BatchGetImage', resource: at('ecr', 'repository/app') },
  'ecr-public': {
    write: 'ecr-public:PutImage',
    read: 'ecr-public:DescribeImages',
    resource: `arn:aws:ecr-public::${own}:repository/app`,
  },
  elasticfilesystem: {
    write: 'elasticfilesystem:ClientWrite',
    read: 'elasticfilesystem:ClientMount',
    resource: at('elasticfilesystem', 'file-system/fs-0123456789abcdef0'),
  },
  es: { write: 'es:ESHttpPut', read: 'es:ESHttpGet', resource: at('es', 'domain/search/*') },
  events: { write: 'events:PutEvents', read: 'events:DescribeRule', resource: '*' },
  glacier: {
    write: 'glacier:DeleteArchive',
    read: 'glacier:GetJobOutput',
    resource: at('glacier', 'vaults/archive'),
  },
  glue: { write: 'glue:UpdateTable', read: 'glue:GetTable', resource: '*' },
  kafka: {
    write: 'kafka-cluster:WriteData',
    read: 'kafka-cluster:ReadData',
    resource: at('kafka', 'topic/c1/0a1b2c3d/orders'),
  },
  kinesis: {
    write: 'kinesis:PutRecord',
    read: 'kinesis:GetRecords',
    resource: at('kinesis', 'stream/orders'),
  },
  kms: { write: 'kms:ScheduleKeyDeletion', read: 'kms:Decrypt', resource: '*' },
  lex: { write: 'lex:DeleteBot', read: 'lex:DescribeBot', resource: at('lex', 'bot/B1') },
  logs: { write: 'logs:PutSubscriptionFilter', read: 'logs:GetLogEvents', resource: '*' },
  mediapackagev2: {
    write: 'mediapackagev2:PutObject',
    read: 'mediapackagev2:GetObject',
    resource: '*',
  },
  mediastore: {
    write: 'mediastore:PutObject',
    read: 'mediastore:GetObject',
    resource: at('mediastore', 'container/c1/*'),
  },
  mediatailor: {
    write: 'mediatailor:DeleteChannel',
    read: 'mediatailor:DescribeChannel',
    resource: at('mediatailor', 'channel/c1'),
  },
  'network-firewall': {
    write: 'network-firewall:CreateFirewallPolicy',
    read: 'network-firewall:DescribeRuleGroup',
    resource: at('network-firewall', 'stateful-rulegroup/g1'),
  },
  oam: { write: 'oam:CreateLink', read: 'oam:GetSink', resource: at('oam', 'sink/s1') },
  omics: {
    write: 'omics:DeleteSequenceStore',
    read: 'omics:GetReadSet',
    resource: at('omics', 'sequenceStore/1'),
  },
  organizations: {
    write: 'organizations:AttachPolicy',
    read: 'organizations:DescribeAccount',
    resource: '*',
  },
  osis: { write: 'osis:Ingest', read: 'osis:GetPipeline', resource: at('osis', 'pipeline/p1') },
  'payment-cryptography': {
    write: 'payment-cryptography:DeleteKey',
    read: 'payment-cryptography:GetKey',
    resource: '*',
  },
  redshift: {
    write: 'redshift:CreateInboundIntegration',
    resource: at('redshift', 'namespace:0a1b2c3d'),
  },
  'redshift-serverless': {
    write: 'redshift-serverless:RestoreFromSnapshot',
    read: 'redshift-serverless:GetSnapshot',
    resource: at('redshift-serverless', 'snapshot/0a1b2c3d'),
  },
  rum: { write: 'rum:PutRumEvents', read: 'rum:GetAppMonitor', resource: at('rum', 'appmonitor/shop') },
  s3: { write: 's3:PutObject', read: 's3:GetObject', resource: '*' },
  's3-object-lambda': {
    write: 's3-object-lambda:PutObject',
    read: 's3-object-lambda:GetObject',
    resource: at('s3-object-lambda', 'accesspoint/ap'),
  },
  's3-outposts': {
    write: 's3-outposts:PutObject',
    read: 's3-outposts:GetObject',
    resource: at('s3-outposts', 'outpost/op-1/bucket/logs/object/*'),
  },
  s3express: {
    write: 's3express:CreateSession',
    read: 's3express:GetBucketPolicy',
    resource: at('s3express', 'bucket/logs--euw1-az1--x-s3'),
  },
  s3files: {
    write: 's3files:ClientWrite',
    read: 's3files:ClientMount',
    resource: at('s3files', 'file-system/fs-0123456789abcdef0'),
  },
  s3tables: {
    write: 's3tables:PutTableData',
    read: 's3tables:GetTableData',
    resource: at('s3tables', 'bucket/tables/table/t1'),
  },
  s3vectors: {
    write: 's3vectors:PutVectors',
    read: 's3vectors:GetVectors',
    resource: at('s3vectors', 'bucket/v/index/i'),
  },
  sagemaker: {
    write: 'sagemaker:CreateModelPackage',
    read: 'sagemaker:DescribeModelPackage',
    resource: at('sagemaker', 'model-package/g1/1'),
  },
  schemas: {
    write: 'schemas:UpdateSchema',
    read: 'schemas:DescribeSchema',
    resource: at('schemas', 'schema/r1/s1'),
  },
  secretsmanager: {
    write: 'secretsmanager:PutSecretValue',
    read: 'secretsmanager:DescribeSecret',
    resource: '*',
  },
  ses: { write: 'ses:SendEmail', resource: at('ses', 'identity/example.com') },
  'sms-voice': {
    write: 'sms-voice:SendTextMessage',
    read: 'sms-voice:DescribePhoneNumbers',
    resource: at('sms-voice', 'phone-number/p1'),
  },
  sns: { write: 'sns:Publish', read: 'sns:GetTopicAttributes', resource: at('sns', 'orders') },
  sqs: { write: 'sqs:SendMessage', read: 'sqs:GetQueueAttributes', resource: at('sqs', 'orders') },
  ssm: { write: 'ssm:PutParameter', read: 'ssm:GetParameter', resource: at('ssm', 'parameter/shop') },
  'vpc-lattice': {
    write: 'vpc-lattice:CreateServiceNetworkServiceAssociation',
    read: 'vpc-lattice:GetService',
    resource: '*',
  },
  xray: { write: 'xray:PutTraceSegments', read: 'xray:GetTraceSummaries', resource: '*' },
};
