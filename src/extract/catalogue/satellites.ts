/**
 * Documents that may stand in the resource they belong to, or in a resource of their own, a satellite.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_policy
 */

/** A type that holds the document of another resource. */
export interface Satellite {
  readonly type: string;
  /** The attribute that names the resource whose document it is. */
  readonly names: string;
  readonly parent: string;
  /** The parent's attribute whose value that is. */
  readonly by: string;
}

// biome-ignore format: one line a row
const rows: readonly (readonly [type: string, names: string, parent: string, by: string])[] = [
  ['aws_s3_bucket_policy', 'bucket', 'aws_s3_bucket', 'bucket'],
  ['aws_sns_topic_policy', 'arn', 'aws_sns_topic', 'arn'],
  ['aws_sqs_queue_policy', 'queue_url', 'aws_sqs_queue', 'url'],
  ['aws_kms_key_policy', 'key_id', 'aws_kms_key', 'key_id'],
  ['aws_secretsmanager_secret_policy', 'secret_arn', 'aws_secretsmanager_secret', 'arn'],
  ['aws_vpc_endpoint_policy', 'vpc_endpoint_id', 'aws_vpc_endpoint', 'id'],
  ['aws_opensearch_domain_policy', 'domain_name', 'aws_opensearch_domain', 'domain_name'],
  ['aws_elasticsearch_domain_policy', 'domain_name', 'aws_elasticsearch_domain', 'domain_name'],
  ['aws_s3control_access_point_policy', 'access_point_arn', 'aws_s3_access_point', 'arn'],
  ['aws_api_gateway_rest_api_policy', 'rest_api_id', 'aws_api_gateway_rest_api', 'id'],
];

const byType = new Map(rows.map(([type, names, parent, by]) => [type, { type, names, parent, by }]));
const parents = new Set(rows.map(([, , parent]) => parent));

/** The satellite of that type; undefined for most types. */
export function satelliteOf(type: string): Satellite | undefined {
  return byType.get(type);
}

/** True for a type whose document may stand in a satellite. */
export function hasSatellite(type: string): boolean {
  return parents.has(type);
}

/** The attributes of a parent whose values satellites name it by. */
export function namesOf(parent: string): readonly string[] {
  return rows.flatMap(([, , type, by]) => (type === parent ? [by] : []));
}
