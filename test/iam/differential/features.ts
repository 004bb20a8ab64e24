/**
 * What to look for in a case: its documents, statements and conditions.
 */
import { statementsOf } from '../specification.ts';
import { type Json, listOf, type WrittenStatement } from '../specification-answers.ts';
import { keysOf } from '../specification-context.ts';
import type { SimulatedCase } from './simulations.ts';

/** One condition of a case, with what the request has for its key. */
export interface Asked {
  readonly operator: string;
  readonly values: readonly string[];
  readonly given: readonly string[];
}

/** The documents of a case. */
export function documentsOf({ layers }: SimulatedCase): readonly Json[] {
  const { identity, boundary, session, scps, rcps, resource, endpoint } = layers;
  return [
    ...identity,
    ...(session ?? []),
    ...(scps ?? []).flat(),
    ...(rcps ?? []).flat(),
    ...[boundary, resource, endpoint].flatMap((one) => (one === undefined ? [] : [one])),
  ];
}

/** Of the version in which variables are more than text. */
export const hasVariables = (document: Json) => (document as { Version?: Json }).Version === '2012-10-17';

function conditionsOf(one: SimulatedCase): readonly Asked[] {
  const keys = keysOf(one.request);
  return documentsOf(one).flatMap((document) =>
    statementsOf(document).flatMap(({ Condition }) =>
      Object.entries((Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, Json>>>>).flatMap(
        ([operator, byKey]) =>
          Object.entries(byKey).map(([key, values]) => ({
            operator: operator.toLowerCase(),
            values: listOf(values),
            given: [keys.get(key.toLowerCase()) ?? []].flat(),
          })),
      ),
    ),
  );
}

/** Does a condition of the case pass the test? */
export const someCondition = (test: (asked: Asked) => boolean) => (one: SimulatedCase) =>
  conditionsOf(one).some(test);

/** Does a statement of the case pass the test? */
export const someStatement =
  (test: (statement: WrittenStatement, document: Json, one: SimulatedCase) => boolean) =>
  (one: SimulatedCase) =>
    documentsOf(one).some((document) =>
      statementsOf(document).some((statement) => test(statement, document, one)),
    );

/** The resources of a statement, or what it excludes. */
export const patternsOf = ({ Resource, NotResource }: WrittenStatement) => listOf(Resource ?? NotResource);

/** A day that exists, or a moment of it, as W3C writes it. */
export function isDate(text: string): boolean {
  const day = text.slice(0, 10);
  const isReal = new Date(Date.parse(`${day}T00:00:00Z`) || 0).toISOString().startsWith(day);
  return isReal && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
}
