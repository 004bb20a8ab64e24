/**
 * Who outside may do what a statement of a resource or trust policy allows, by the attacker model of the exact engine, after
 * the document's denials. Strangers are anyone with an account of their own, and anyone without one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html
 */
import { accessLevels } from '../../aws/service.ts';
import { no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { Statement } from '../../iam/types.ts';
import type { Asking } from '../../reason/new-access.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { engine } from '../engine.ts';
import type { Told } from '../exact/ask.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { askAbout, type What } from './asked-actions.ts';
import { isSurelyOther, knownAccounts } from './known-accounts.ts';
import { placesOf } from './named-actions.ts';
import { mayNameOthers, mayNameStrangers, openProvidersNamed, placesOfEveryone } from './outsiders-named.ts';

const actionPatterns = optional(oneOrMore(text('an action pattern such as `s3:Get*`')));
const what = {
  actions: actionPatterns,
  'access-levels': optional(oneOrMore(oneOf(accessLevels))),
  except: actionPatterns,
};

const publicly = predicate({
  name: 'public',
  subjects: ['statement'],
  facts: ['principal', ...factsOfWitness],
  summary:
    'strangers may do what the statement allows: some of `actions`, or of `access-levels` but those of `except`, where given, and `without` sending any of those keys; `as: ordinary` leaves out who chose a name to fit or left a key out on purpose; `refused` asks about bucket policies that S3 refuses for it, else these do not count',
  argument: record('a mapping, which may be empty', {
    ...what,
    without: optional(oneOrMore(text('a condition key, or `aws:PrincipalTag/*`'))),
    as: optional(oneOf(['ordinary'])),
    'bucket-policy': optional(oneOf(['refused'])),
  }),
  bind: (argument, context) => {
    const { without = [], as } = argument;
    return (subject) => {
      if (!mayNameStrangers(subject.statement) || isKeptOut(subject)) return no;
      const block = blockOf(subject);
      if (block === 'undecided') return undecidedBlock(subject.statement);
      if ((block === 'refused') !== (argument['bucket-policy'] === 'refused') || block === 'restricted')
        return no;
      const told = askAbout(subject, argument, context, {
        worldsOf: strangersOf(subject, keysNamed(without, subject.statement), as === 'ordinary'),
      });
      return verdictOf(told, subject, argument, block === 'assumed' ? assumingNoBlock : undefined);
    };
  },
});

const external = predicate({
  name: 'external',
  subjects: ['statement'],
  facts: ['principal', 'account', ...factsOfWitness],
  summary:
    'somebody outside own and trusted accounts may do what the statement allows, some of `actions`, or of `access-levels` but those of `except`, where given',
  argument: record('a mapping, which may be empty', what),
  bind: (argument, context) => (subject) => {
    const { accounts } = context;
    const known = knownAccounts(subject, context);
    const trusted = [...known.trusted, ...(known.own.length === 0 ? keyOwners(subject) : [])];
    if (!mayNameOthers(subject.statement, trusted) || blockOf(subject) === 'restricted') return no;
    // Another account that is named may be let into the network; everyone is not.
    if (isKeptOut(subject) && placesOfEveryone(subject.statement).length > 0) return no;
    const { organization } = accounts;
    const told = askAbout(subject, argument, context, {
      worldsOf: (cubes) =>
        engine().outsiders({ accounts: trusted, ...(organization === undefined ? {} : { organization }) })(
          cubes,
        ),
    });
    const isEveryone = placesOfEveryone(subject.statement).length > 0;
    const assume = (account: string | undefined) =>
      isEveryone || account === undefined || isSurelyOther(account, known, context)
        ? undefined
        : `if ${account} is not yours`;
    return verdictOf(told, subject, argument, assume);
  },
});

/**
 * The account that a key policy gives everything, as AWS's default does, is the one that owns the key, and so is the one
 * whose calls `kms:CallerAccount` lets through, as in the policies of AWS's own keys.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account
 */
function keyOwners({ document, statement, policy }: StatementSubject): readonly string[] {
  const callers = statement.conditions.flatMap(({ key, values }) =>
    key.toLowerCase() === 'kms:calleraccount' ? values.filter((one) => typeof one === 'string') : [],
  );
  if (document.service !== 'kms') return callers;
  const all = new Set(policy.statements.flatMap(givenEverything));
  // Of two that are given everything the policy does not tell which one it is.
  return [...callers, ...(all.size === 1 ? all : givenEverything(statement))];
}

function givenEverything({ action, principal, effect }: Statement): readonly string[] {
  if (effect !== 'Allow' || !action.values.some((value) => value === 'kms:*')) return [];
  return (principal?.principals ?? []).flatMap(({ value }) => {
    const account = typeof value === 'string' ? /^arn:[^:]+:iam::(\d{12}):root$/.exec(value)?.[1] : undefined;
    return account === undefined ? [] : [account];
  });
}

/** The predicates of this family. */
export const publicPredicates: readonly Predicate[] = [publicly, external];

function verdictOf(
  told: Told,
  { statement }: StatementSubject,
  { actions, 'access-levels': levels }: What,
  assume: ((account: string | undefined) => string | undefined) | undefined,
): Verdict {
  if (told.answer !== 'yes') return told;
  const [{ request }] = told.found;
  const { caller } = request;
  const account = 'arn' in caller ? caller.arn.split(':')[4] : undefined;
  const everyone = placesOfEveryone(statement);
  const assumption = assume?.(account);
  const facts = {
    ...(everyone.length > 0
      ? { principal: statement.principal?.negated ? 'everyone but a few' : 'anyone' }
      : {}),
    ...(everyone.length === 0 && 'arn' in caller ? { principal: [caller.arn] } : {}),
    ...(account === undefined ? {} : { account: [account] }),
  };
  const pointers = everyone.length > 0 ? everyone : [statement.principal?.pointer ?? statement.pointer];
  const places = actions || levels ? placesOf(statement, [request.action]) : [];
  return yes(
    ...[...pointers, ...places].map((pointer) => ({
      ...evidenceWith(pointer, request, facts),
      ...(assumption === undefined ? {} : { assumption }),
    })),
  );
}

const assumingNoBlock = () => 'unless a block of public access outside this plan stops it';

/** Services that take unsigned requests: there the request without credentials says it best. */
const unsigned: readonly string[] = ['s3', 'sqs', 'sns', 'es', 'execute-api'];

/** Roles are assumed with credentials, and so is most else; a function through its URL without. */
function strangersOf(
  { document, statement }: StatementSubject,
  without: readonly string[],
  ordinary: boolean,
): Asking['worldsOf'] {
  const { kind, service = '' } = document;
  const byUrl = statement.action.values.some((value) => /:invokefunctionurl$/i.test(String(value)));
  const takesUnsigned = kind === 'resource' && (unsigned.includes(service) || byUrl);
  const providers = kind === 'resource' ? openProvidersNamed(statement) : [];
  return (cubes) => {
    const all = [...engine().strangers(cubes), ...engine().tokenHolders(providers)(cubes)];
    const taken = takesUnsigned ? all : all.filter(({ caller }) => caller.is !== 'anonymous');
    const sparing = engine().withoutKeys(taken, without);
    if (!ordinary) return sparing;
    const asked = statement.conditions.map(({ key }) => key.toLowerCase());
    return engine().ordinary(
      sparing,
      asked.filter((key) => !without.includes(key)),
      cubes,
    );
  };
}

/** Those of the keys that the statement names; `aws:PrincipalTag/*` are those of every name. */
function keysNamed(keys: readonly string[], { conditions }: Statement): readonly string[] {
  const wanted = keys.map((key) => key.toLowerCase());
  return conditions
    .map(({ key }) => key.toLowerCase())
    .filter((key) => wanted.includes(key) || wanted.includes(`${key.slice(0, key.indexOf('/') + 1)}*`));
}

/** Strangers who do not get to the resource, or whom it asks for a name of its own before it answers. */
function isKeptOut({ document: { reach }, statement: { action } }: StatementSubject): boolean {
  if (reach === 'network') return true;
  const asksForName = (value: unknown) => typeof value === 'string' && /^es:eshttp/i.test(value);
  return (
    reach === 'users' && !action.negated && action.more === undefined && action.values.every(asksForName)
  );
}

function blockOf({ document }: StatementSubject) {
  return document.publicAccess;
}

function undecidedBlock({ pointer }: Statement): Verdict {
  return unknown({ pointer, reason: 'whether public access is blocked is known only after apply' });
}
