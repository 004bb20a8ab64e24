/**
 * The condition of a rule with one clause dropped, for every clause: what is left when somebody deletes it.
 * Also conditions inside a predicate's argument are taken apart.
 */
import type { Json } from '../../base/value.ts';
import { isMapping } from '../shape/record.ts';
import type { Clause } from '../types.ts';

/** A condition without one of its clauses. */
export interface Without {
  /** Where the dropped clause stands in the file below `report-when`: `all.1`, `all.2.not.any.0`. */
  readonly path: readonly (string | number)[];
  readonly clause: Clause;
}

/** Every condition that has one clause less. A condition that is one clause becomes one that always holds. */
export function conditionsWithout(clause: Clause): readonly Without[] {
  const dropped = withoutOne(clause);
  return 'all' in clause || 'any' in clause ? dropped : [{ path: [], clause: { all: [] } }, ...dropped];
}

function withoutOne(clause: Clause): readonly Without[] {
  if ('all' in clause) return fromList(clause.all, 'all', (all) => ({ all }));
  if ('any' in clause) return fromList(clause.any, 'any', (any) => ({ any }));
  if ('not' in clause)
    return withoutOne(clause.not).map((one) => ({ path: ['not', ...one.path], clause: { not: one.clause } }));
  const { predicate, argument } = clause;
  return withoutInArgument(argument).map((one) => ({
    path: [predicate, ...one.path],
    clause: { predicate, argument: one.argument },
  }));
}

function fromList(
  list: readonly Clause[],
  key: string,
  make: (list: readonly Clause[]) => Clause,
): readonly Without[] {
  return list.flatMap((member, index) => [
    { path: [key, index], clause: make(list.toSpliced(index, 1)) },
    ...withoutOne(member).map((one) => ({
      path: [key, index, ...one.path],
      clause: make(list.with(index, one.clause)),
    })),
  ]);
}

interface WithoutInArgument {
  readonly path: readonly (string | number)[];
  readonly argument: Json;
}

/** Conditions in an argument are not decoded yet; their lists stand below `all` and `any`. */
function withoutInArgument(argument: Json): readonly WithoutInArgument[] {
  if (Array.isArray(argument)) {
    const list: readonly Json[] = argument;
    return list.flatMap((member, index) =>
      withoutInArgument(member).map((one) => ({
        path: [index, ...one.path],
        argument: list.with(index, one.argument),
      })),
    );
  }
  if (!isMapping(argument)) return [];
  return Object.entries(argument).flatMap(([key, member]) => {
    const inside = withoutInArgument(member);
    const isCondition = (key === 'all' || key === 'any') && Array.isArray(member) && member.length > 1;
    const list: readonly Json[] = isCondition ? member : [];
    const shorter = list.map((_, index) => ({ path: [index], argument: list.toSpliced(index, 1) }));
    return [...shorter, ...inside].map((one) => ({
      path: [key, ...one.path],
      argument: { ...argument, [key]: one.argument },
    }));
  });
}
