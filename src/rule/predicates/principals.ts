/**
 * Predicates about who a statement names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import { isHole, type Text } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { PrincipalClause, PrincipalEntry } from '../../iam/types.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { type Predicate, predicate, type RuleContext } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { accountOf } from './account.ts';
import { isSurelyOther, knownAccounts } from './known-accounts.ts';
import { hiddenService, servicesNamed } from './outsiders-named.ts';

/** Whom a principal may be. */
const who = ['anyone', 'other-account', 'unknown-account', 'service', 'oidc', 'saml', 'federated'] as const;
type Who = (typeof who)[number];

const principalsMeet = predicate({
  name: 'principals-meet',
  subjects: ['statement'],
  facts: ['principal', 'account'],
  summary:
    'some principal of the statement is of that sort; `other-account` leaves out own and trusted accounts, `unknown-account` also vendors that the configuration names, and under `Allow` a `NotPrincipal` is anyone',
  argument: oneOf(who),
  bind: (wanted, context) => (subject) => {
    const { principal, effect } = subject.statement;
    if (!principal) return no;
    if (principal.negated) return negated(wanted, principal, effect === 'Allow');
    const verdicts = principal.principals.map((entry) => isOf(wanted, entry, subject, context));
    return any(principal.more ? [...verdicts, hidden(principal.pointer, principal.more)] : verdicts);
  },
});

const namesService = predicate({
  name: 'names-service',
  subjects: ['statement'],
  facts: ['principal'],
  summary: 'the statement allows something to one of these services',
  argument: oneOrMore(text('a service principal such as `s3.amazonaws.com`')),
  bind: (names) => {
    const wanted = new Set(names);
    return ({ statement }) => {
      const found = servicesNamed(statement).filter(({ name }) => wanted.has(name));
      if (found.length === 0) return hiddenService(statement);
      return yes(...found.map(({ name, pointer }) => ({ pointer, facts: { principal: [name] } })));
    };
  },
});

/** The predicates of this family. */
export const principalPredicates: readonly Predicate[] = [principalsMeet, namesService];

/** Everyone but a few is everyone: AWS advises against NotPrincipal with Allow for that reason. */
function negated(wanted: Who, { pointer }: PrincipalClause, allows: boolean): Verdict {
  return wanted === 'anyone' && allows ? yes({ pointer, facts: { principal: 'everyone but a few' } }) : no;
}

function isOf(wanted: Who, entry: PrincipalEntry, subject: StatementSubject, context: RuleContext): Verdict {
  const { type, value, pointer } = entry;
  if (typeof type !== 'string') return hidden(pointer, type);
  switch (wanted) {
    case 'anyone':
      return type === 'AWS' ? isAnyone(entry) : no;
    case 'other-account':
    case 'unknown-account':
      return type === 'AWS' ? isOtherAccount(wanted, entry, subject, context) : no;
    case 'service':
      return type === 'Service' ? yes({ pointer, facts: { principal: [shown(value)] } }) : no;
    default:
      return type === 'Federated' ? isProvider(wanted, entry) : no;
  }
}

function isAnyone({ value, pointer }: PrincipalEntry): Verdict {
  const account = accountOf(value);
  if ('everyone' in account) return yes({ pointer, facts: { principal: 'anyone' } });
  return 'hidden' in account && typeof value !== 'string' ? hidden(pointer, value) : no;
}

/** Where no own account is known any account may be the own one: then it counts only under that assumption. */
function isOtherAccount(
  wanted: 'other-account' | 'unknown-account',
  { value, pointer }: PrincipalEntry,
  subject: StatementSubject,
  context: RuleContext,
): Verdict {
  const found = accountOf(value);
  if ('everyone' in found || 'own' in found) return no;
  if ('hidden' in found) {
    const { hidden: reason, reference } = found;
    return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
  }
  const { account } = found;
  const known = knownAccounts(subject, context);
  if (known.trusted.includes(account)) return no;
  if (wanted === 'unknown-account' && context.accounts.vendors?.includes(account)) return no;
  const facts = { principal: [shown(value)], account: [account] };
  const isSure = isSurelyOther(account, known, context);
  return yes({ pointer, facts, ...(isSure ? {} : { assumption: `if ${account} is not yours` }) });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity */
function isProvider(wanted: Who, { value, pointer }: PrincipalEntry): Verdict {
  const found = yes({ pointer, facts: { principal: [shown(value)] } });
  if (wanted === 'federated') return found;
  if (typeof value === 'string')
    return value.includes(':saml-provider/') === (wanted === 'saml') ? found : no;
  const references = isHole(value)
    ? [value.reference]
    : value.parts.map((part) => (isHole(part) ? part.reference : part));
  const written = references.join(' ');
  const isSaml = /saml[-_]provider/.test(written);
  const isOidc = /oidc-provider|openid_connect_provider/.test(written);
  if (isSaml === isOidc) return hidden(pointer, value);
  return isSaml === (wanted === 'saml') ? found : no;
}

function hidden(pointer: string, value: Text): Verdict {
  const reference = isHole(value) ? value.reference : undefined;
  const reason = 'a principal is known only after apply';
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

/** The value as a message names it. */
function shown(value: Text): string {
  if (typeof value === 'string') return value;
  if (isHole(value)) return value.reference ?? '(known after apply)';
  return value.parts.map((part) => (typeof part === 'string' ? part : '(known after apply)')).join('');
}
