/**
 * A request that the search found is asked of the evaluator of one request, which shares no code with the search, before
 * anybody is told. Where they disagree something is wrong here, and never with the user's policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { evaluateDocument, type Match } from '../iam/evaluate.ts';
import type { Request } from '../iam/request.ts';
import type { PolicyDocument } from '../iam/types.ts';

/** Policies that decide together: a request is allowed where every layer allows it and nothing denies it. */
export interface Access {
  /** Each layer is a union of documents: what is attached, the boundary … Denials in any of them count. */
  readonly layers: readonly (readonly PolicyDocument[])[];
}

/** The evaluator does not confirm what the search found: a defect of grantlint. */
export class Mismatch extends Error {
  constructor(request: Request) {
    super(
      `the evaluator does not confirm the request ${JSON.stringify({ ...request, context: [...request.context] })}`,
    );
    this.name = 'Mismatch';
  }
}

/** Is the request allowed? `ambiguous` where AWS's pages leave it open. The documents have no holes. */
export function isAllowed({ layers }: Access, request: Request): Match {
  let isCertain = true;
  for (const documents of layers) {
    let isHeard = false;
    for (const document of documents) {
      const { voice } = evaluateDocument(document, request);
      if (voice === 'denies') return 'no';
      if (voice !== 'silent') isHeard = true;
      if (voice === 'ambiguous') isCertain = false;
    }
    if (!isHeard) return 'no';
  }
  return isCertain ? 'yes' : 'ambiguous';
}
