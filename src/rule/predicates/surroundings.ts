/**
 * Predicates about what else the plan holds: whether something stands in it, stands beside a resource, or is deleted along
 * with one.
 */
import { isHole, type Value } from '../../base/value.ts';
import { all, any, no, unknown, type Verdict, verdictOf, yes } from '../../base/verdict.ts';
import type { DeletionSubject, ResourceSubject } from '../../subject/types.ts';
import { type Predicate, predicate, type Test } from '../predicate.ts';
import { list, oneOrMore } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { isUnset } from './attribute.ts';

const type = oneOrMore(text('a Terraform type'));
const attribute = text('the name of an attribute');

const hasResource = predicate({
  name: 'has-resource',
  subjects: ['plan'],
  facts: ['address'],
  summary: 'the plan holds a resource of that Terraform type (that fulfils the condition)',
  argument: (clauses) => record('`type`', { type, that: optional(clauses('resource')) }),
  bind: (argument, { compile }) => {
    const test = argument.that ? compile(argument.that) : always;
    return ({ around }) => any(argument.type.flatMap(around.standing).map((one) => named(test(one), one)));
  },
});

const besideResource = predicate({
  name: 'beside-resource',
  subjects: ['resource', 'deletion'],
  summary:
    'another resource of that Terraform type stands after apply under the same provider, with the same values of the attributes in `same` (and fulfils the condition)',
  argument: (clauses) =>
    record('`type`, and `same` or `that`', {
      type,
      same: optional(list(attribute, 1)),
      that: optional(clauses('resource')),
    }),
  bind: (argument, { compile }) => {
    const test: Test = argument.that ? compile(argument.that) : always;
    const { same = [] } = argument;
    return (subject) => {
      const { around, origin, attributes } = subject;
      const others = argument.type
        .flatMap((one) => around?.standing(one) ?? [])
        .filter((other) => other.origin.address !== origin.address && hasSameProvider(other, subject));
      return any(
        others.map((other) =>
          all([...same.map((name) => equal(attributes[name], other.attributes[name], name)), test(other)]),
        ),
      );
    };
  },
});

const deletedWith = predicate({
  name: 'deleted-with',
  subjects: ['deletion'],
  summary:
    'the plan also deletes a resource of that Terraform type, whose attribute `named` has the value of the attribute `by`',
  argument: record('`type`, `by` and `named`', { type, by: attribute, named: attribute }),
  bind:
    (argument) =>
    ({ around, attributes }) =>
      any(
        argument.type
          .flatMap((one) => around?.deleted(one) ?? [])
          .map((other) => equal(attributes[argument.by], other.attributes[argument.named], argument.by)),
      ),
});

const namesResource = predicate({
  name: 'names-resource',
  subjects: ['resource'],
  summary:
    'the attribute `by` names a resource of that Terraform type which stands in the plan after apply, by its attribute `named`',
  argument: record('`type`, `by` and `named`', { type, by: attribute, named: attribute }),
  bind:
    (argument) =>
    ({ around, attributes }) => {
      const value = attributes[argument.by];
      const steps = isHole(value) ? (value.reference ?? '').split('.') : [];
      if (argument.type.some((one) => steps.includes(one))) return yes();
      const others = argument.type.flatMap((one) => around?.standing(one) ?? []);
      const named = any(others.map((one) => equal(value, one.attributes[argument.named], argument.by)));
      if (named.answer === 'yes' || !isHole(value)) return named.answer === 'yes' ? named : no;
      const { reference } = value;
      const reason = `\`${argument.by}\` is known only after apply`;
      return unknown({ pointer: '', reason, ...(reference === undefined ? {} : { reference }) });
    },
});

const accountBaseline = predicate({
  name: 'account-baseline',
  subjects: ['plan'],
  summary: 'the configuration says that the plan owns the baseline of its account',
  argument: oneOf(['owned']),
  bind:
    (_, { accountBaseline: isOwned = false }) =>
    () =>
      verdictOf(isOwned),
});

/** The predicates of this family. */
export const surroundingsPredicates: readonly Predicate[] = [
  hasResource,
  besideResource,
  deletedWith,
  namesResource,
  accountBaseline,
];

const always: Test = () => yes();

function named(verdict: Verdict, { origin }: ResourceSubject): Verdict {
  return verdict.answer === 'yes' ? yes({ pointer: '', facts: { address: [origin.address] } }) : verdict;
}

/** Another provider may be another account, where nothing of this one counts. */
function hasSameProvider(left: ResourceSubject, right: ResourceSubject | DeletionSubject): boolean {
  const { provider } = left.origin;
  return provider === undefined || right.origin.provider === undefined || provider === right.origin.provider;
}

/** The same text, or the same reference to what is known only after apply. */
function equal(left: Value | undefined, right: Value | undefined, name: string): Verdict {
  if (isUnset(left) || isUnset(right)) return no;
  if (!isHole(left) && !isHole(right)) return verdictOf(String(left) === String(right));
  const references = [left, right].map((one) => (isHole(one) ? one.reference : undefined));
  const [reference, other] = references;
  if (reference !== undefined && reference === other) return yes();
  const known = reference ?? other;
  return unknown({
    pointer: '',
    reason: `\`${name}\` is known only after apply`,
    ...(known === undefined ? {} : { reference: known }),
  });
}
