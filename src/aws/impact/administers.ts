/**
 * Actions that lead to more rights: whoever may do them on every resource can give themselves or others what they lack.
 * The first table changes what principals may do, the second who may use a resource.
 * Left out, because they give nothing by themselves: CreatePolicy, CreateRole, CreateUser, CreateGroup (nothing is attached),
 * DeletePolicy and DeletePolicyVersion (never the version in force), AddRoleToInstanceProfile (needs iam:PassRole).
 */
import type { ActionTable } from './table.ts';

/**
 * Permissions of principals.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export const administersPrincipals: ActionTable = {
  iam: `
    AttachGroupPolicy AttachRolePolicy AttachUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy
    CreatePolicyVersion SetDefaultPolicyVersion UpdateAssumeRolePolicy AddUserToGroup
    PutRolePermissionsBoundary PutUserPermissionsBoundary
    DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy DetachGroupPolicy DetachRolePolicy DetachUserPolicy
    CreateAccessKey CreateLoginProfile UpdateLoginProfile
    UpdateSAMLProvider AddClientIDToOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint`,
  // Any role that trusts the caller's account, and any member account's root user.
  sts: 'AssumeRole AssumeRoot',
  // IAM Identity Center turns these into roles in member accounts.
  sso: `
    AttachCustomerManagedPolicyReferenceToPermissionSet AttachManagedPolicyToPermissionSet CreateAccountAssignment
    PutInlinePolicyToPermissionSet ProvisionPermissionSet PutPermissionsBoundaryToPermissionSet
    DeletePermissionsBoundaryFromPermissionSet PutPermissionsPolicy`,
  identitystore: 'CreateGroupMembership',
  // Service control and resource control policies bound every account below them.
  organizations: `
    AttachPolicy DetachPolicy UpdatePolicy DeletePolicy DisablePolicyType PutResourcePolicy DeleteResourcePolicy
    RegisterDelegatedAdministrator DeregisterDelegatedAdministrator EnableAWSServiceAccess`,
  // A trust anchor of one's own lets certificates of one's own assume the roles that trust Roles Anywhere.
  rolesanywhere: 'CreateTrustAnchor UpdateTrustAnchor CreateProfile UpdateProfile',
  eks: 'CreateAccessEntry UpdateAccessEntry AssociateAccessPolicy',
  lakeformation: 'GrantPermissions BatchGrantPermissions PutDataLakeSettings',
  iot: 'AttachPolicy AttachPrincipalPolicy CreatePolicyVersion SetDefaultPolicyVersion',
  aoss: 'CreateAccessPolicy UpdateAccessPolicy CreateSecurityPolicy UpdateSecurityPolicy',
  grafana: 'UpdatePermissions',
  datazone: 'AddPolicyGrant',
  verifiedpermissions: 'CreatePolicy UpdatePolicy',
};

/**
 * Who may use a resource: its policy, ACL, grants, shares, and the blocks that keep it from being public.
 * Left out: logs:PutResourcePolicy, which lets services write logs and which AWS's own pages grant on `*` to state machines.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
export const administersResources: ActionTable = {
  s3: `
    PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutObjectAcl PutObjectVersionAcl PutBucketOwnershipControls
    PutBucketPublicAccessBlock PutAccessPointPublicAccessBlock PutAccessPointPolicy PutAccessPointPolicyForObjectLambda
    PutMultiRegionAccessPointPolicy PutAccessGrantsInstanceResourcePolicy CreateAccessGrant`,
  s3express: 'PutBucketPolicy PutAccessPointPolicy',
  's3-outposts': 'PutBucketPolicy PutAccessPointPolicy',
  s3tables: 'PutTableBucketPolicy PutTablePolicy',
  s3vectors: 'PutVectorBucketPolicy',
  kms: 'PutKeyPolicy CreateGrant',
  secretsmanager: 'PutResourcePolicy DeleteResourcePolicy',
  lambda: 'AddPermission AddLayerVersionPermission PutResourcePolicy',
  sns: 'AddPermission SetTopicAttributes',
  sqs: 'AddPermission SetQueueAttributes',
  dynamodb: 'PutResourcePolicy',
  kinesis: 'PutResourcePolicy',
  kafka: 'PutClusterPolicy',
  ecr: 'SetRepositoryPolicy PutRegistryPolicy',
  'ecr-public': 'SetRepositoryPolicy',
  elasticfilesystem: 'PutFileSystemPolicy DeleteFileSystemPolicy',
  fsx: 'PutResourcePolicy',
  glacier: 'SetVaultAccessPolicy',
  backup: 'PutBackupVaultAccessPolicy DeleteBackupVaultAccessPolicy PutBackupVaultSharingPolicy',
  ec2: 'ModifySnapshotAttribute ModifyImageAttribute ModifyVpcEndpointServicePermissions PutResourcePolicy',
  rds: 'ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute',
  redshift: 'AuthorizeSnapshotAccess AuthorizeDataShare AuthorizeEndpointAccess PutResourcePolicy',
  'redshift-serverless': 'PutResourcePolicy',
  dsql: 'PutClusterPolicy',
  es: 'UpdateDomainConfig UpdateElasticsearchDomainConfig',
  glue: 'PutResourcePolicy',
  logs: 'PutDestinationPolicy',
  events: 'PutPermission PutResourcePolicy',
  schemas: 'PutResourcePolicy',
  cloudtrail: 'PutResourcePolicy',
  apigateway: 'UpdateRestApiPolicy',
  'vpc-lattice': 'PutAuthPolicy PutResourcePolicy',
  codebuild: 'PutResourcePolicy',
  codeartifact: 'PutDomainPermissionsPolicy PutRepositoryPermissionsPolicy',
  'acm-pca': 'PutPolicy CreatePermission',
  ses: 'PutIdentityPolicy CreateEmailIdentityPolicy UpdateEmailIdentityPolicy',
  ssm: 'ModifyDocumentPermission PutResourcePolicy',
  signer: 'AddProfilePermission',
  imagebuilder: 'PutComponentPolicy PutContainerRecipePolicy PutImagePolicy PutImageRecipePolicy',
  servicecatalog: 'CreatePortfolioShare UpdatePortfolioShare',
  ram: 'CreateResourceShare AssociateResourceShare UpdateResourceShare AssociateResourceSharePermission',
  sagemaker: 'PutModelPackageGroupPolicy PutResourcePolicy',
  bedrock: 'PutResourcePolicy',
  'bedrock-agentcore': 'PutResourcePolicy',
  mediastore: 'PutContainerPolicy',
  rekognition: 'PutProjectPolicy',
  quicksight: `
    UpdateAnalysisPermissions UpdateDashboardPermissions UpdateDataSetPermissions UpdateDataSourcePermissions
    UpdateFolderPermissions`,
};
