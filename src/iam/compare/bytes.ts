/**
 * BinaryEquals: "compares the value of the specified key byte for byte against a base-64 encoded representation of the
 * binary value in the policy". A request's value is base64 as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals
 */

/** True when both are base64 (RFC 4648, padded) of the same bytes. */
export function isSameBytes(left: string, right: string): boolean {
  const bytes = decode(left);
  return bytes !== undefined && bytes === decode(right);
}

function decode(text: string): string | undefined {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? atob(text) : undefined;
}
