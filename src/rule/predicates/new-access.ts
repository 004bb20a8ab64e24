/**
 * What a change of a document newly allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html
 */
import { impactClasses, impactServices, impactsCoveredBy } from '../../aws/impact.ts';
import { accessLevels } from '../../aws/service.ts';
import { no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { PolicyDocument } from '../../iam/types.ts';
import type { NewAccess } from '../../reason/new-access.ts';
import { allowsBeyond } from '../exact/ask.ts';
import { heldBy } from '../exact/held.ts';
import { changeOf } from '../exact/principal-change.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate, type RuleContext, type SubjectOf } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { actionsOfLevels } from './levels.ts';
import { gainedByPrincipal } from './new-access-held.ts';

const newAccess = predicate({
  name: 'new-access',
  subjects: ['document', 'principal'],
  facts: ['gained', 'by', ...factsOfWitness],
  summary:
    'the plan changes the document, or what is attached to the principal, its groups, or its boundary, and then is allowed what was not: some of `actions`, of what an `impact` class names, or of `access-levels`, where given; what a changed document allows counts there, and not at the principal',
  argument: record('a mapping, which may be empty', {
    actions: optional(oneOrMore(text('an action pattern such as `s3:Get*`'))),
    impact: optional(oneOrMore(oneOf(impactClasses))),
    'access-levels': optional(oneOrMore(oneOf(accessLevels))),
  }),
  bind:
    (argument, context) =>
    (subject): Verdict => {
      if (subject.subject === 'principal') return gainedBy(subject, argument, context);
      const { document, policy } = subject;
      const { before, content } = document;
      if (before === undefined || content === undefined || !policy.ok) return no;
      if (before.form === 'text' && content.form === 'text' && before.text === content.text) return no;
      const earlier = parsePolicy(before);
      if (!earlier.ok)
        return unknown({ pointer: '', reason: 'what stood there before could not be read as a policy' });
      const actions = actionsOf([policy.document], argument, document.service, context);
      if (actions?.length === 0) return no;
      const asked = { extent: 'each', ...(actions ? { actions } : {}) } as const;
      const told = allowsBeyond([[policy.document]], [[earlier.document]], asked, context.catalogue);
      return told.answer === 'yes' ? yes(...told.found.map(gained)) : told;
    },
});

/** The predicates of this family. */
export const newAccessPredicates: readonly Predicate[] = [newAccess];

function gainedBy(subject: SubjectOf<'principal'>, argument: Wanted, context: RuleContext): Verdict {
  // Cheap, and true of most: nothing stood there before.
  if (changeOf(subject) === undefined) return no;
  const held = heldBy(subject).layers.flat();
  const actions = actionsOf(held, argument, undefined, context);
  return gainedByPrincipal(subject, actions ? { actions } : {}, context.catalogue);
}

function gained({ statement, request, actions }: NewAccess) {
  return evidenceWith(statement.pointer, request, { gained: actions });
}

interface Wanted {
  readonly actions?: readonly string[];
  readonly impact?: readonly string[];
  readonly 'access-levels'?: readonly string[];
}

/** The actions that are asked about; undefined for all. */
function actionsOf(
  documents: readonly PolicyDocument[],
  { actions, impact, 'access-levels': levels }: Wanted,
  service: string | undefined,
  { catalogue }: RuleContext,
): readonly string[] | undefined {
  if (!actions && !impact && !levels) return undefined;
  const curated = impact
    ? impactsCoveredBy(() => true, impactServices()).filter(({ classes }) =>
        classes.some((one) => impact.includes(one)),
      )
    : [];
  const ofLevels = levels
    ? documents
        .flatMap(({ statements }) => statements)
        .flatMap((one) => actionsOfLevels(one, levels, catalogue, service).names)
    : [];
  return [...new Set([...(actions ?? []), ...curated.map(({ name }) => name), ...ofLevels])];
}
