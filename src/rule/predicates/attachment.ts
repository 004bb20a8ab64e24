/**
 * Pointers into what is attached to a principal: `/policies/N` and then into the document. They live between a predicate
 * and the judgement only; no output ever shows an index.
 */
import { below, tokensOf } from '../../base/pointer.ts';

/** The pointer to something in the document of the attachment at that index. */
export function inAttachment(index: number, pointer: string): string {
  return below('/policies', index) + pointer;
}

/** The index of the attachment that a pointer leads into. */
export function attachmentOf(pointer: string): number | undefined {
  const [first, index] = tokensOf(pointer);
  return first === 'policies' && index !== undefined ? Number(index) : undefined;
}

/** What has a pointer into an attachment, with the pointer inside its document instead. */
export function withoutAttachment<T extends { readonly pointer: string }>(
  one: T,
  index: number | undefined,
): T {
  return index === undefined ? one : { ...one, pointer: one.pointer.slice(below('/policies', index).length) };
}
