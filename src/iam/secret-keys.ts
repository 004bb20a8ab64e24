/**
 * Condition keys whose values are shared secrets in practice: they are evaluated and never shown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-referer
 */

const secretKeys: ReadonlySet<string> = new Set(['sts:externalid', 'aws:referer']);

/** True for a key whose values must not be shown; in any case of letters. */
export function isSecretKey(key: string): boolean {
  return secretKeys.has(key.toLowerCase());
}

/** What stands in the place of such a value. */
export const masked = '(masked)';
