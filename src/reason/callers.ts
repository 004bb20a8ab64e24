/**
 * Who may ask: a finite list of callers that stands for all, since every caller that no policy names is like every other.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import { lastSegment } from '../iam/caller.ts';
import { anySession, type Caller } from '../iam/request.ts';
import type { Cube } from './cube.ts';
import { alignedWith } from './fillings.ts';
import { accountsIn, freshAccount, instancesOf, principalTexts, valuesOf } from './written.ts';

/** The account of the one who holds the policies, where it is not known. */
export const ownAccount = '123456789012';

/** Keys that tell who asks. */
export const callerKeys = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:userid',
  'aws:username',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principalservicenameslist',
];

/** A caller; `free`: its name is any that no policy has. */
export interface CallerKind {
  readonly caller: Caller;
  readonly free: boolean;
}

/**
 * Whoever holds policies without principals: one role where nothing asks who it is. SCPs bind root users too, and are
 * what asks for them.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function holders(cubes: readonly Cube[], keys: ReadonlySet<string>): readonly CallerKind[] {
  if (!callerKeys.some((key) => keys.has(key))) return [{ caller: roleIn(ownAccount), free: true }];
  const asked = valuesOf(cubes, ['aws:principalarn', 'aws:principaltype']);
  const isRootAsked = asked.some((value) => value.endsWith(':root') || value === 'Account');
  const places = placesIn(cubes);
  const roots = places.map((place) => ({ caller: { is: 'root', arn: rootOf(place) }, free: false }) as const);
  return [...places.flatMap((place) => unnamedIn(place, cubes, keys)), ...(isRootAsked ? roots : [])];
}

/** Everyone whom some statement names, and for each account, and for strangers, somebody whom none names. */
export function namedCallers(
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
export function namedIn(cubes: readonly Cube[]): readonly CallerKind[] {
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
    // Who names one session says nothing of the others of its role.
    const others = all.flatMap((one) => (one.is === 'role' ? { ...one, session: anySession } : []));
    return [...all, ...others].map((one) => ({ caller: one, free: false }));
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
