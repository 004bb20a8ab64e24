/**
 * Predicates that compare attributes of a resource or of the account password policy.
 */

import { isHole, type Value } from '../../base/value.ts';
import { any, no, unknown, yes } from '../../base/verdict.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { list } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { number as aNumber, scalar, text } from '../shape/scalar.ts';
import type { Shape } from '../shape/shape.ts';
import { compareAttribute, inWords, isUnset, sitesOf } from './attribute.ts';

const subjects = ['resource', 'deletion', 'password-policy'] as const;
const facts = ['attribute', 'found'] as const;
const attribute = text('the name of an attribute, dotted for nested blocks');
const number: Shape<number> = {
  ...aNumber,
  schema: { anyOf: [aNumber.schema, { type: 'string', pattern: '^\\$[a-z][a-z-]*$' }] },
};

const attributeIs = predicate({
  name: 'attribute-is',
  subjects,
  facts,
  summary: 'the attribute has this value; `unset` says what counts where it is not set',
  argument: record('`attribute` and `value`', { attribute, value: scalar, unset: optional(scalar) }),
  bind: (argument) => (subject) =>
    compareAttribute(subject, argument.attribute, argument.unset, (value) => same(value, argument.value)),
});

const attributeIn = predicate({
  name: 'attribute-in',
  subjects,
  facts,
  summary: 'the attribute has one of these values',
  argument: record('`attribute` and `values`', {
    attribute,
    values: list(scalar, 1),
    unset: optional(scalar),
  }),
  bind: (argument) => (subject) =>
    compareAttribute(subject, argument.attribute, argument.unset, (value) =>
      argument.values.some((one) => same(value, one)),
    ),
});

/** A comparison of an attribute with a number. */
function attributeCompared(
  name: string,
  summary: string,
  holds: (value: number, number: number) => boolean,
): Predicate {
  return predicate({
    name,
    subjects,
    facts,
    summary,
    argument: record('`attribute` and `number`', { attribute, number, unset: optional(number) }),
    bind: (argument) => (subject) =>
      compareAttribute(subject, argument.attribute, argument.unset, (value) =>
        holds(numeric(value), argument.number),
      ),
  });
}

const attributeBelow = attributeCompared(
  'attribute-below',
  'the attribute is a number less than this one',
  (value, number) => value < number,
);

const attributeAtLeast = attributeCompared(
  'attribute-at-least',
  'the attribute is a number that is not less than this one',
  (value, number) => value >= number,
);

const attributeAbove = attributeCompared(
  'attribute-above',
  'the attribute is a number greater than this one',
  (value, number) => value > number,
);

const attributeUnset = predicate({
  name: 'attribute-unset',
  subjects,
  facts,
  summary: 'the attribute is absent, `null` or empty',
  argument: attribute,
  bind: (name) => (subject) =>
    any(
      sitesOf(subject.attributes, name).map(({ pointer, value }) => {
        if (isHole(value)) return unknown({ pointer, reason: `\`${name}\` is known only after apply` });
        return isUnset(value) ? yes({ pointer, facts: { attribute: [name], found: inWords(value) } }) : no;
      }),
    ),
});

/** The predicates of this family. */
export const attributePredicates: readonly Predicate[] = [
  attributeIs,
  attributeIn,
  attributeBelow,
  attributeAtLeast,
  attributeAbove,
  attributeUnset,
];

/** Terraform writes some booleans and numbers as text; `"true"` is `true`. */
function same(value: Value | undefined, expected: string | number | boolean): boolean {
  return !isUnset(value) && typeof value !== 'object' && String(value) === String(expected);
}

/** NaN, for which no comparison holds, where the value is no number. */
function numeric(value: Value | undefined): number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '')
    ? Number(value)
    : Number.NaN;
}
