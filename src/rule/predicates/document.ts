/**
 * Predicates about a document as a whole.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
import { no, yes } from '../../base/verdict.ts';
import { checkKind } from '../../iam/check-kind.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';

const invalid = predicate({
  name: 'invalid',
  subjects: ['document'],
  facts: ['defect', 'code'],
  summary:
    'the document has a defect for which IAM refuses it (`refused`), or with which something in it has no effect (`ineffective`)',
  argument: oneOf(['refused', 'ineffective']),
  bind:
    (wanted) =>
    ({ policy, document }) => {
      const ofKind = policy.ok ? checkKind(policy.document, document.kind) : [];
      if (policy.defects.length + ofKind.length === 0) return no;
      const found = [...policy.defects, ...ofKind].filter(
        (defect) => defect.refused === (wanted === 'refused'),
      );
      if (found.length === 0) return no;
      return yes(
        ...found.map(({ pointer, message, code }) => ({ pointer, facts: { defect: message, code: [code] } })),
      );
    },
});

/** The predicates of this family. */
export const documentPredicates: readonly Predicate[] = [invalid];
