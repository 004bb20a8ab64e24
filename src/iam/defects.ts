/**
 * What is wrong with a document, by Access Analyzer's own names where it has one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
import type { Pointer } from '../base/pointer.ts';
import type { Defect } from './types.ts';

/** IAM refuses the document for it. */
export function refused(code: string, pointer: Pointer, message: string): Defect {
  return { code, message, pointer, refused: true };
}

/** IAM accepts it, and it does not do what it seems to. */
export function tolerated(code: string, pointer: Pointer, message: string): Defect {
  return { code, message, pointer, refused: false };
}
