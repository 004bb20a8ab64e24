/**
 * Attributes with which a resource is given to other accounts without a policy document: by account number, by ARN, or with a
 * word for everyone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html
 * https://docs.aws.amazon.com/ram/latest/userguide/shareable.html
 */

/** The day of this list, `YYYY-MM-DD`. */
export const sharingDate = '2026-11-27';

/** By Terraform type; dotted names go into blocks and maps, and a list means each of its elements. */
export const sharingAttributes: Readonly<Record<string, readonly string[]>> = {
  aws_ami_launch_permission: ['account_id', 'group', 'organization_arn', 'organizational_unit_arn'],
  aws_auditmanager_framework_share: ['destination_account'],
  aws_cleanrooms_collaboration: ['member.account_id'],
  aws_config_aggregate_authorization: ['account_id'],
  aws_db_cluster_snapshot: ['shared_accounts'],
  aws_db_snapshot: ['shared_accounts'],
  aws_db_snapshot_copy: ['shared_accounts'],
  aws_directory_service_shared_directory: ['target.id'],
  aws_globalaccelerator_cross_account_attachment: ['principals'],
  aws_eks_access_entry: ['principal_arn'],
  aws_eks_access_policy_association: ['principal_arn'],
  aws_lakeformation_data_lake_settings: [
    'admins',
    'read_only_admins',
    'trusted_resource_owners',
    'external_data_filtering_allow_list',
  ],
  aws_lakeformation_permissions: ['principal'],
  aws_licensemanager_grant: ['principal'],
  aws_network_interface_permission: ['aws_account_id'],
  aws_opensearch_authorize_vpc_endpoint_access: ['account'],
  aws_ram_principal_association: ['principal'],
  aws_ram_resource_share_associations_exclusive: ['principals'],
  aws_rds_cluster_snapshot_copy: ['shared_accounts'],
  aws_redshift_data_share_authorization: ['consumer_identifier'],
  aws_redshift_endpoint_authorization: ['account'],
  aws_s3control_access_grant: ['grantee.grantee_identifier'],
  aws_securitylake_custom_log_source: ['configuration.provider_identity.principal'],
  aws_securitylake_subscriber: ['subscriber_identity.principal'],
  aws_servicecatalog_portfolio_share: ['principal_id'],
  aws_snapshot_create_volume_permission: ['account_id'],
  aws_ssm_document: ['permissions.account_ids'],
  aws_vpc_endpoint_service: ['allowed_principals'],
  aws_vpc_endpoint_service_allowed_principal: ['principal_arn'],
};

/** Words for everyone, lower-case. */
export const sharedWithEveryone: readonly string[] = ['all', '*'];
