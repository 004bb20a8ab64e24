/**
 * One call that changes a whole account or organisation: membership, blocks against public access, Regions, contacts,
 * the password policy; and taking away what bounds one principal (boundary, MFA device).
 * Most support no resource scope, so "narrow the resource" is no advice: grant them to few.
 * https://docs.aws.amazon.com/accounts/latest/reference/security_iam_service-with-iam.html
 */
import type { ActionTable } from './table.ts';

/** Actions that switch something for a whole account or organisation. */
export const accountSwitch: ActionTable = {
  organizations: `
    LeaveOrganization RemoveAccountFromOrganization CloseAccount DeleteOrganization DeleteOrganizationalUnit MoveAccount
    AcceptHandshake DisableAWSServiceAccess`,
  account: `
    CloseAccount DisableRegion EnableRegion StartPrimaryEmailUpdate AcceptPrimaryEmailUpdate PutAlternateContact
    DeleteAlternateContact PutContactInformation PutAccountName`,
  iam: `
    DeleteAccountPasswordPolicy UpdateAccountPasswordPolicy DeleteUserPermissionsBoundary DeleteRolePermissionsBoundary
    DeactivateMFADevice DeleteVirtualMFADevice EnableOrganizationsRootSessions EnableOrganizationsRootCredentialsManagement
    DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions UpdateAccountEmailAddress`,
  s3: 'PutAccountPublicAccessBlock',
  ec2: `
    DisableEbsEncryptionByDefault DisableSnapshotBlockPublicAccess DisableImageBlockPublicAccess
    ModifyVpcBlockPublicAccessOptions EnableSerialConsoleAccess`,
  elasticmapreduce: 'PutBlockPublicAccessConfiguration',
  ram: 'EnableSharingWithAwsOrganization',
  ssm: 'UpdateServiceSetting ResetServiceSetting',
  controltower: 'DisableControl DisableGuardrail DisableBaseline',
};
