/**
 * Statements and conditions that do nothing: nobody meets them, a denial takes all of it, others allow it already, or a
 * guard that requests pass which say nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { isHole } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { canonicalStatement } from '../../iam/canonical.ts';
import { actionsMeet, resourcesMeet } from '../../iam/clauses.ts';
import { readOperator } from '../../iam/operators.ts';
import type { Clause, Condition, Statement } from '../../iam/types.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { allowsBeyond, layersAllow, mostStatements, statementAllows } from '../exact/ask.ts';
import { carryingNone, conditionsAllow, hiddenConditions } from '../exact/demands.ts';
import { holderAllows } from '../exact/holders.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { record } from '../shape/record.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { hiddenAction, servicesOf } from './named-actions.ts';

const conditionsNeverHold = predicate({
  name: 'conditions-never-hold',
  subjects: ['statement'],
  summary:
    'several conditions are on the same key, and no request for any of the statement’s actions fulfils all of them',
  argument: oneOf(['together']),
  inFrame: 'whole',
  bind:
    (_, { catalogue }) =>
    (subject) => {
      const { conditions, moreConditions, pointer } = subject.statement;
      if (moreConditions !== undefined) return hiddenConditions(subject.statement);
      if (!someKeyTwice(conditions)) return no;
      const told = conditionsAllow(subject, {}, catalogue);
      if (told.answer !== 'no') return told.answer === 'yes' ? no : told;
      const plain = { ...subject.statement, conditions: [] };
      const some = conditionsAllow({ ...subject, statement: plain }, {}, catalogue);
      return some.answer === 'yes' ? yes({ pointer: `${pointer}/Condition` }) : some;
    },
});

/** Only conditions on the same key can contradict each other; that an action does not carry a key is told elsewhere. */
function someKeyTwice(conditions: readonly Condition[]): boolean {
  if (conditions.length < 2) return false;
  const keys = conditions.map(({ key }) => key.toLowerCase());
  return new Set(keys).size < keys.length;
}

const withoutEffect = predicate({
  name: 'without-effect',
  subjects: ['statement'],
  summary:
    'what the statement allows is denied by others of its document (`denied`), or allowed by others of it already (`allowed-already`)',
  argument: oneOf(['denied', 'allowed-already']),
  bind:
    (how, { catalogue }) =>
    (subject) =>
      subject.statement.effect === 'Deny'
        ? no
        : subject.policy.statements.length > mostStatements
          ? unknown({ pointer: subject.statement.pointer, reason: tooMany })
          : ifAllowing(
              subject,
              how === 'denied' ? isDenied(subject, catalogue) : isAllowedAlready(subject, catalogue),
            ),
});

const tooMany = `the document has more than ${mostStatements} statements, which are not compared with each other`;

/** An effect that is known only after apply may make it an allowance, or not. */
function ifAllowing({ statement }: StatementSubject, verdict: Verdict): Verdict {
  const { effect, pointer } = statement;
  if (!isHole(effect) || verdict.answer !== 'yes') return verdict;
  const { reference } = effect;
  const reason = 'the effect of the statement is known only after apply';
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

function isDenied({ policy, statement }: StatementSubject, catalogue: Catalogue): Verdict {
  const denials = policy.statements.filter((one) => one !== statement && one.effect !== 'Allow');
  if (denials.length === 0) return no;
  const services = knownServices(statement);
  if (!denials.some((one) => meets(services, knownServices(one)))) return no;
  const kept = statementAllows(policy, statement, {}, catalogue);
  if (kept.answer !== 'no') return kept.answer === 'yes' ? no : kept;
  const { version } = policy;
  const allowing: typeof statement = { ...statement, effect: 'Allow' };
  const alone = { ...(version === undefined ? {} : { version }), statements: [allowing] };
  const told = layersAllow([[alone]], { unknownResource: 'any' }, catalogue);
  return told.answer === 'yes' ? yes({ pointer: statement.pointer }) : told;
}

/** Of two that say the same only the later is reported. */
function isAllowedAlready({ policy, statement }: StatementSubject, catalogue: Catalogue): Verdict {
  const services = knownServices(statement);
  const others = policy.statements.filter(
    (other) =>
      other !== statement &&
      other.effect !== 'Deny' &&
      meets(services, knownServices(other)) &&
      mayShare(statement, other) &&
      !(other.index > statement.index && isSame(other, statement)),
  );
  if (others.length === 0) return no;
  const { version } = policy;
  const of = (statements: typeof others) => ({
    ...(version === undefined ? {} : { version }),
    statements,
  });
  const allowing: typeof statement = { ...statement, effect: 'Allow' };
  const told = allowsBeyond([[of([allowing])]], [[of(others)]], {}, catalogue);
  if (told.answer !== 'no') return told.answer === 'yes' ? no : told;
  const some = layersAllow([[of([allowing])]], { unknownResource: 'any' }, catalogue);
  return some.answer === 'yes' ? yes({ pointer: statement.pointer }) : some;
}

/** False where no request is about an action and a resource of both. */
function mayShare({ action, resource }: Statement, other: Statement): boolean {
  const some = (clause: Clause | undefined, meet: (value: string) => Verdict) =>
    clause === undefined ||
    clause.negated ||
    clause.more !== undefined ||
    clause.values.some((value) => typeof value !== 'string' || meet(value).answer !== 'no');
  return (
    some(action, (value) => actionsMeet(other, value)) &&
    some(resource, (value) => resourcesMeet(other, value))
  );
}

/** The services of a statement's actions; undefined where an action may be of any. */
function knownServices(statement: StatementSubject['statement']): readonly string[] | undefined {
  return hiddenAction(statement).answer === 'unknown' ? undefined : servicesOf(statement);
}

function meets(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  return left === undefined || right === undefined || left.some((one) => right.includes(one));
}

function isSame(left: StatementSubject['statement'], right: StatementSubject['statement']): boolean {
  return JSON.stringify(canonicalStatement(left)) === JSON.stringify(canonicalStatement(right));
}

const holdsWithout = predicate({
  name: 'holds-without-key',
  subjects: ['statement'],
  facts: ['key', ...factsOfWitness],
  summary:
    'a `ForAllValues` condition on one of the keys is all there is about it, so that requests pass which do not carry the key',
  argument: record('`keys`', { keys: oneOrMore(text('a condition key, or `aws:PrincipalTag/*`')) }),
  inFrame: 'whole',
  bind:
    ({ keys }, { catalogue }) =>
    (subject) => {
      const wanted = keys.map((key) => key.toLowerCase());
      const about = subject.statement.conditions.filter(
        ({ key, operator }) =>
          readOperator(typeof operator === 'string' ? operator : '').set === 'ForAllValues' &&
          names(wanted, key.toLowerCase()),
      );
      return any(
        about.map(({ key, pointer }) => {
          const told = conditionsAllow(subject, carryingNone([key]), catalogue);
          if (told.answer !== 'yes') return told;
          return yes(evidenceWith(pointer, told.found[0].request, { key: [key] }));
        }),
      );
    },
});

const allowsWithout = predicate({
  name: 'allows-without-keys',
  subjects: ['statement'],
  facts: ['allowed', ...factsOfWitness],
  summary:
    'the statement allows some of the actions to requests that carry none of the keys, after all denials of its document',
  argument: record('`actions` and `keys`', {
    actions: oneOrMore(text('an action pattern such as `s3:Delete*`')),
    keys: oneOrMore(text('a condition key')),
  }),
  inFrame: ({ actions, keys }, { catalogue }) => {
    return (subject) =>
      isAllowing(subject, actions) ? (one) => allowedWithout(one, actions, keys, catalogue) : no;
  },
  bind:
    ({ actions, keys }, { catalogue }) =>
    (subject) =>
      isAllowing(subject, actions) ? allowedWithout(subject, actions, keys, catalogue) : no,
});

function isAllowing({ statement }: StatementSubject, actions: readonly string[]): boolean {
  return statement.effect !== 'Deny' && actions.some((one) => actionsMeet(statement, one).answer !== 'no');
}

function allowedWithout(
  subject: StatementSubject,
  actions: readonly string[],
  keys: readonly string[],
  catalogue: Catalogue,
): Verdict {
  const folded = keys.map((key) => key.toLowerCase());
  // Of an unknown resource nobody knows whether the actions are about it.
  const asked = { actions, resources: ['*'], ...carryingNone(folded) };
  const told = holderAllows(subject, asked, catalogue);
  if (told.answer !== 'yes') return told;
  const [{ request, actions: alike }] = told.found;
  const allowed = [...new Set([request.action, ...alike])];
  return yes({ ...evidenceWith(subject.statement.pointer, request, { allowed }), placeless: true });
}

function names(wanted: readonly string[], key: string): boolean {
  return wanted.includes(key) || wanted.includes(`${key.slice(0, key.indexOf('/') + 1)}*`);
}

/** The predicates of this family. */
export const withoutEffectPredicates: readonly Predicate[] = [
  conditionsNeverHold,
  withoutEffect,
  holdsWithout,
  allowsWithout,
];
