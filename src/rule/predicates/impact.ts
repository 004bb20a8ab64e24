/**
 * What an Allow is worth: curated actions that it grants on every resource, and AWS's access levels.
 * A grant on every resource is one on `*`, on everything but a list (`NotResource`), or on all resources of a type,
 * as `arn:aws:s3:::*` is for `s3:GetObject`. What a Deny of the same document takes away wholly does not count.
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { type DataKind, dataKinds } from '../../aws/data-kinds.ts';
import { impactClasses, impactOf, impactServices, impactsCoveredBy } from '../../aws/impact.ts';
import { accessLevels } from '../../aws/service.ts';
import { all, any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { Statement } from '../../iam/types.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { denialsBesides, holderAllows } from '../exact/holders.ts';
import { type Predicate, predicate, type RuleContext } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { oneOf } from '../shape/scalar.ts';
import { grantedOnEveryResource, mayReachEveryResource } from './every-resource.ts';
import { hiddenAction, includedActions, placesOf, servicesOf } from './named-actions.ts';

const impactIs = predicate({
  name: 'impact-is',
  subjects: ['statement'],
  facts: ['actions'],
  summary: 'the statement grants on every resource an action with which somebody can do that',
  argument: oneOrMore(oneOf(impactClasses)),
  inFrame: (classes, { catalogue }) => {
    const wanted = new Set<string>(classes);
    return ({ statement }) => {
      const actions = actionsOf(statement, wanted);
      return actions.length === 0
        ? hiddenAction(statement)
        : (subject) => grantedOf(subject, () => actions, catalogue);
    };
  },
  bind: (classes, { catalogue }) => {
    const wanted = new Set<string>(classes);
    return (subject) => grantedOf(subject, () => actionsOf(subject.statement, wanted), catalogue);
  },
});

const readsAndWrites = predicate({
  name: 'reads-and-writes',
  subjects: ['statement'],
  facts: ['data', 'reads', 'writes'],
  summary: 'the statement grants on every resource both reading and writing data of one kind',
  argument: oneOf(['same-data']),
  inFrame: (_, { catalogue }) => {
    return ({ statement }) => {
      const kinds = kindsIn(statement);
      return kinds.length === 0 ? hiddenAction(statement) : (subject) => bothOf(subject, kinds, catalogue);
    };
  },
  bind: (_, { catalogue }) => {
    return (subject) => any([bothOf(subject, kindsIn(subject.statement), catalogue), hiddenIn(subject)]);
  },
});

/** Those kinds of which the statement surely includes reading and writing, with the actions that it includes. */
function kindsIn(statement: Statement): readonly DataKind[] {
  const includes = includedActions(statement);
  const included = (names: readonly string[]) => names.filter((name) => includes(name.toLowerCase()));
  return dataKinds
    .map(({ data, reads, writes }) => ({ data, reads: included(reads), writes: included(writes) }))
    .filter(({ reads, writes }) => reads.length > 0 && writes.length > 0);
}

function bothOf(subject: StatementSubject, kinds: readonly DataKind[], catalogue: Catalogue): Verdict {
  return any(
    kinds.map(({ data, reads, writes }) => {
      const granted = [reads, writes].map((names) => grantedOf(subject, () => names, catalogue));
      const verdict = all(granted);
      if (verdict.answer !== 'yes') return verdict;
      const [first, ...others] = verdict.evidence.map(({ pointer }) => ({ pointer }));
      const facts = { data, reads, writes };
      return first === undefined ? yes() : yes({ ...first, facts }, ...others);
    }),
  );
}

/** What is not known by name may be both. */
function hiddenIn({ statement }: StatementSubject): Verdict {
  return mayReachEveryResource(statement) ? hiddenAction(statement) : no;
}

/** Those of the actions that the statement grants on every resource, and that are not denied beside it. */
function grantedOf(
  subject: StatementSubject,
  actions: () => readonly string[],
  catalogue: RuleContext['catalogue'],
): Verdict {
  const { statement } = subject;
  if (!mayReachEveryResource(statement)) return no;
  const granted = actions().map((name) => ({
    name,
    verdict: grantedOnEveryResource(statement, name, catalogue),
  }));
  const reached = granted.filter(({ verdict }) => verdict.answer === 'yes').map(({ name }) => name);
  const kept = leftOf(subject, reached, catalogue);
  if (kept.actions.length > 0) return found(statement, kept.actions);
  const unsure = granted.map(({ verdict }) => verdict).filter(({ answer }) => answer === 'unknown');
  return any([hiddenAction(statement), kept.rest, ...unsure]);
}

interface Left {
  readonly actions: readonly string[];
  /** Of the others: no, or unknown. */
  readonly rest: Verdict;
}

function mayHold(denial: Statement, name: string): boolean {
  return hiddenAction(denial).answer === 'unknown' || includedActions(denial)(name.toLowerCase());
}

/** Those of the actions of which denials of the same document leave something. */
function leftOf(subject: StatementSubject, names: readonly string[], catalogue: Catalogue): Left {
  const { document, policy, statement } = subject;
  if (statement.effect === 'Deny' || names.length === 0) return { actions: [], rest: no };
  const denials = policy.statements.filter(({ effect }) => effect !== 'Allow');
  const isUnsure =
    denials.includes(statement) ||
    statement.moreConditions !== undefined ||
    denialsBesides(document) !== undefined;
  const isOpen = (name: string) => isUnsure || denials.some((denial) => mayHold(denial, name));
  const actions = names.filter((name) => !isOpen(name));
  let open = names.filter(isOpen);
  while (open.length > 0) {
    const told = holderAllows(subject, { actions: open }, catalogue);
    if (told.answer !== 'yes') return { actions, rest: told };
    const [{ request, actions: alike }] = told.found;
    const kept = new Set([request.action, ...alike].map((name) => name.toLowerCase()));
    actions.push(...open.filter((name) => kept.has(name.toLowerCase())));
    open = open.filter((name) => !kept.has(name.toLowerCase()));
  }
  return { actions, rest: no };
}

/** Curated actions of the wanted classes that the statement surely includes; those without wildcards are looked up. */
function actionsOf(statement: Statement, wanted: ReadonlySet<string>): readonly string[] {
  const { values, negated } = statement.action;
  const isWanted = (classes: readonly string[]) => classes.some((one) => wanted.has(one));
  if (!negated && !values.some((value) => typeof value === 'string' && /[*?]/.test(value)))
    return values.filter((value) => typeof value === 'string').filter((value) => isWanted(impactOf(value)));
  const includes = includedActions(statement);
  const covered = impactsCoveredBy(
    (service, name) => includes(`${service}:${name}`),
    servicesOf(statement) ?? impactServices(),
  );
  return covered.filter(({ classes }) => isWanted(classes)).map(({ name }) => name);
}

const accessLevelIs = predicate({
  name: 'access-level-is',
  subjects: ['statement'],
  facts: ['actions'],
  summary: 'the statement includes an action of such an access level, as AWS’s reference gives it',
  argument: oneOrMore(oneOf(accessLevels)),
  inFrame: 'whole',
  bind:
    (levels, { catalogue }) =>
    ({ statement }) =>
      byLevel(statement, new Set<string>(levels), catalogue),
});

/** An action that is not in the catalogue may be of any level. */
function byLevel(
  statement: Statement,
  levels: ReadonlySet<string>,
  catalogue: RuleContext['catalogue'],
): Verdict {
  const services = servicesOf(statement) ?? catalogue.services();
  const includes = includedActions(statement);
  for (const prefix of services) {
    const names = catalogue
      .actionsOf(prefix)
      .filter((name) => levels.has(catalogue.action(name)?.level ?? ''))
      .filter((name) => includes(name.toLowerCase()));
    if (names.length > 0) return found(statement, names);
  }
  const hidden = hiddenAction(statement);
  if (hidden.answer !== 'no') return hidden;
  const { values, negated, pointer } = statement.action;
  const foreign = negated
    ? undefined
    : values.find((value) => typeof value === 'string' && !/[*?]/.test(value) && !catalogue.action(value));
  if (foreign === undefined) return no;
  return unknown({
    pointer,
    reason: `\`${String(foreign)}\` is not in the action catalogue, so its access level is not known`,
  });
}

/** The predicates of this family. */
export const impactPredicates: readonly Predicate[] = [impactIs, accessLevelIs, readsAndWrites];

function found(statement: Statement, actions: readonly string[]): Verdict {
  return yes(...placesOf(statement, actions).map((pointer) => ({ pointer, facts: { actions } })));
}
