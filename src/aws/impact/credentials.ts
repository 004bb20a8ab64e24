/**
 * Actions that create or reveal what somebody can log in with: keys, passwords, tokens, certificates, secrets.
 * `ssm:GetParameter*` belongs here because SecureString parameters under the account's default key need no right of their own
 * to decrypt. Left out, because the result carries no more than the caller's own rights: sts:GetSessionToken,
 * sts:GetFederationToken, sts:GetServiceBearerToken, sts:GetWebIdentityToken, ecr:GetAuthorizationToken,
 * codeartifact:GetAuthorizationToken; AssumeRoleWithSAML and AssumeRoleWithWebIdentity, which identity policies do not govern;
 * secretsmanager:BatchGetSecretValue, where GetSecretValue on each secret decides.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
import type { ActionTable } from './table.ts';

/** Actions that give credentials of others. */
export const credentials: ActionTable = {
  iam: `
    CreateAccessKey CreateLoginProfile UpdateLoginProfile CreateServiceSpecificCredential ResetServiceSpecificCredential
    UploadSSHPublicKey UploadSigningCertificate`,
  sts: 'AssumeRole AssumeRoot',
  secretsmanager: 'GetSecretValue',
  ssm: 'GetParameter GetParameters GetParametersByPath GetParameterHistory',
  ec2: 'GetPasswordData',
  'ec2-instance-connect': 'SendSSHPublicKey SendSerialConsoleSSHPublicKey',
  lightsail: `
    GetInstanceAccessDetails DownloadDefaultKeyPair GetRelationalDatabaseMasterUserPassword CreateBucketAccessKey`,
  'rds-db': 'connect',
  redshift: 'GetClusterCredentials GetClusterCredentialsWithIAM',
  'redshift-serverless': 'GetCredentials',
  dsql: 'DbConnect DbConnectAdmin',
  elasticmapreduce: 'GetClusterSessionCredentials',
  'emr-containers': 'GetManagedEndpointSessionCredentials',
  datazone: 'GetEnvironmentCredentials GetDomainExecutionRoleCredentials',
  events: 'RetrieveConnectionCredentials',
  // GetConnection answers with the password unless the caller hides it or the catalogue encrypts it.
  glue: 'GetConnection GetConnections',
  'bedrock-agentcore': 'GetResourceApiKey GetResourceOauth2Token',
  'cognito-idp': 'AdminSetUserPassword',
  ds: 'ResetUserPassword',
  'sso-directory': 'UpdatePassword',
  workmail: 'ResetPassword',
  transfer: 'ImportSshPublicKey',
  acm: 'ExportCertificate',
  'acm-pca': 'IssueCertificate',
};
