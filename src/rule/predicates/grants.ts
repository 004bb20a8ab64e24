/**
 * What statements, documents and principals allow and deny, exactly: after the denials, within the boundary, with a request
 * as witness.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { all, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { actionsMeet } from '../../iam/clauses.ts';
import { allowsBeyond, layersAllow, statementAllowsBeyond, type Told } from '../exact/ask.ts';
import { type Holding, heldBy } from '../exact/held.ts';
import { holderAllows } from '../exact/holders.ts';
import { denialsAsAllowances, requestsMatching } from '../exact/requests.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate, type RuleContext, type SubjectOf } from '../predicate.ts';
import { list, oneOrMore } from '../shape/list.ts';
import { policyDocument } from '../shape/policy-document.ts';
import { optional, record } from '../shape/record.ts';
import { text } from '../shape/scalar.ts';
import { attachmentOf } from './attachment.ts';

const patterns = record('`actions`, `resources`, both or none', {
  actions: optional(oneOrMore(text('an action pattern such as `s3:Get*`'))),
  resources: optional(oneOrMore(text('an ARN pattern, or `*`'))),
});

interface Patterns {
  readonly actions?: readonly string[];
  readonly resources?: readonly string[];
}

type Granting = SubjectOf<'statement' | 'document' | 'principal'>;

const subjects = ['statement', 'document', 'principal'] as const;

const grants = predicate({
  name: 'grants',
  subjects,
  facts: factsOfWitness,
  summary:
    'some request that the patterns match is allowed, after all denials and within the boundary; of a statement: by it alone',
  argument: patterns,
  inFrame: (asked, context) => (subject) =>
    mayGrant(subject, asked) ? (one) => granted(one, asked, context) : no,
  bind: (asked, context) => (subject) => granted(subject, asked, context),
});

/** What the frame of a statement tells: one that lists none of the actions, or denies, grants none. */
function mayGrant(subject: Granting, { actions }: Patterns): boolean {
  if (subject.subject !== 'statement') return true;
  const { statement } = subject;
  if (statement.effect === 'Deny') return false;
  return actions === undefined || actions.some((one) => actionsMeet(statement, one).answer !== 'no');
}

const grantsAll = predicate({
  name: 'grants-all',
  subjects,
  facts: factsOfWitness,
  summary: 'of each member of the list some request is allowed, so that they can be used together',
  argument: list(patterns, 2),
  inFrame: (members, context) => (subject) =>
    members.every((asked) => mayGrant(subject, asked))
      ? (one) => together(all(members.map((asked) => granted(one, asked, context))))
      : no,
  bind: (members, context) => (subject) =>
    together(all(members.map((asked) => granted(subject, asked, context)))),
});

/** What several policies grant only together is one finding, at the principal that holds them. */
function together(verdict: Verdict): Verdict {
  if (verdict.answer !== 'yes') return verdict;
  const attachments = new Set(verdict.evidence.map(({ pointer }) => attachmentOf(pointer)));
  return attachments.size < 2 ? verdict : yes(...verdict.evidence.map((one) => ({ ...one, pointer: '' })));
}

function granted(subject: Granting, asked: Patterns, { catalogue }: RuleContext): Verdict {
  if (!mayGrant(subject, asked)) return no;
  if (subject.subject === 'statement') {
    const { statement } = subject;
    const told = holderAllows(subject, asked, catalogue);
    if (told.answer !== 'yes') return told;
    return yes({ ...evidenceWith(statement.pointer, told.found[0].request), placeless: true });
  }
  const holding = heldBy(subject);
  const told = layersAllow(holding.layers, asked, catalogue);
  return within(holding, proven(told, holding.pointerOf));
}

const denies = predicate({
  name: 'denies',
  subjects,
  summary: 'every request that the patterns match is denied explicitly; of a statement: by it alone',
  argument: patterns,
  bind: (asked, { catalogue }) => {
    const wanted = requestsMatching(asked);
    return (subject) => {
      const holding = heldBy(subject);
      const denials = holding.layers.flat().map(denialsAsAllowances);
      const told = allowsBeyond([[wanted]], [denials], {}, catalogue);
      if (told.answer === 'no') return yes({ pointer: holding.pointer });
      // What is not in reach may deny it.
      return told.answer === 'unknown' ? told : unlessHidden(holding);
    };
  },
});

const grantsBeyond = predicate({
  name: 'grants-beyond',
  subjects,
  facts: factsOfWitness,
  summary:
    'some request is allowed, after all denials and within the boundary, that the document in the argument does not allow; of a statement: by it alone',
  argument: policyDocument,
  bind: (reference, { catalogue }) => {
    const asked = { extent: 'each' } as const;
    return (subject) => {
      if (subject.subject === 'statement') {
        const { policy, statement } = subject;
        if (statement.effect === 'Deny') return no;
        const told = statementAllowsBeyond(policy, statement, [[reference]], asked, catalogue);
        return proven(told, ({ pointer }) => pointer);
      }
      const holding = heldBy(subject);
      const told = allowsBeyond(holding.layers, [[reference]], asked, catalogue);
      return within(holding, proven(told, holding.pointerOf));
    };
  },
});

/** The predicates of this family. */
export const grantPredicates: readonly Predicate[] = [grants, grantsAll, denies, grantsBeyond];

function proven(told: Told, pointerOf: Holding['pointerOf']): Verdict {
  if (told.answer !== 'yes') return told;
  return yes(...told.found.map((one) => evidenceWith(pointerOf(one.statement), one.request)));
}

/** What is attached and not in reach may grant or deny anything. */
function within(holding: Holding, verdict: Verdict): Verdict {
  if (verdict.answer === 'no') return unlessHidden(holding);
  if (verdict.answer === 'unknown' || holding.hidden.length === 0) return verdict;
  const assumption = 'unless an attached policy that is not in the plan denies it';
  return yes(...verdict.evidence.map((one) => ({ ...one, assumption })));
}

/** No, or unknown where something is attached that is not in reach. */
function unlessHidden({ hidden: [reason], pointer }: Holding): Verdict {
  return reason === undefined ? no : unknown({ pointer, reason });
}
