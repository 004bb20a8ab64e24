/**
 * A role's trust policy and what the role may do, together: how bad it is who gets in depends on what is inside.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html
 */
import { globMatches } from '../../aws/glob.ts';
import { accessLevels } from '../../aws/service.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { Content, ParsedPolicy } from '../../iam/types.ts';
import type { DocumentSubject, PrincipalSubject } from '../../subject/types.ts';
import { layersAllow } from '../exact/ask.ts';
import { heldBy } from '../exact/held.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate, type Test } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { actionsOfLevels } from './levels.ts';

const hasTrustThat = predicate({
  name: 'has-trust-that',
  subjects: ['principal'],
  facts: ['issuer', 'claim'],
  summary: 'the trust policy of the role has a statement that fulfils the condition',
  argument: (clauses) => clauses('statement'),
  bind: (clause, { compile }) => {
    const test = compile(clause);
    return (subject) => {
      if (subject.principal !== 'role' || subject.standing !== 'resource') return no;
      return atRole(trustFulfils(subject, test));
    };
  },
});

const grantsLevels = predicate({
  name: 'grants-levels',
  subjects: ['principal'],
  facts: factsOfWitness,
  summary:
    'some action of one of these access levels, but those of `except`, is allowed after all denials and within the boundary',
  argument: record('`levels`', {
    levels: oneOrMore(oneOf(accessLevels)),
    except: optional(oneOrMore(text('an action pattern such as `kms:Decrypt`'))),
  }),
  bind: ({ levels, except = [] }, { catalogue }) => {
    const patterns = except.map((pattern) => pattern.toLowerCase());
    const counts = (name: string) => !patterns.some((one) => globMatches(one, name.toLowerCase()));
    return (subject) => {
      const { layers, hidden } = heldBy(subject);
      const statements = (layers[0] ?? []).flatMap((document) => document.statements);
      const found = statements
        .filter(({ effect }) => effect !== 'Deny')
        .map((statement) => actionsOfLevels(statement, levels, catalogue, undefined));
      const names = [...new Set(found.flatMap((one) => one.names))].filter(counts);
      const told = names.length === 0 ? no : layersAllow(layers, { actions: names }, catalogue);
      if (told.answer === 'yes') return yes(evidenceWith('', told.found[0].request));
      const doubts = found.flatMap((one) => one.doubts).map((doubt) => ({ ...doubt, pointer: '' }));
      if (told.answer === 'unknown') return atRole(told);
      const unseen = [...hidden.map((reason) => ({ pointer: '', reason })), ...doubts];
      return unseen.length === 0 ? no : unknown(...unseen);
    };
  },
});

/** The predicates of this family. */
export const roleTrustPredicates: readonly Predicate[] = [hasTrustThat, grantsLevels];

function trustFulfils({ trust, origin }: PrincipalSubject, test: Test): Verdict {
  const parsed = trust === undefined ? undefined : parsedOnce(trust);
  const hidden = unknown({
    pointer: '',
    reason: 'who may assume the role is known only after apply',
    listed: true,
  });
  if (parsed === undefined || trust === undefined) return hidden;
  if (!parsed.ok) return no;
  const { document: policy } = parsed;
  const document = documentOf(trust, origin);
  const verdicts = policy.statements.map((statement) =>
    test({ subject: 'statement', document, policy, statement }),
  );
  return any(policy.moreStatements ? [...verdicts, hidden] : verdicts);
}

const known = new WeakMap<Content, ParsedPolicy>();

/** Several rules ask about the same role. */
function parsedOnce(trust: Content): ParsedPolicy {
  const parsed = known.get(trust) ?? parsePolicy(trust);
  known.set(trust, parsed);
  return parsed;
}

function documentOf(content: Content, origin: PrincipalSubject['origin']): DocumentSubject {
  return {
    subject: 'document',
    origins: [{ ...origin, attribute: 'assume_role_policy' }],
    kind: 'trust',
    state: 'known',
    references: [],
    sensitive: false,
    content,
    judged: true,
  };
}

/** Places in documents are none of the role. */
function atRole(verdict: Verdict): Verdict {
  if (verdict.answer === 'no') return no;
  if (verdict.answer === 'unknown') return unknown(...verdict.doubts.map((one) => ({ ...one, pointer: '' })));
  return yes(...verdict.evidence.map((one) => ({ ...one, pointer: '' })));
}
