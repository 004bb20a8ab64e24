/**
 * Actions that destroy stored data, its backups or the key without which it cannot be read.
 * Left out: deleting single items or messages, which is what workloads do, and glue tables and machine images, which only describe
 * data that stays.
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
import type { ActionTable } from './table.ts';

/** Actions that destroy data. */
export const destroysData: ActionTable = {
  kms: 'ScheduleKeyDeletion DisableKey DeleteImportedKeyMaterial DeleteCustomKeyStore',
  // A lifecycle rule expires every object it names.
  s3: 'DeleteBucket DeleteObject DeleteObjectVersion PutLifecycleConfiguration BypassGovernanceRetention',
  's3-outposts': 'DeleteBucket DeleteObject DeleteObjectVersion',
  s3express: 'DeleteBucket',
  s3tables: 'DeleteTableBucket DeleteNamespace DeleteTable',
  s3vectors: 'DeleteVectorBucket DeleteIndex',
  backup: `
    DeleteRecoveryPoint DeleteBackupVault DeleteBackupPlan DeleteBackupSelection DeleteBackupVaultLockConfiguration`,
  rds: `
    DeleteDBInstance DeleteDBCluster DeleteGlobalCluster DeleteTenantDatabase DeleteDBSnapshot DeleteDBClusterSnapshot
    DeleteDBInstanceAutomatedBackup DeleteDBClusterAutomatedBackup`,
  dynamodb: 'DeleteTable DeleteTableReplica DeleteBackup',
  redshift: 'DeleteCluster DeleteClusterSnapshot',
  'redshift-serverless': 'DeleteNamespace DeleteSnapshot',
  'docdb-elastic': 'DeleteCluster DeleteClusterSnapshot',
  dsql: 'DeleteCluster',
  cassandra: 'Drop DropMultiRegionResource',
  timestream: 'DeleteDatabase DeleteTable',
  qldb: 'DeleteLedger',
  'neptune-db': 'ResetDatabase',
  'neptune-graph': 'ResetGraph DeleteGraph DeleteGraphSnapshot',
  memorydb: 'DeleteCluster DeleteMultiRegionCluster DeleteSnapshot',
  elasticache: `
    DeleteCacheCluster DeleteReplicationGroup DeleteGlobalReplicationGroup DeleteServerlessCache DeleteSnapshot
    DeleteServerlessCacheSnapshot`,
  es: 'DeleteDomain DeleteElasticsearchDomain ESHttpDelete',
  aoss: 'DeleteCollection DeleteIndex',
  elasticfilesystem: 'DeleteFileSystem',
  fsx: 'DeleteFileSystem DeleteVolume DeleteBackup DeleteSnapshot',
  ec2: 'DeleteVolume DeleteSnapshot',
  glacier: 'DeleteArchive DeleteVault',
  secretsmanager: 'DeleteSecret',
  ecr: 'DeleteRepository BatchDeleteImage',
  codecommit: 'DeleteRepository',
  kinesis: 'DeleteStream',
  kafka: 'DeleteCluster',
  sqs: 'DeleteQueue PurgeQueue',
  'cognito-idp': 'DeleteUserPool',
  healthlake: 'DeleteFHIRDatastore',
  lightsail:
    'DeleteRelationalDatabase DeleteRelationalDatabaseSnapshot DeleteBucket DeleteDisk DeleteDiskSnapshot',
  cloudformation: 'DeleteStack DeleteStackSet',
  route53: 'DeleteHostedZone',
  route53domains: 'DeleteDomain TransferDomainToAnotherAwsAccount DisableDomainTransferLock',
};
