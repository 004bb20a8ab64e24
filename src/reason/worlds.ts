/**
 * Who may ask, and from where: each caller comes by the network or through a VPC endpoint, which decides the keys that the
 * request carries.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
import { contextOf, lastSegment } from '../iam/caller.ts';
import type { Caller, KeyValue } from '../iam/request.ts';
import { callerKeys, holders, namedCallers, namedIn } from './callers.ts';
import { type Cube, variablesIn } from './cube.ts';
import { machineOf } from './glob-machine.ts';
import type { Domain } from './key-values.ts';
import { accountsIn } from './written.ts';

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
