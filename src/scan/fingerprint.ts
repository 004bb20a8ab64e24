/**
 * Fingerprints: the rule, the address without instance keys, and the meaning of the offending part. They survive moves
 * between copies, reformatting and reordering, and change when what is granted changes.
 */
import { createHash } from 'node:crypto';
import { withoutInstanceKeys } from '../base/address-keys.ts';

/** What a fingerprint stands on; `meaning` is empty where it must not be told (sensitive documents). */
export interface Identity {
  readonly rule: string;
  readonly address: string;
  readonly attribute: string;
  readonly meaning: string;
}

/** 32 hexadecimal digits. */
export function fingerprint({ rule, address, attribute, meaning }: Identity): string {
  const text = JSON.stringify([rule, withoutInstanceKeys(address), attribute, meaning]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
