/**
 * Fingerprints: the rule, the address without instance keys, and the meaning of the offending part. They survive moves
 * between copies, reformatting and reordering, and change when what is granted changes.
 */
import { withoutInstanceKeys } from '../base/address-keys.ts';
import { sha256 } from '../base/sha256.ts';

/** What a fingerprint stands on; `meaning` is empty where it must not be told (sensitive documents). */
export interface Identity {
  readonly rule: string;
  readonly address: string;
  readonly attribute: string;
  readonly meaning: string;
}

/** The identity as text: equal texts are the same finding. */
export function identityText({ rule, address, attribute, meaning }: Identity): string {
  return JSON.stringify([rule, withoutInstanceKeys(address), attribute, meaning]);
}

/** 32 hexadecimal digits. */
export function fingerprint(identity: Identity): string {
  return sha256(identityText(identity)).slice(0, 32);
}
