/**
 * What the policy said that a deletion takes from its principal: an inline one, or a managed one that is detached.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { DeletionSubject, DocumentSubject } from '../../subject/types.ts';
import { type Predicate, predicate, type Test } from '../predicate.ts';

const tookPolicyThat = predicate({
  name: 'took-policy-that',
  subjects: ['deletion'],
  facts: ['policy'],
  summary:
    'the deletion takes a policy from its principal that has a statement which fulfils the condition: an inline policy, or a managed one whose document the plan holds',
  argument: (clauses) => clauses('statement'),
  bind: (clause, { compile, catalogue }) => {
    const test = compile(clause);
    return (deletion) => {
      const text = deletion.attributes.policy ?? attachedText(deletion) ?? ofAws(deletion, catalogue);
      return typeof text === 'string' ? inDocument(text, deletion, test) : unreachable;
    };
  },
});

/** The predicates of this family. */
export const deletedPolicyPredicates: readonly Predicate[] = [tookPolicyThat];

/** The document of the managed policy that was attached, from a policy that stays or goes as well. */
function attachedText({ attributes, around }: DeletionSubject) {
  const { policy_arn: arn } = attributes;
  if (typeof arn !== 'string' || around === undefined) return undefined;
  const gone = around.deleted('aws_iam_policy').find((one) => one.attributes.arn === arn);
  const policy = gone ?? around.standing('aws_iam_policy').find((one) => one.attributes.arn === arn);
  return policy?.attributes.policy;
}

function inDocument(text: string, deletion: DeletionSubject, test: Test): Verdict {
  const parsed = parsePolicy({ form: 'text', text });
  if (!parsed.ok) return no;
  const { document: policy } = parsed;
  const document: DocumentSubject = {
    subject: 'document',
    origins: [deletion.origin],
    kind: 'identity',
    state: 'known',
    references: [],
    sensitive: deletion.sensitive,
    judged: true,
  };
  const verdict = any(
    policy.statements.map((statement) => test({ subject: 'statement', document, policy, statement })),
  );
  if (verdict.answer !== 'yes') return verdict;
  const { policy_arn: arn } = deletion.attributes;
  const named = typeof arn === 'string' ? arn : deletion.attributes.name;
  return yes({ pointer: '', facts: { policy: [typeof named === 'string' ? named : 'its policy'] } });
}

function ofAws({ attributes }: DeletionSubject, catalogue: Catalogue): string | undefined {
  const { policy_arn: arn } = attributes;
  const known = typeof arn === 'string' ? catalogue.managedPolicy(arn) : undefined;
  return known?.state === 'known' ? known.document : undefined;
}

const unreachable = unknown({
  pointer: '',
  reason: 'the document of the policy that is detached is not in this plan',
});
