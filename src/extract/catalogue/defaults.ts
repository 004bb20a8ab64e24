/**
 * What a service does where nobody writes a policy. Such attributes are unknown in a plan, though nobody hid anything.
 */

const none = 'nobody wrote one: there is no policy, and only the own account has access';

const byAttribute: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
  kms: "nobody wrote one: AWS's default key policy lets the account's IAM policies decide",
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  vpce: 'nobody wrote one: the endpoint lets every principal reach every resource of the service',
  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
  sns: "nobody wrote one: only the topic's owner may publish and subscribe",
};

/** What holds where a resource type leaves its document out. */
export function defaultOf(type: string): string {
  if (type.includes('kms')) return byAttribute.kms ?? none;
  if (type.includes('vpc_endpoint')) return byAttribute.vpce ?? none;
  if (type.includes('sns')) return byAttribute.sns ?? none;
  return none;
}
