/**
 * A permissions boundary that the plan takes away, and what it held back.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { no, unknown, yes } from '../../base/verdict.ts';
import type { AttachedPolicy } from '../../subject/types.ts';
import { allowsBeyond } from '../exact/ask.ts';
import { heldBy, readAttached } from '../exact/held.ts';
import { placeOf } from '../exact/principal-change.ts';
import { evidenceOfPrincipal, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate, type SubjectOf } from '../predicate.ts';
import { record } from '../shape/record.ts';

const boundaryRemoved = predicate({
  name: 'boundary-removed',
  subjects: ['principal'],
  facts: ['freed', ...factsOfWitness],
  summary: 'the plan takes the permissions boundary of the principal away; `{freed}` is what it held back',
  argument: record('an empty mapping', {}),
  bind: (_, { catalogue }) => {
    return (subject) => {
      if (!mayLoseBoundary(subject)) return no;
      const was = subject.before?.()?.boundary;
      if (was === undefined) return no;
      const pointer = placeOf(was, subject);
      if (subject.boundary !== undefined)
        return unknown({ pointer, reason: 'whether the boundary stays is known only after apply' });
      return yes(freedFrom(was, subject, catalogue));
    };
  },
});

/** The predicates of this family. */
export const removedBoundaryPredicates: readonly Predicate[] = [boundaryRemoved];

/** Cheap, and false for most: the principal changes, or its boundary is a resource of its own, and it may have none now. */
function mayLoseBoundary({ boundary, origin: { actions }, principal }: SubjectOf<'principal'>): boolean {
  const isOpen = boundary !== undefined && boundary.arn === undefined && boundary.content === undefined;
  return (boundary === undefined || isOpen) && (principal === 'permission-set' || actions.some(isChanging));
}

function isChanging(action: string): boolean {
  return action === 'update' || action === 'delete';
}

function freedFrom(was: AttachedPolicy, subject: SubjectOf<'principal'>, catalogue: Catalogue) {
  const pointer = placeOf(was, subject);
  const { layers, hidden } = heldBy(subject);
  const limit = readAttached(was);
  const told = allowsBeyond(layers, [...layers, [limit.document]], {}, catalogue);
  const isKnown = limit.hidden === undefined;
  if (told.answer === 'yes' && isKnown) {
    const evidence = evidenceOfPrincipal(pointer, told.found[0].request);
    return {
      ...evidence,
      facts: { ...evidence.facts, freed: `newly allowed is ${evidence.facts?.witness}` },
    };
  }
  const isNone = told.answer === 'no' && isKnown && hidden.length === 0;
  const freed = isNone ? 'nothing that its policies allow today' : 'what it held back is not known';
  return { pointer, facts: { freed, witness: freed } };
}
