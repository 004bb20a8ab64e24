/**
 * Bytes and text: Terraform's strings are UTF-8.
 */
import { refuse } from './errors.ts';

/** The bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text of bytes. Throws an EvaluationError where they are no UTF-8, as Terraform refuses them. */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('the bytes are no UTF-8');
  }
}
