/**
 * The JSON Schemas of rule files and profiles for editors, from the shapes and the registry.
 * https://json-schema.org/draft-07
 */
import type { JsonObject } from '../../base/value.ts';
import { profileShape, ruleShape, subjects } from '../load/rule-shape.ts';
import type { SubjectName } from '../predicate.ts';
import { clauses, predicates } from '../registry.ts';

/** The schema, ready to be written. */
export function ruleSchema(): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'generated from src/rule; do not edit',
    title: 'grantlint rule',
    ...ruleShape.schema,
    allOf: subjects.map((subject) => ({
      if: { properties: { 'applies-to': { properties: { subject: { const: subject } } } } },
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
      then: { properties: { 'report-when': { $ref: `#/$defs/${subject}-clause` } } },
    })),
    $defs: Object.fromEntries(subjects.map((subject) => [`${subject}-clause`, clauseSchema(subject)])),
  };
}

/** The schema of profiles, ready to be written. */
export function profileSchema(): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'generated from src/rule; do not edit',
    title: 'grantlint profile',
    ...profileShape.schema,
  };
}

function clauseSchema(subject: SubjectName): JsonObject {
  const clause = { $ref: `#/$defs/${subject}-clause` };
  const fitting = [...predicates.values()].filter((one) => one.subjects.includes(subject));
  const questions = fitting.map(({ name, summary, shape }): [string, JsonObject] => [
    name,
    { description: `holds where ${summary}`, ...shape(clauses).schema },
  ]);
  return {
    type: 'object',
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
    properties: {
      all: { description: 'holds where all of these hold', type: 'array', minItems: 1, items: clause },
      any: {
        description: 'holds where at least one of these holds',
        type: 'array',
        minItems: 1,
        items: clause,
      },
      not: { description: 'holds where this does not', ...clause },
      ...Object.fromEntries(questions),
    },
  };
}
