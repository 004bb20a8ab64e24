/**
 * Who may ask, and from where: a finite list of callers that stands for all, since every caller that no policy names is
 * like every other. Each comes by the network or through a VPC endpoint, which decides the keys that the request carries.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
import { contextOf } from '../iam/caller.ts';
import type { Caller } from '../iam/request.ts';
import type { Cube } from './cube.ts';
import { machineOf } from './glob-machine.ts';
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

/** An account that stands for all that no policy names. AWS uses it in its examples. */
export const freshAccount = '999999999999';
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

/** The worlds that can matter for the cubes. `identity`: policies without principals, held by somebody. */
export function worldsOf(cubes: readonly Cube[]): readonly World[] {
  const keys = new Set(cubes.flatMap((cube) => cube.conditions.map((condition) => condition.key)));
  const callers = cubes.some((cube) => cube.statement.principal !== undefined)
    ? namedCallers(cubes)
    : holders(cubes, keys);
  const sources = endpointKeys.some((key) => keys.has(key))
    ? (['network', 'endpoint'] as const)
    : (['any'] as const);
  return sources.flatMap((from) => callers.map(({ caller, free }) => worldOf(caller, free, from)));
}

interface CallerKind {
  readonly caller: Caller;
  readonly free: boolean;
}

/** Whoever holds identity policies: one role where nothing asks who it is. */
function holders(cubes: readonly Cube[], keys: ReadonlySet<string>): readonly CallerKind[] {
  const asked = callerKeys.some((key) => keys.has(key)) || usesCallerVariable(cubes);
  const accounts = asked ? [ownAccount, ...accountsIn(cubes)] : [ownAccount];
  const distinct = [...new Set(accounts)];
  const roles = distinct.map((account) => ({ caller: roleIn(account), free: true }));
  return asked ? [...roles, ...distinct.map((account) => ({ caller: userIn(account), free: true }))] : roles;
}

function usesCallerVariable(cubes: readonly Cube[]): boolean {
  return cubes.some((cube) =>
    [...(cube.resource?.patterns ?? []), ...cube.conditions.flatMap((one) => one.texts?.patterns ?? [])].some(
      ({ parts }) => parts.some((part) => typeof part !== 'string' && callerKeys.includes(part.key)),
    ),
  );
}

/** Everyone whom some statement names, and for each account, and for strangers, somebody whom none names. */
function namedCallers(cubes: readonly Cube[]): readonly CallerKind[] {
  const named = new Map<string, CallerKind>();
  const add = (caller: Caller, free: boolean) => named.set(JSON.stringify([caller, free]), { caller, free });
  for (const { statement } of cubes)
    for (const { type, value } of statement.principal?.principals ?? [])
      if (typeof value === 'string' && typeof type === 'string') {
        const caller = callerOf(type, value);
        if (caller !== undefined) add(caller, false);
      }
  for (const account of new Set([...accountsIn(cubes), freshAccount])) {
    add(roleIn(account), true);
    add(userIn(account), true);
  }
  add({ is: 'anonymous' }, false);
  add({ is: 'service', name: 'example.amazonaws.com' }, false);
  return [...named.values()];
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
  if (resource.startsWith('role/')) return { is: 'role', arn: value, session: 'session' };
  if (resource.startsWith('federated-user/')) return { is: 'federated-user', arn: value };
  if (resource === 'root' && service === 'iam') return { is: 'root', arn: value };
  if (resource.startsWith('assumed-role/')) {
    const [, name = '', session = ''] = resource.split('/');
    return { is: 'role', arn: `arn:${partition}:iam::${account}:role/${name}`, session };
  }
  if (/^[0-9]{12}$/.test(value)) return { is: 'root', arn: `arn:aws:iam::${value}:root` };
  return undefined;
}

/** Account numbers that stand in principals, and in the values of keys that tell the caller. */
export function accountsIn(cubes: readonly Cube[]): readonly string[] {
  const texts = cubes.flatMap(({ statement, conditions }) => [
    ...(statement.principal?.principals ?? []).map(({ value }) => value),
    ...conditions.flatMap((one) => (one.key.startsWith('aws:principal') ? one.condition.values : [])),
  ]);
  return [
    ...new Set(
      texts.flatMap((text) =>
        typeof text === 'string' ? (text.match(/(?<![0-9])[0-9]{12}(?![0-9])/g) ?? []) : [],
      ),
    ),
  ];
}

export function roleIn(account: string): Caller {
  return { is: 'role', arn: `arn:aws:iam::${account}:role/example`, session: 'session' };
}

export function userIn(account: string): Caller {
  return { is: 'user', arn: `arn:aws:iam::${account}:user/example` };
}

export function worldOf(caller: Caller, free: boolean, from: World['from']): World {
  const domains = derivedDomains(caller);
  const derived = new Set(domains.keys());
  if (free) {
    const { arn } = caller as { readonly arn: string };
    const place = arn.slice(0, arn.lastIndexOf('/') + 1);
    domains.set('aws:principalarn', {
      absent: false,
      present: true,
      form: [machineOf(`${place}?*`, 'segment')],
      multivalued: false,
    });
    if (caller.is === 'user')
      domains.set('aws:username', {
        absent: false,
        present: true,
        form: [machineOf('?*', 'text')],
        multivalued: false,
      });
  }
  if (from === 'network') for (const key of endpointKeys) domains.set(key, never);
  if (from === 'endpoint') for (const key of networkKeys) domains.set(key, never);
  return { caller, free, from, domains, derived };
}

const never: Domain = { absent: true, present: false };

function only(value: string): Domain {
  return { absent: false, present: true, values: [value], multivalued: false };
}

/** The keys that follow from the caller: asked of the evaluator, so that a request never contradicts its caller. */
function derivedDomains(caller: Caller): Map<string, Domain> {
  const asked = new Map(callerKeys.map((key) => [key, '']));
  const context = contextOf({ caller, action: '', resource: '', context: asked });
  const domains = new Map<string, Domain>();
  for (const key of callerKeys) {
    const value = context.get(key);
    if (value === undefined) domains.set(key, never);
    else if (typeof value === 'string' && value !== '') domains.set(key, only(value));
  }
  return domains;
}
