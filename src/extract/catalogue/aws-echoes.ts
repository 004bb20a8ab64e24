/**
 * Attributes that repeat a policy which something else in the plan sets, or which AWS puts together: they are known to be
 * policies, and never counted a second time. https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
import type { RowTuple } from './row.ts';

/** The rows, grouped by service. */
// biome-ignore format: one line a row
export const echoRows: readonly RowTuple[] = [
  ['aws_acmpca_permission', 'policy', 'resource', 'acm-pca', 'echo'],
  ['aws_cloudcontrolapi_resource', 'properties', 'embedded', 'cloudformation', 'echo'],
  ['aws_lambda_layer_version_permission', 'policy', 'resource', 'lambda', 'echo'],
  ['aws_odb_network', 'managed_services[].kms_access[].kms_policy_document', 'endpoint', 'odb', 'echo', '6.58'],
  ['aws_odb_network', 'managed_services[].s3_access[].s3_policy_document', 'endpoint', 'odb', 'echo'],
  ['aws_odb_network', 'managed_services[].sts_access[].sts_policy_document', 'endpoint', 'odb', 'echo', '6.58'],
  ['aws_s3control_multi_region_access_point_policy', 'established', 'resource', 's3', 'echo'],
  ['aws_s3control_multi_region_access_point_policy', 'proposed', 'resource', 's3', 'echo'],
  ['awscc_odb_odb_network', 'managed_services.kms_access.kms_policy_document', 'endpoint', 'odb', 'echo'],
  ['awscc_odb_odb_network', 'managed_services.s3_access.s3_policy_document', 'endpoint', 'odb', 'echo'],
  ['awscc_odb_odb_network', 'managed_services.sts_access.sts_policy_document', 'endpoint', 'odb', 'echo'],
];
