/**
 * Guards on MFA. There are three callers: one with an access key, whose requests say nothing about MFA; one in a session
 * without MFA, such as a console session; and one in a session with MFA.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
 */
import { all, any, no, not, type Verdict, yes } from '../../base/verdict.ts';
import { actionsCover, resourcesCover, resourcesMeet } from '../../iam/clauses.ts';
import type { Clause, Statement } from '../../iam/types.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { hiddenConditions } from '../exact/demands.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { denialsBeside, takesAction, takesSame } from './denied-beside.ts';
import { conditionsOn, heldFor } from './key-cases.ts';

const callers = ['access-key', 'session', 'mfa-session'] as const;
type Caller = (typeof callers)[number];

/** What a request of each caller carries; a session with MFA has just begun. */
const keysOf: Readonly<Record<Caller, { readonly present?: string; readonly age?: string }>> = {
  'access-key': {},
  session: { present: 'false' },
  'mfa-session': { present: 'true', age: '60' },
};

const mfaCondition = predicate({
  name: 'mfa-condition-holds-for',
  subjects: ['statement'],
  facts: ['key', 'operator'],
  summary:
    'the statement has conditions on MFA, and they hold for such a caller: one with an `access-key`, whose requests say nothing about MFA, one in a `session` without it, or in an `mfa-session`',
  argument: oneOf(callers),
  inFrame: 'whole',
  bind:
    (caller) =>
    ({ statement }) =>
      meets(statement, caller),
});

const mfaGuardBeside = predicate({
  name: 'mfa-denied-beside',
  subjects: ['statement'],
  summary:
    'another denial of the same document, with no conditions but on MFA, takes the same from such a caller',
  argument: oneOf(callers),
  bind:
    (caller) =>
    ({ policy, statement }) =>
      any(
        denialsBeside(policy.statements, statement)
          .filter(isAboutMfaAlone)
          .map((one) => all([meetsOrIsBare(one, caller), takesSame(one, statement)])),
      ),
});

const reachesOwn = predicate({
  name: 'reaches-own',
  subjects: ['statement'],
  facts: ['covered'],
  summary: 'the statement includes one of the actions on the caller’s own user and devices',
  argument: oneOrMore(text('an action of IAM or STS')),
  bind:
    (actions) =>
    ({ statement }) =>
      any(actions.map((action) => onOwn(statement, action))),
});

const guardExcepts = predicate({
  name: 'mfa-guard-excepts',
  subjects: ['statement'],
  facts: ['excepted'],
  summary:
    'the statement leaves one of the actions out by `NotAction`, and no other denial of the same document takes it without MFA',
  argument: oneOrMore(text('an action')),
  bind: (actions) => (subject) => (subject.statement.action.negated ? excepted(subject, actions) : no),
});

/** The predicates of this family. */
export const mfaPredicates: readonly Predicate[] = [mfaCondition, mfaGuardBeside, reachesOwn, guardExcepts];

/** Do the conditions on MFA hold for the caller? No where there are none. */
function meets(statement: Statement, caller: Caller): Verdict {
  const present = conditionsOn(statement, 'aws:MultiFactorAuthPresent');
  const age = conditionsOn(statement, 'aws:MultiFactorAuthAge');
  if (present.length + age.length === 0) return hiddenConditions(statement);
  const keys = keysOf[caller];
  return all([heldFor(present, keys.present), heldFor(age, keys.age)]);
}

function meetsOrIsBare(statement: Statement, caller: Caller): Verdict {
  return statement.conditions.length === 0 && !statement.moreConditions ? yes() : meets(statement, caller);
}

function isAboutMfaAlone({ conditions }: Statement): boolean {
  return conditions.every(({ key }) => key.toLowerCase().startsWith('aws:multifactorauth'));
}

/**
 * The caller's own resources, for actions that have any: a user enables a device for itself, and a device is named like the
 * user. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
const own: Readonly<Record<string, string>> = {
  'iam:createvirtualmfadevice': 'arn:aws:iam::123456789012:mfa/me',
  'iam:enablemfadevice': 'arn:aws:iam::123456789012:user/me',
};

function onOwn(statement: Statement, action: string): Verdict {
  const mine = own[action.toLowerCase()];
  const { resource } = statement;
  const reached =
    mine === undefined
      ? resourcesCover(statement, '*')
      : resourcesMeet(resource ? { ...statement, resource: asOwn(resource) } : statement, mine);
  const verdict = all([actionsCover(statement, action), reached]);
  if (verdict.answer !== 'yes') return verdict;
  const facts = { covered: [action] };
  return yes(...verdict.evidence.map(({ pointer }) => ({ pointer, facts })));
}

/** Resources of whatever account and name stand for the caller's own. */
function asOwn(resource: Clause): Clause {
  const values = resource.values.map((value) =>
    typeof value === 'string'
      ? value
          .replace(/^arn:aws[^:]*:iam::[^:]*:/, 'arn:aws:iam::123456789012:')
          .replace(/\$\{aws:username\}/gi, 'me')
      : value,
  );
  return { ...resource, values };
}

function excepted({ policy, statement }: StatementSubject, actions: readonly string[]): Verdict {
  const others = denialsBeside(policy.statements, statement).filter(isAboutMfaAlone);
  const verdicts = actions.map((action) => {
    const left = not(actionsCover(statement, action));
    const taken = others.map((one) =>
      all([
        meetsOrIsBare(one, 'access-key'),
        meetsOrIsBare(one, 'session'),
        takesAction(one, action, statement),
      ]),
    );
    const verdict = all([left, not(any(taken))]);
    if (verdict.answer !== 'yes') return verdict;
    return yes({ pointer: statement.action.pointer, facts: { excepted: [action] } });
  });
  return any(verdicts);
}
