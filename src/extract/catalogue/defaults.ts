/**
 * What a service does where nobody writes a policy. Such attributes are unknown in a plan, though nobody hid anything.
 */
import type { Row } from './row.ts';

const none = 'nobody wrote one: there is no policy, and only the own account has access';
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
const key =
  "nobody wrote one: the account's root may do everything with the key, so IAM policies decide (AWS's default key policy)";
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
const endpoint = 'nobody wrote one: every principal may reach everything of the service through the endpoint';
// https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
const topic = "nobody wrote one: only the topic's owner may publish and subscribe";
const block =
  'no such block is in the configuration; one made by `dynamic` from a list that is unknown would look the same';

const byStart: readonly (readonly [start: RegExp, reason: string])[] = [
  [/^aws(cc)?_kms_/, key],
  [/^aws(cc)?_(ec2_)?vpc_endpoint/, endpoint],
  [/^aws(cc)?_sns_/, topic],
  [/^aws_iam_role$/, block],
];

/** What holds where a resource leaves the document of that row out. */
export function defaultOf({ type, kind }: Row): string {
  const found = byStart.find(([start]) => start.test(type));
  return found?.[1] ?? (kind === 'resource' ? none : 'nobody wrote one');
}

/**
 * Types whose document `{}` means that there is to be none.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/secretsmanager_secret#policy
 */
export const emptyMeansNone: ReadonlySet<string> = new Set([
  'aws_s3_access_point',
  'aws_secretsmanager_secret',
]);
