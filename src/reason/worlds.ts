/**
 * Who may ask, and from where: a finite list of callers that stands for all, since every caller that no policy names is
 * like every other. Each comes by the network or through a VPC endpoint, which decides the keys that the request carries.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
import { contextOf, lastSegment } from '../iam/caller.ts';
import { anySession, type Caller, type KeyValue } from '../iam/request.ts';
import { type Cube, variablesIn } from './cube.ts';
import { alignedWith } from './fillings.ts';
import { freshLetter, machineOf } from './glob-machine.ts';
import type { Domain } from './key-values.ts';

/** One caller, or one kind of caller whose name is free. */
export interface World {
  readonly caller: Caller;
  /** The name in the caller's ARN is free: the search finds it. */
  readonly free: boolean;
  /** `network`: from an address; `endpoint`: through a VPC endpoint; `any`: nobody asks. */
  readonly from: 'network' | 'endpoint' | 'any';
  /** Domains of keys by lower-case name that this world decides. */
  readonly domains: ReadonlyMap<string, Domain>;
  /** Keys that follow from the caller: the evaluator adds them to a request. */
  readonly derived: ReadonlySet<string>;
}

/** The account of the one who holds the policies, where it is not known. */
export const ownAccount = '123456789012';

const networkKeys = ['aws:sourceip'];
const endpointKeys = [
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourcevpcarn',
  'aws:vpcsourceip',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
];
const callerKeys = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:userid',
  'aws:username',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principalservicenameslist',
];

/** The worlds that can matter for the cubes; policies without principals are held by somebody. */
export function worldsOf(cubes: readonly Cube[]): readonly World[] {
  const keys = askedKeys(cubes);
  const named = namedIn(cubes);
  const callers = cubes.some((cube) => cube.statement.principal !== undefined)
    ? namedCallers(cubes, keys, named)
    : holders(cubes, keys);
  const sources = endpointKeys.some((key) => keys.has(key))
    ? (['network', 'endpoint'] as const)
    : (['any'] as const);
  const except = named.flatMap(({ caller }) => ('arn' in caller ? [caller.arn] : []));
  const accounts = accountsIn(cubes);
  return sources.flatMap((from) =>
    callers.map(({ caller, free }) => {
      const world = worldOf(caller, free, from, except);
      return caller.is === 'service' ? withDomains(world, ofServices(accounts)) : world;
    }),
  );
}

/** Services act from accounts of their own, which no policy names, and belong to nobody's organisation. */
function ofServices(except: readonly string[]): readonly (readonly [string, Domain])[] {
  return [
    ['aws:principalaccount', { absent: false, present: true, except, multivalued: false }],
    ['aws:principaltype', { absent: false, present: true, except: typesOfOthers, multivalued: false }],
    ['aws:principalorgid', never],
    ['aws:principalorgpaths', never],
  ];
}

const typesOfOthers = ['Account', 'User', 'FederatedUser', 'AssumedRole', 'Anonymous'];

/** The world with further domains; those that it has win. */
export function withDomains(world: World, domains: readonly (readonly [string, Domain])[]): World {
  return { ...world, domains: new Map([...domains, ...world.domains]) };
}

/** Keys that conditions and variables ask for. */
function askedKeys(cubes: readonly Cube[]): ReadonlySet<string> {
  return new Set(
    cubes.flatMap((cube) => [...cube.conditions.map((condition) => condition.key), ...variablesIn(cube)]),
  );
}

interface CallerKind {
  readonly caller: Caller;
  readonly free: boolean;
}

/**
 * Whoever holds policies without principals: one role where nothing asks who it is. SCPs bind root users too, and are
 * what asks for them.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function holders(cubes: readonly Cube[], keys: ReadonlySet<string>): readonly CallerKind[] {
  if (!callerKeys.some((key) => keys.has(key))) return [{ caller: roleIn(ownAccount), free: true }];
  const asked = valuesOf(cubes, ['aws:principalarn', 'aws:principaltype']);
  const isRootAsked = asked.some((value) => value.endsWith(':root') || value === 'Account');
  const places = placesIn(cubes);
  const roots = places.map((place) => ({ caller: { is: 'root', arn: rootOf(place) }, free: false }) as const);
  return [...places.flatMap((place) => unnamedIn(place, cubes, keys)), ...(isRootAsked ? roots : [])];
}

/** Everyone whom some statement names, and for each account, and for strangers, somebody whom none names. */
function namedCallers(
  cubes: readonly Cube[],
  keys: ReadonlySet<string>,
  named: readonly CallerKind[],
): readonly CallerKind[] {
  const all = new Map<string, CallerKind>();
  const add = (kind: CallerKind) => all.set(JSON.stringify([kind.caller, kind.free]), kind);
  for (const one of named) add(one);
  const asked = callerKeys.some((key) => keys.has(key));
  for (const place of placesIn(cubes)) {
    for (const one of unnamedIn(place, cubes, keys)) add(one);
    if (asked) add({ caller: { is: 'root', arn: rootOf(place) }, free: false });
  }
  add({ caller: { is: 'anonymous' }, free: false });
  for (const name of ['example.amazonaws.com', ...valuesOf(cubes, serviceKeys).flatMap(instancesOf)])
    add({ caller: { is: 'service', name }, free: false });
  if (cubes.some(mayFederate)) for (const caller of unnamedProviders) add({ caller, free: false });
  return [...all.values()];
}

/** True where a statement may be about assuming a role with a token. */
function mayFederate({ statement: { action } }: Cube): boolean {
  return action.negated || action.values.some((value) => /^(sts:|\*|\?)/i.test(String(value)));
}

/** Providers that stand for all that no policy names. */
export const unnamedProviders: readonly Extract<Caller, { readonly provider: string }>[] = [
  { is: 'web-identity', provider: 'example.org' },
  { is: 'saml', provider: `arn:aws:iam::${ownAccount}:saml-provider/example` },
];

/** Whom principals name. A session belongs to the role of its name, which has the path that is written somewhere. */
function namedIn(cubes: readonly Cube[]): readonly CallerKind[] {
  const callers = cubes.flatMap(({ statement }) =>
    (statement.principal?.principals ?? []).flatMap(({ type, value }) =>
      typeof value === 'string' && typeof type === 'string' ? (callerOf(type, value) ?? []) : [],
    ),
  );
  const written = [...principalTexts(cubes), ...valuesOf(cubes, ['aws:principalarn'])];
  const roles = written.filter((text) => /:role\/[^*?]+$/.test(text));
  return callers.flatMap((caller) => {
    const paths = caller.is === 'role' ? roles.filter((arn) => isSameRole(arn, caller.arn)) : [];
    const all = paths.length === 0 ? [caller] : paths.map((arn) => ({ ...caller, arn }));
    return all.map((one) => ({ caller: one, free: false }));
  });
}

/**
 * "Names are not distinguished by path": an account has one role of a name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 */
function isSameRole(left: string, right: string): boolean {
  const [, partition, , , account] = left.split(':');
  const [, otherPartition, , , otherAccount] = right.split(':');
  return partition === otherPartition && account === otherAccount && lastSegment(left) === lastSegment(right);
}

const serviceKeys = ['aws:principalservicename', 'aws:principalservicenameslist'];

/** What conditions compare the keys with. */
function valuesOf(cubes: readonly Cube[], keys: readonly string[]): readonly string[] {
  return cubes.flatMap(({ conditions }) =>
    conditions.flatMap((one) =>
      keys.includes(one.key) ? one.condition.values.filter((value) => typeof value === 'string') : [],
    ),
  );
}

/** Texts that the pattern matches: with nothing, and with a word, for each wildcard. */
export function instancesOf(pattern: string): readonly string[] {
  const made = ['', freshLetter].map((word) => pattern.replaceAll('*', word).replaceAll('?', freshLetter));
  return [...new Set(made)];
}

interface Place {
  readonly partition: string;
  readonly account: string;
}

/** The partitions and accounts from which somebody may ask: those that are written, and an account that is not. */
function placesIn(cubes: readonly Cube[]): readonly Place[] {
  const written = [...principalTexts(cubes), ...valuesOf(cubes, ['aws:principalarn'])];
  const partitions = written.flatMap((text) => /^arn:(aws[a-z-]*):/.exec(text)?.[1] ?? []);
  const accounts = [...new Set([ownAccount, ...accountsIn(cubes), freshAccount(cubes)])];
  return [...new Set(['aws', ...partitions])].flatMap((partition) =>
    accounts.map((account) => ({ partition, account })),
  );
}

/** A role, a user and, where keys tell them apart, a federated user whom no policy names. */
function unnamedIn(place: Place, cubes: readonly Cube[], keys: ReadonlySet<string>): readonly CallerKind[] {
  const role = { caller: roleIn(place.account, place.partition), free: true };
  const users =
    keys.has('aws:username') && keys.has('aws:principalarn')
      ? usersOf(place, cubes)
      : [{ caller: userIn(place.account, place.partition), free: true }];
  if (!callerKeys.some((key) => keys.has(key))) return [role, ...users];
  const arn = `arn:${place.partition}:sts::${place.account}:federated-user/example`;
  return [role, ...users, { caller: { is: 'federated-user', arn }, free: true }];
}

/** Where a policy asks for the name and for the ARN of a user, which follow from each other, names are tried. */
function usersOf({ partition, account }: Place, cubes: readonly Cube[]): readonly CallerKind[] {
  const start = `arn:${partition}:iam::${account}:user/`;
  const arns = valuesOf(cubes, ['aws:principalarn']).flatMap((value) => {
    const name = value.split(':').slice(5).join(':');
    return name.startsWith('user/') ? instancesOf(name.slice(5)) : [];
  });
  const paths = arns.map((arn) => arn.slice(0, arn.lastIndexOf('/') + 1));
  const own = [...valuesOf(cubes, ['aws:username']), ...alignedWith('aws:username', cubes)];
  const names = [...own.flatMap(instancesOf), 'example'].filter((name) => !name.includes('/'));
  const all = [...arns, ...['', ...new Set(paths)].flatMap((path) => names.map((name) => path + name))];
  return [...new Set(all)].flatMap((name) =>
    name === '' || name.endsWith('/')
      ? []
      : [{ caller: { is: 'user' as const, arn: start + name }, free: false }],
  );
}

/** The caller that an entry of a principal names; undefined for everyone and for whole accounts. */
export function callerOf(type: string, value: string): Caller | undefined {
  if (type === 'Service') return { is: 'service', name: value };
  if (type === 'CanonicalUser') return { is: 'canonical-user', id: value };
  if (type === 'Federated')
    return value.includes(':saml-provider/')
      ? { is: 'saml', provider: value }
      : { is: 'web-identity', provider: value };
  const [, partition = 'aws', service, , account = '', resource = ''] = value.split(':');
  if (resource.startsWith('user/')) return { is: 'user', arn: value };
  if (resource.startsWith('role/')) return { is: 'role', arn: value, session: anySession };
  if (resource.startsWith('federated-user/')) return { is: 'federated-user', arn: value };
  if (resource === 'root' && service === 'iam') return { is: 'root', arn: value };
  if (resource.startsWith('assumed-role/')) {
    const [, name = '', session = ''] = resource.split('/');
    return { is: 'role', arn: `arn:${partition}:iam::${account}:role/${name}`, session };
  }
  if (/^[0-9]{12}$/.test(value)) return { is: 'root', arn: `arn:aws:iam::${value}:root` };
  return undefined;
}

function principalTexts(cubes: readonly Cube[]): readonly string[] {
  return cubes.flatMap(({ statement }) =>
    (statement.principal?.principals ?? []).flatMap(({ value }) =>
      typeof value === 'string' ? [value] : [],
    ),
  );
}

/**
 * Accounts of callers: those that stand in principals, and in the values of keys that tell the caller. Where a variable
 * stands for the caller's account, those that stand anywhere.
 */
export function accountsIn(cubes: readonly Cube[]): readonly string[] {
  const principals = principalTexts(cubes);
  const asked = cubes.flatMap(({ conditions }) =>
    conditions.flatMap((one) => (tellsCaller(one.key) ? one.condition.values : [])),
  );
  const anywhere = cubes.some((cube) => variablesIn(cube).includes('aws:principalaccount'))
    ? cubes.flatMap(({ statement, conditions }) => [
        ...(statement.resource?.values ?? []),
        ...conditions.flatMap(({ condition }) => condition.values),
      ])
    : [];
  const texts = [...principals, ...asked, ...anywhere].filter((text) => typeof text === 'string');
  const patterns = [
    ...valuesOf(cubes, ['aws:principalaccount']),
    ...texts.map((text) => text.split(':')[4] ?? ''),
  ];
  return [
    ...new Set([
      ...texts.flatMap((text) => text.match(/(?<![0-9])[0-9]{12}(?![0-9])/g) ?? []),
      // What is filled in for an account that Terraform does not know yet is no number.
      ...principals.flatMap((text) => (text.startsWith('arn:') ? text.split(':')[4] || [] : [])),
      ...patterns.flatMap(accountLike),
    ]),
  ];
}

/** Keys of the caller's account, or of an ARN with it. */
function tellsCaller(key: string): boolean {
  return key.startsWith('aws:principal') || key === 'kms:calleraccount';
}

/** An account that the pattern matches: `1111*` as twelve digits. */
function accountLike(pattern: string): readonly string[] {
  if (!/^(?=.*[0-9])[0-9*?]+$/.test(pattern) || !/[*?]/.test(pattern)) return [];
  const [first = '', ...others] = pattern.replaceAll('?', '7').split('*');
  const length = first.length + others.join('').length;
  const account =
    others.length === 0 ? first : first + '7'.repeat(Math.max(12 - length, 0)) + others.join('');
  return account.length === 12 ? [account] : [];
}

/** An account that stands for all that the policies do not write. AWS uses the first in its examples. */
export function freshAccount(cubes: readonly Cube[]): string {
  const written = JSON.stringify(
    cubes.map(({ statement }) => [statement.principal, statement.resource, statement.conditions]),
  );
  return freshAccounts.find((one) => !written.includes(one)) ?? '999999999999';
}

const freshAccounts = ['999999999999', '888888888888', '777777777777', '666666666666', '555555555550'];

/** A role that no policy names. */
export function roleIn(account: string, partition = 'aws'): Caller {
  return { is: 'role', arn: `arn:${partition}:iam::${account}:role/example`, session: anySession };
}

/** A user whom no policy names. */
export function userIn(account: string, partition = 'aws'): Caller {
  return { is: 'user', arn: `arn:${partition}:iam::${account}:user/example` };
}

function rootOf({ partition, account }: Place): string {
  return `arn:${partition}:iam::${account}:root`;
}

/** The world of a caller; `except`: callers that have worlds of their own. */
export function worldOf(
  caller: Caller,
  free: boolean,
  from: World['from'],
  except: readonly string[] = [],
): World {
  const domains = derivedDomains(caller);
  const derived = new Set(domains.keys());
  if (free) {
    const { arn } = caller as { readonly arn: string };
    const place = arn.slice(0, arn.lastIndexOf('/') + 1);
    domains.set('aws:principalarn', {
      absent: false,
      present: true,
      form: [machineOf(`${place}\${Name}`, 'template')],
      except,
      multivalued: false,
    });
    if (caller.is === 'user')
      domains.set('aws:username', {
        absent: false,
        present: true,
        form: [userName],
        except: except.flatMap((one) => (one.startsWith(place) ? [lastSegment(one)] : [])),
        multivalued: false,
      });
  }
  if (from === 'network') for (const key of endpointKeys) domains.set(key, never);
  if (from === 'endpoint') for (const key of networkKeys) domains.set(key, never);
  return { caller, free, from, domains, derived };
}

/** Names hold no slash and no colon. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
const userName = machineOf('${Id}', 'template');

const never: Domain = { absent: true, present: false };

function only(value: string): Domain {
  return { absent: false, present: true, values: [value], multivalued: false };
}

/** The keys that follow from the caller: asked of the evaluator, so that a request never contradicts its caller. */
function derivedDomains(caller: Caller): Map<string, Domain> {
  const asked = new Map<string, KeyValue>(callerKeys.map((key) => [key, '']));
  asked.set('aws:principalservicenameslist', []);
  const context = contextOf({ caller, action: '', resource: '', context: asked });
  const domains = new Map<string, Domain>();
  for (const key of callerKeys) {
    const value = context.get(key);
    if (value === undefined) domains.set(key, never);
    else if (typeof value !== 'string') domains.set(key, { ...only(value[0] ?? ''), multivalued: true });
    else if (value !== '') domains.set(key, only(value));
  }
  return domains;
}
