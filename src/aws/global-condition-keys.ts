/**
 * Condition keys that AWS fills for every service, which the action catalogue does not list, and when a request carries them.
 * A key that a request does not carry makes positive operators false and negated ones true, so availability decides verdicts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
import type { GlobalConditionKey } from './condition-keys/key.ts';
import { networkKeys } from './condition-keys/network.ts';
import { principalKeys } from './condition-keys/principal.ts';
import { requestKeys } from './condition-keys/request.ts';

export type { Availability, GlobalConditionKey } from './condition-keys/key.ts';

/** The day of this list, `YYYY-MM-DD`. */
export const globalConditionKeysDate = '2026-11-24';

/** Every global condition key known here. */
export const globalConditionKeys: readonly GlobalConditionKey[] = [
  ...requestKeys,
  ...principalKeys,
  ...networkKeys,
];

const ofPrincipals: ReadonlySet<GlobalConditionKey> = new Set(principalKeys);

/** True for a key that tells who asks, or of the session: requests without credentials carry none but those of every request. */
export function needsCredentials(key: GlobalConditionKey): boolean {
  return ofPrincipals.has(key) && key.availability !== 'always';
}

const tagMark = '${tagkey}';
const byName = new Map(globalConditionKeys.map((key) => [key.name.toLowerCase(), key]));

/**
 * A global condition key by name in any case, tag names filled in (`aws:ResourceTag/team`) or not; undefined when not known here.
 */
export function globalConditionKey(name: string): GlobalConditionKey | undefined {
  const lower = name.toLowerCase();
  const slash = lower.indexOf('/');
  const isTag = slash >= 0 && slash < lower.length - 1;
  return byName.get(lower) ?? (isTag ? byName.get(lower.slice(0, slash + 1) + tagMark) : undefined);
}
