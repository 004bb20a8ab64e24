/**
 * What is known of an attribute before its value is: that it is the ARN of one resource, and of which service.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** Services by the first words of Terraform's types, where the two have different names; the longest fitting counts. */
const services: Readonly<Record<string, string>> = {
  alb: 'elasticloadbalancing',
  api_gateway: 'apigateway',
  apigatewayv2: 'apigateway',
  cloudwatch_event: 'events',
  cloudwatch_log: 'logs',
  cloudwatch_metric: 'cloudwatch',
  db: 'rds',
  efs: 'elasticfilesystem',
  elasticsearch: 'es',
  instance: 'ec2',
  kinesis_firehose: 'firehose',
  lb: 'elasticloadbalancing',
  msk: 'kafka',
  opensearch: 'es',
  prometheus: 'aps',
  s3control: 's3',
  security_group: 'ec2',
  sfn: 'states',
  subnet: 'ec2',
  vpc: 'ec2',
};

/** `arn:s3:bucket` for an ARN of a resource of AWS, `string` for its other names; undefined for what may be anything. */
export function holeTypeOf(type: string, attribute: string): string | undefined {
  const [, name] = /^aws(?:cc)?_(.+)$/.exec(type) ?? [];
  if (name === undefined) return plainTypes.test(`${type}.${attribute}`) ? 'string' : undefined;
  if (attribute === 'arn') return arnType(name);
  if (/_arn$/.test(attribute)) return 'arn';
  return /^(?:id|name|bucket|key_id|account_id|url|bucket_(?:regional_)?domain_name|function_name|unique_id)$/.test(
    attribute,
  )
    ? 'string'
    : undefined;
}

/** Names made at random that hold no wildcard. https://registry.terraform.io/providers/hashicorp/random/latest/docs */
const plainTypes = /^random_(?:pet|uuid|id|integer)\.(?:id|hex|result|dec|b64_url)$/;

function arnType(name: string): string {
  const words = name.split('_');
  for (let count = words.length; count > 0; count--) {
    const start = words.slice(0, count).join('_');
    const service = Object.hasOwn(services, start) ? services[start] : undefined;
    if (service !== undefined) return typeOf(service, words.slice(service === start ? count : 0));
  }
  const [service = '', ...rest] = words;
  return typeOf(service, rest);
}

function typeOf(service: string, resource: readonly string[]): string {
  return resource.length === 0 ? `arn:${service}` : `arn:${service}:${resource.join('-')}`;
}
