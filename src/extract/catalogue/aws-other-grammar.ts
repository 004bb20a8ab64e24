/**
 * Documents of the AWS provider that are called policies and have another grammar: listed, not evaluated.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
import type { RowTuple } from './row.ts';

/** The rows, grouped by service. */
// biome-ignore format: one line a row
export const otherGrammarRows: readonly RowTuple[] = [
  ['aws_opensearchserverless_access_policy', 'policy', 'other-non-IAM', 'aoss', 'required'],
  ['aws_opensearchserverless_lifecycle_policy', 'policy', 'other-non-IAM', 'aoss', 'required'],
  ['aws_opensearchserverless_security_policy', 'policy', 'other-non-IAM', 'aoss', 'required'],
  ['aws_bedrockagentcore_policy', 'definition[].cedar[].statement', 'other-non-IAM', 'bedrock-agentcore', 'required', '6.58'],
  ['aws_cloudformation_stack', 'policy_body', 'other-non-IAM', 'cloudformation', 'computed-default'],
  ['aws_codecommit_approval_rule_template', 'content', 'other-non-IAM', 'codecommit', 'required'],
  ['aws_config_config_rule', 'source[].custom_policy_details[].policy_text', 'other-non-IAM', 'config', 'required'],
  ['aws_config_organization_custom_policy_rule', 'policy_text', 'other-non-IAM', 'config', 'required'],
  ['aws_verifiedaccess_endpoint', 'policy_document', 'other-non-IAM', 'ec2', 'optional'],
  ['aws_verifiedaccess_group', 'policy_document', 'other-non-IAM', 'ec2', 'optional'],
  ['aws_ecr_lifecycle_policy', 'policy', 'other-non-IAM', 'ecr', 'required'],
  ['aws_ecr_repository_creation_template', 'lifecycle_policy', 'other-non-IAM', 'ecr', 'optional'],
  ['aws_emr_cluster', 'core_instance_group[].autoscaling_policy', 'other-non-IAM', 'elasticmapreduce', 'optional'],
  ['aws_emr_instance_group', 'autoscaling_policy', 'other-non-IAM', 'elasticmapreduce', 'optional'],
  ['aws_fms_policy', 'security_service_policy_data[].managed_service_data', 'other-non-IAM', 'fms', 'optional'],
  ['aws_iot_policy', 'policy', 'other-non-IAM', 'iot', 'required'],
  ['aws_cloudwatch_log_account_policy', 'policy_document', 'other-non-IAM', 'logs', 'required'],
  ['aws_cloudwatch_log_data_protection_policy', 'policy_document', 'other-non-IAM', 'logs', 'required'],
  ['aws_cloudwatch_log_index_policy', 'policy_document', 'other-non-IAM', 'logs', 'required'],
  ['aws_networkmanager_core_network', 'base_policy_document', 'other-non-IAM', 'networkmanager', 'optional'],
  ['aws_networkmanager_core_network_policy_attachment', 'policy_document', 'other-non-IAM', 'networkmanager', 'required'],
  ['aws_route53_traffic_policy', 'document', 'other-non-IAM', 'route53', 'required'],
  ['aws_servicecatalog_constraint', 'parameters', 'other-non-IAM', 'servicecatalog', 'required'],
  ['aws_sns_topic', 'archive_policy', 'other-non-IAM', 'sns', 'optional'],
  ['aws_sns_topic', 'delivery_policy', 'other-non-IAM', 'sns', 'optional'],
  ['aws_sns_topic_data_protection_policy', 'policy', 'other-non-IAM', 'sns', 'required'],
  ['aws_sns_topic_subscription', 'delivery_policy', 'other-non-IAM', 'sns', 'optional'],
  ['aws_sns_topic_subscription', 'filter_policy', 'other-non-IAM', 'sns', 'optional'],
  ['aws_sns_topic_subscription', 'redrive_policy', 'other-non-IAM', 'sns', 'optional'],
  ['aws_sns_topic_subscription', 'replay_policy', 'other-non-IAM', 'sns', 'optional'],
  ['aws_sqs_queue', 'redrive_allow_policy', 'other-non-IAM', 'sqs', 'computed-default'],
  ['aws_sqs_queue', 'redrive_policy', 'other-non-IAM', 'sqs', 'computed-default'],
  ['aws_sqs_queue_redrive_allow_policy', 'redrive_allow_policy', 'other-non-IAM', 'sqs', 'required'],
  ['aws_sqs_queue_redrive_policy', 'redrive_policy', 'other-non-IAM', 'sqs', 'required'],
  ['aws_verifiedpermissions_policy', 'definition[].static[].statement', 'other-non-IAM', 'verifiedpermissions', 'required'],
  ['aws_verifiedpermissions_policy_template', 'statement', 'other-non-IAM', 'verifiedpermissions', 'required'],
  ['aws_workspacesweb_browser_settings', 'browser_policy', 'other-non-IAM', 'workspaces-web', 'required'],
];
