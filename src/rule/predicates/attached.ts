/**
 * Predicates about what is attached to a principal: the content of each policy is asked, so that a policy managed by AWS
 * or attached by ARN counts for what it says and not for its name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 */
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { ParsedPolicy, PolicyDocument } from '../../iam/types.ts';
import type { AttachedPolicy, DocumentSubject } from '../../subject/types.ts';
import { type Predicate, predicate, type Test } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';
import { inAttachment } from './attachment.ts';

const hasPolicyThat = attached('has-policy-that', 'some policy of the principal', () => true);
const hasManagedPolicyThat = attached(
  'has-managed-policy-that',
  'some managed policy that is attached to the principal, AWS’s or the customer’s,',
  ({ by }) => by !== 'inline',
);

const hasOutsidePolicyThat = attached(
  'has-outside-policy-that',
  'some managed policy that is attached to the principal and is not in the plan, AWS’s or one that is there already,',
  ({ by, document }) => by !== 'inline' && document === undefined,
);

const holdsDirectly = predicate({
  name: 'holds-directly',
  subjects: ['principal'],
  facts: ['policy'],
  summary:
    'the principal is a user, and a policy that may allow something stands on the user itself and not on a group or role',
  argument: oneOf(['user']),
  bind: () => {
    const parse = parserOnce();
    return ({ principal, policies }) =>
      principal === 'user'
        ? any(policies.map((policy, index) => directly(policy, index, parse(policy))))
        : no;
  },
});

/** A policy that only denies gives nothing. */
function directly(policy: AttachedPolicy, index: number, parsed: ParsedPolicy | undefined): Verdict {
  const facts = { policy: [nameOf(policy)] };
  const held = yes({ pointer: inAttachment(index, ''), facts });
  if (parsed?.ok !== true || parsed.document.moreStatements) return held;
  const effects = parsed.document.statements.map(({ effect }) => effect);
  if (effects.every((effect) => effect === 'Deny')) return no;
  if (effects.includes('Allow')) return held;
  const reason = 'whether its statements allow or deny is known only after apply';
  return unknown({ pointer: inAttachment(index, ''), reason });
}

const hasAwsBoundaryThat = predicate({
  name: 'has-aws-boundary-that',
  subjects: ['principal'],
  facts: ['policy'],
  summary:
    'the permissions boundary of the principal is a policy that AWS manages, and has a statement that fulfils the condition; a boundary of one’s own is a document of the plan',
  argument: (clauses) => clauses('statement'),
  bind: (clause, { compile }) => {
    const test = compile(clause);
    const parse = parserOnce();
    return ({ boundary }) => {
      if (boundary === undefined || boundary.by !== 'aws') return no;
      const verdict = answerOf(boundary, 0, test, parse);
      return verdict.answer === 'yes' ? yes({ pointer: '', facts: { policy: [nameOf(boundary)] } }) : verdict;
    };
  },
});

/** The predicates of this family. */
export const attachedPredicates: readonly Predicate[] = [
  hasPolicyThat,
  hasManagedPolicyThat,
  hasOutsidePolicyThat,
  holdsDirectly,
  hasAwsBoundaryThat,
];

function attached(name: string, whose: string, asked: (policy: AttachedPolicy) => boolean): Predicate {
  return predicate({
    name,
    subjects: ['principal'],
    facts: ['policy'],
    summary: `${whose} has a statement that fulfils the condition`,
    argument: (clauses) => clauses('statement'),
    bind: (clause, { compile }) => {
      const test = compile(clause);
      const parse = parserOnce();
      return ({ policies }) =>
        any(
          policies.map((policy, index) =>
            asked(policy) ? answerOf(policy, index, test, parse, policies) : no,
          ),
        );
    },
  });
}

type Parse = (policy: AttachedPolicy) => ParsedPolicy | undefined;

/** The same managed policy is attached to many principals; AWS's own never differ between them. */
function parserOnce(): Parse {
  const parsed = new Map<string, ParsedPolicy>();
  return ({ by, arn, content }) => {
    if (!content) return undefined;
    if (by !== 'aws' || arn === undefined) return parsePolicy(content);
    const known = parsed.get(arn) ?? parsePolicy(content);
    parsed.set(arn, known);
    return known;
  };
}

function answerOf(
  policy: AttachedPolicy,
  index: number,
  test: Test,
  parse: Parse,
  held: readonly AttachedPolicy[] = [],
): Verdict {
  const parsed = parse(policy);
  if (!parsed) {
    const reason = policy.reason ?? `the document of ${nameOf(policy)} is not in the plan`;
    return unknown({ pointer: inAttachment(index, ''), reason });
  }
  if (!parsed.ok) return no;
  const verdict = statementsOf(parsed.document, documentOf(policy, held), test);
  if (verdict.answer === 'unknown') {
    const inside = verdict.doubts.map((doubt) => ({ ...doubt, pointer: inAttachment(index, doubt.pointer) }));
    return unknown(...inside);
  }
  if (verdict.answer === 'no') return no;
  const facts = { policy: [nameOf(policy)] };
  const evidence = verdict.evidence.map((one) => ({
    ...one,
    pointer: inAttachment(index, one.pointer),
    facts,
  }));
  return {
    answer: 'yes',
    evidence: evidence.length > 0 ? evidence : [{ pointer: inAttachment(index, ''), facts }],
  };
}

function statementsOf(policy: PolicyDocument, document: DocumentSubject, test: Test): Verdict {
  const verdicts = policy.statements.map((statement) =>
    test({ subject: 'statement', document, policy, statement }),
  );
  if (!policy.moreStatements) return any(verdicts);
  return any([
    ...verdicts,
    unknown({ pointer: '/Statement', reason: 'further statements are known only after apply' }),
  ]);
}

/** What is attached to a principal is an identity policy, wherever its document stands. */
function documentOf(policy: AttachedPolicy, held: readonly AttachedPolicy[]): DocumentSubject {
  const { origin, sensitive } = policy;
  const besides = () => [held.filter((one) => one !== policy).flatMap(({ content }) => content ?? [])];
  return {
    subject: 'document',
    origins: [origin],
    kind: 'identity',
    state: 'known',
    references: [],
    sensitive,
    judged: true,
    besides,
  };
}

/** The last part of the ARN is what people call a managed policy. */
function nameOf({ arn, origin }: AttachedPolicy): string {
  return arn?.split('/').at(-1) ?? (origin.attribute || origin.address);
}
