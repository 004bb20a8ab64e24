/**
 * Data sources of the AWS provider that hold policy documents: made from arguments (`made`), read from what exists in AWS
 * (`read`), a second form of the same document (`echo`), or an argument that goes into another one (`input`).
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
import type { DataRowTuple } from './row.ts';

/** The rows, by type. */
// biome-ignore format: one line a row
export const dataRows: readonly DataRowTuple[] = [
  ['aws_api_gateway_domain_name', 'policy', 'resource', 'apigateway', 'read'],
  ['aws_api_gateway_export', 'body', 'embedded', 'apigateway', 'read'],
  ['aws_api_gateway_rest_api', 'policy', 'resource', 'apigateway', 'read'],
  ['aws_cloudcontrolapi_resource', 'properties', 'embedded', 'cloudformation', 'read'],
  ['aws_cloudformation_stack', 'template_body', 'embedded', 'cloudformation', 'read'],
  ['aws_cloudwatch_event_buses', 'event_buses[].policy', 'resource', 'events', 'read'],
  ['aws_cloudwatch_log_data_protection_policy_document', 'json', 'other-non-IAM', 'logs', 'made'],
  ['aws_codecommit_approval_rule_template', 'content', 'other-non-IAM', 'codecommit', 'read'],
  ['aws_ecr_lifecycle_policy_document', 'json', 'other-non-IAM', 'ecr', 'made'],
  ['aws_ecr_repository_creation_template', 'lifecycle_policy', 'other-non-IAM', 'ecr', 'read'],
  ['aws_ecr_repository_creation_template', 'repository_policy', 'resource', 'ecr', 'read'],
  ['aws_elasticsearch_domain', 'access_policies', 'resource', 'es', 'read'],
  ['aws_iam_policy', 'policy', 'identity', 'iam', 'read'],
  ['aws_iam_policy_document', 'json', 'generic', 'iam', 'made'],
  ['aws_iam_policy_document', 'minified_json', 'generic', 'iam', 'echo'],
  ['aws_iam_policy_document', 'override_json', 'generic', 'iam', 'input'],
  ['aws_iam_policy_document', 'override_policy_documents[]', 'generic', 'iam', 'input'],
  ['aws_iam_policy_document', 'source_json', 'generic', 'iam', 'input'],
  ['aws_iam_policy_document', 'source_policy_documents[]', 'generic', 'iam', 'input'],
  ['aws_iam_principal_policy_simulation', 'additional_policies_json[]', 'identity', 'iam', 'input'],
  ['aws_iam_principal_policy_simulation', 'permissions_boundary_policies_json[]', 'boundary', 'iam', 'input'],
  ['aws_iam_principal_policy_simulation', 'resource_policy_json', 'resource', 'iam', 'input'],
  ['aws_iam_role', 'assume_role_policy', 'trust', 'iam', 'read'],
  ['aws_networkfirewall_resource_policy', 'policy', 'resource', 'network-firewall', 'read'],
  ['aws_networkmanager_core_network_policy_document', 'json', 'other-non-IAM', 'networkmanager', 'made'],
  ['aws_odb_network', 'managed_services[].kms_access[].kms_policy_document', 'endpoint', 'odb', 'read', '6.58'],
  ['aws_odb_network', 'managed_services[].s3_access[].s3_policy_document', 'endpoint', 'odb', 'read'],
  ['aws_odb_network', 'managed_services[].sts_access[].sts_policy_document', 'endpoint', 'odb', 'read', '6.58'],
  ['aws_opensearch_domain', 'access_policies', 'resource', 'es', 'read'],
  ['aws_opensearchserverless_access_policy', 'policy', 'other-non-IAM', 'aoss', 'read'],
  ['aws_opensearchserverless_lifecycle_policy', 'policy', 'other-non-IAM', 'aoss', 'read'],
  ['aws_opensearchserverless_security_policy', 'policy', 'other-non-IAM', 'aoss', 'read'],
  ['aws_organizations_policy', 'content', 'scp', 'organizations', 'read'],
  ['aws_route53_traffic_policy_document', 'json', 'other-non-IAM', 'route53', 'made'],
  ['aws_s3_bucket_policy', 'policy', 'resource', 's3', 'read'],
  ['aws_secretsmanager_secret', 'policy', 'resource', 'secretsmanager', 'read'],
  ['aws_servicecatalog_constraint', 'parameters', 'other-non-IAM', 'servicecatalog', 'read'],
  ['aws_vpc_endpoint', 'policy', 'endpoint', 'ec2', 'read'],
  ['aws_vpclattice_auth_policy', 'policy', 'resource', 'vpc-lattice', 'read'],
  ['aws_vpclattice_resource_policy', 'policy', 'resource', 'vpc-lattice', 'read'],
];
