/**
 * The closed registry of predicates. The checker, the JSON Schema, the reference page and "did you mean" come from it.
 */
import type { Predicate } from './predicate.ts';
import { attributePredicates } from './predicates/attributes.ts';
import { blockPredicates } from './predicates/blocks.ts';
import { clauseShapes } from './shape/clause.ts';

const families: readonly (readonly Predicate[])[] = [attributePredicates, blockPredicates];

/** Every predicate by name, in the order of the reference page. */
export const predicates: ReadonlyMap<string, Predicate> = new Map(
  families.flat().map((predicate) => [predicate.name, predicate]),
);

/** The shapes of condition trees over the registry. */
export const clauses = clauseShapes(predicates);
