/**
 * Fingerprints: the rule, the address without instance keys, and the meaning of the offending part. They survive moves
 * between copies, reformatting and reordering, and change when what is granted changes.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { withoutInstanceKeys } from '../base/address-keys.ts';

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

/** 32 hexadecimal digits. Of SHA-256 without `node:crypto`, which costs a run a twentieth of Node's own start to load. */
export function fingerprint(identity: Identity): string {
  return bytesToHex(sha256(utf8ToBytes(identityText(identity)))).slice(0, 32);
}
