/**
 * Values that are shared secrets in practice are not shown, though nothing marks them sensitive.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-referer
 */
import { isArray, isObject, type Value } from '../base/value.ts';

const masked: ReadonlySet<string> = new Set(['sts:externalid', 'aws:referer']);

/** The document with the values of such condition keys replaced. */
export function maskDocument(value: Value): Value {
  if (isArray(value)) return value.map(maskDocument);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      masked.has(key.toLowerCase()) ? '(masked)' : maskDocument(one),
    ]),
  );
}

/** True for a pointer to such a value. */
export function isMasked(pointer: string): boolean {
  return pointer.split('/').some((token) => masked.has(token.toLowerCase()));
}
