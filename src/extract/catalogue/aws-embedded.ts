/**
 * Texts of the AWS provider that may hold policy documents inside a bigger text (templates, API definitions):
 * listed, not evaluated. https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
import type { RowTuple } from './row.ts';

/** The rows, grouped by service. */
// biome-ignore format: one line a row
export const embeddedRows: readonly RowTuple[] = [
  ['aws_api_gateway_rest_api', 'body', 'embedded', 'apigateway', 'optional'],
  ['aws_api_gateway_rest_api_put', 'body', 'embedded', 'apigateway', 'required'],
  ['aws_cloudcontrolapi_resource', 'desired_state', 'embedded', 'cloudformation', 'required'],
  ['aws_cloudformation_stack', 'template_body', 'embedded', 'cloudformation', 'computed-default'],
  ['aws_cloudformation_stack_set', 'template_body', 'embedded', 'cloudformation', 'computed-default'],
  ['aws_iot_ca_certificate', 'registration_config[].template_body', 'embedded', 'iot', 'optional'],
  ['aws_iot_provisioning_template', 'template_body', 'embedded', 'iot', 'required'],
];
