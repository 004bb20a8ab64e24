/**
 * Values that are shared secrets in practice are not shown, though nothing marks them sensitive.
 */
import { isArray, isObject, type Value } from '../base/value.ts';
import { isSecretKey, masked } from '../iam/secret-keys.ts';

/** The document with the values of such condition keys replaced. */
export function maskDocument(value: Value): Value {
  if (isArray(value)) return value.map(maskDocument);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, isSecretKey(key) ? masked : maskDocument(one)]),
  );
}

/** True for a pointer to such a value. */
export function isMasked(pointer: string): boolean {
  return pointer.split('/').some(isSecretKey);
}
