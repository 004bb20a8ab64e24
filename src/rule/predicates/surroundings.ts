/**
 * Predicates about what else the plan holds: whether something stands in it, stands beside a resource, or is deleted along
 * with one.
 */
import { isHole, type Value } from '../../base/value.ts';
import { all, any, no, not, unknown, type Verdict, verdictOf, yes } from '../../base/verdict.ts';
import type { DeletionSubject, ResourceSubject, Same, Whereabouts } from '../../subject/types.ts';
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
    'another resource of that Terraform type stands after apply in the same account (and Region, with `in: region`), with the same values of the attributes in `same` (and fulfils the condition)',
  argument: (clauses) =>
    record('`type`, and `same` or `that`', {
      type,
      same: optional(list(attribute, 1)),
      in: optional(oneOf(['region'])),
      that: optional(clauses('resource')),
    }),
  bind: (argument, { compile }) => {
    const test: Test = argument.that ? compile(argument.that) : always;
    const { same = [] } = argument;
    return (subject) => {
      const { around, origin, attributes } = subject;
      const others = argument.type
        .flatMap((one) => around?.standing(one) ?? [])
        .filter((other) => other.origin.address !== origin.address);
      return any(
        others.map((other) =>
          all([
            isInOne('account', subject, other),
            ...(argument.in === undefined ? [] : [isInOne('region', subject, other)]),
            ...same.map((name) => equal(attributes[name], other.attributes[name], name)),
            test(other),
          ]),
        ),
      );
    };
  },
});

const somewhereWithout = predicate({
  name: 'somewhere-without',
  subjects: ['plan'],
  facts: ['where'],
  summary:
    'in some account (or Region of an account) in which the plan has resources no resource of that Terraform type stands (that fulfils `that`); one that fulfils `across` counts for all accounts',
  argument: (clauses) =>
    record('`per` and `type`', {
      per: oneOf(['account', 'region']),
      type,
      that: optional(clauses('resource')),
      across: optional(clauses('resource')),
    }),
  bind: ({ per, type: types, that, across }, { compile }) => {
    const test = that ? compile(that) : always;
    const counts = across ? compile(across) : never;
    return ({ around }) => {
      const standing = types.flatMap(around.standing);
      const used = around.used();
      const lacking = (used.length === 0 ? [{}] : used).map((place: Whereabouts) => {
        const there = standing.map((one) => {
          const { where = {} } = one;
          const inAccount = sameVerdict(around.sameAccount(place, where), 'account', one);
          const inRegion = sameVerdict(around.sameRegion(place, where), 'region', one);
          const isThere = per === 'region' ? [inRegion] : [];
          return any([all([inAccount, ...isThere, test(one)]), all([...isThere, counts(one)])]);
        });
        const missing = not(used.length === 0 ? any(standing.map(test)) : any(there));
        return missing.answer === 'yes'
          ? yes({ pointer: '', facts: { where: inWords(per, place) } })
          : missing;
      });
      return any(lacking);
    };
  },
});

/** The account or Region for a message; where the plan does not tell, the provider configuration. */
function inWords(per: 'account' | 'region', { account, region, provider }: Whereabouts): readonly string[] {
  const name = per === 'region' ? region : account;
  if (name !== undefined) return [name];
  return [provider === undefined ? 'the account' : `provider ${provider}`];
}

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
  somewhereWithout,
  deletedWith,
  namesResource,
  accountBaseline,
];

const always: Test = () => yes();
const never: Test = () => no;

function named(verdict: Verdict, { origin }: ResourceSubject): Verdict {
  return verdict.answer === 'yes' ? yes({ pointer: '', facts: { address: [origin.address] } }) : verdict;
}

/** What stands in another account or Region does not count; where it is may not be told. */
function isInOne(
  what: 'account' | 'region',
  subject: ResourceSubject | DeletionSubject,
  other: ResourceSubject,
): Verdict {
  const { around, where = {} } = subject;
  if (around === undefined) return yes();
  const ask = what === 'account' ? around.sameAccount : around.sameRegion;
  return sameVerdict(ask(where, other.where ?? {}), what, other);
}

function sameVerdict(same: Same, what: 'account' | 'region', { origin }: ResourceSubject): Verdict {
  if (same !== 'unknown') return verdictOf(same === 'yes');
  const words = what === 'account' ? 'the same account' : 'the same Region';
  return unknown({
    pointer: '',
    reason: `the plan does not tell whether another \`${origin.type}\` is in ${words}`,
  });
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
