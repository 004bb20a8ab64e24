/**
 * What statements, documents and principals allow and deny, exactly: after the denials, within the boundary, with a request
 * as witness.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Json } from '../../base/value.ts';
import { all, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { PolicyDocument } from '../../iam/types.ts';
import { allowsBeyond, layersAllow, statementAllows, type Told } from '../exact/ask.ts';
import { type Holding, heldBy } from '../exact/held.ts';
import { denialsAsAllowances, requestsMatching } from '../exact/requests.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate, type RuleContext, type SubjectOf } from '../predicate.ts';
import { list, oneOrMore } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { anything, text } from '../shape/scalar.ts';

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
  bind: (asked, context) => (subject) => granted(subject, asked, context),
});

const grantsAll = predicate({
  name: 'grants-all',
  subjects,
  facts: factsOfWitness,
  summary: 'of each member of the list some request is allowed, so that they can be used together',
  argument: list(patterns, 2),
  bind: (members, context) => (subject) => all(members.map((asked) => granted(subject, asked, context))),
});

function granted(subject: Granting, asked: Patterns, { catalogue }: RuleContext): Verdict {
  if (subject.subject === 'statement') {
    const { statement } = subject;
    if (statement.effect === 'Deny') return no;
    const told = statementAllows(subject.policy, statement, asked, catalogue);
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
      if (told.answer === 'unknown') return told;
      return within(holding, told.answer === 'yes' ? no : yes({ pointer: holding.pointer }));
    };
  },
});

const grantsBeyond = predicate({
  name: 'grants-beyond',
  subjects,
  facts: factsOfWitness,
  summary: 'some request is allowed that the document in the argument does not allow',
  argument: anything,
  bind: (reference, { catalogue }) => {
    const bound = documentIn(reference);
    return (subject) => {
      const holding = heldBy(subject);
      const told = allowsBeyond(holding.layers, [[bound]], { extent: 'each' }, catalogue);
      return within(holding, proven(told, holding.pointerOf));
    };
  },
});

/** The predicates of this family. */
export const grantPredicates: readonly Predicate[] = [grants, grantsAll, denies, grantsBeyond];

function proven(told: Told, pointerOf: Holding['pointerOf']): Verdict {
  if (told.answer !== 'yes') return told;
  return yes(
    ...told.found.map((one) => evidenceWith(pointerOf(one.document, one.statement.pointer), one.request)),
  );
}

/** What is attached and not in reach may grant or deny anything. */
function within({ hidden, pointer }: Holding, verdict: Verdict): Verdict {
  const [reason] = hidden;
  if (reason === undefined || verdict.answer === 'unknown') return verdict;
  if (verdict.answer === 'no') return unknown({ pointer, reason });
  const assumption = 'unless an attached policy that is not in the plan denies it';
  return yes(...verdict.evidence.map((one) => ({ ...one, assumption })));
}

function documentIn(reference: Json): PolicyDocument {
  const parsed = parsePolicy({ form: 'tree', tree: reference });
  if (!parsed.ok) throw new Error('`grants-beyond` was given what is no policy document');
  return parsed.document;
}
