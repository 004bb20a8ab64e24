/**
 * Cases in the form, and within the fragment, of `@cloud-copilot/iam-simulate`: it refuses what AWS would not save.
 */
import type { Caller, Context, KeyValue, Request } from '../../../src/iam/request.ts';
import { makeCase } from '../generate-cases.ts';
import { statementsOf } from '../specification.ts';
import type { Json, WrittenStatement } from '../specification-answers.ts';
import { keysOf } from '../specification-context.ts';
import type { WrittenLayers } from '../specification-layers.ts';

/** Layers and a request, with the seed that made them. */
export interface SimulatedCase {
  readonly seed: number;
  readonly layers: WrittenLayers;
  readonly request: Request;
}

/** The case of a seed, cut to the fragment; undefined where nothing of it is left. */
export function makeSimulated(seed: number): SimulatedCase | undefined {
  const made = makeCase(seed);
  if (made.of !== 'layers' || principalOf(made.request.caller) === undefined) return undefined;
  // A wildcard in the request asks it for some resource, not for the one of that name.
  if (made.request.resource.length > 1 && made.request.resource.includes('*')) return undefined;
  // It has no callers with a token or an assertion, and so nobody for the actions that take one.
  if (made.request.action.startsWith('sts:AssumeRoleWith')) return undefined;
  const layers = cut(made.layers, made.request);
  // Without a trust policy it answers for the identity alone, which is another question.
  if (made.request.resource.includes(':role/') && layers.resource === undefined) return undefined;
  return { seed, layers, request: { ...made.request, context: cutContext(made.request) } };
}

/** The part of the layers that the simulator takes. */
function cut(layers: WrittenLayers, { caller, action, resource: asked }: Request): WrittenLayers {
  const { identity, boundary, session, scps, rcps, endpoint, resource, trust, ...rest } = layers;
  const isMember = 'arn' in caller;
  const hasPolicies = isMember && caller.is !== 'root';
  // One policy stands for the resource; a role always has one, its trust policy.
  const written = action.startsWith('sts:') ? trust : resource;
  const onResource = asked === '*' ? undefined : written;
  const [first] = session ?? [];
  return {
    ...rest,
    identity: hasPolicies ? identity : [],
    ...(onResource === undefined ? {} : { resource: onResource, trust: onResource }),
    ...(hasPolicies && boundary !== undefined ? { boundary } : {}),
    // It knows one session policy.
    ...(hasPolicies && first !== undefined ? { session: [first] } : {}),
    ...(isMember && scps !== undefined ? { scps } : {}),
    ...(rcps === undefined ? {} : { rcps: rcps.map((level) => level.map(denialsOf)) }),
    ...(endpoint === undefined ? {} : { endpoint: forEveryone(endpoint) }),
  };
}

/** It drops keys that its catalogue does not have for the action. */
function cutContext({ action, context }: Request): Context {
  const isKnown = (key: string) =>
    key !== 'test:binary' && (!key.startsWith('s3:') || action === 's3:ListBucket');
  // It takes keys by their kind: a list for a multi-valued one.
  const isSound = (key: string, value: KeyValue) => (typeof value === 'string') === (key !== 'aws:tagkeys');
  return new Map([...context].filter(([key, value]) => isKnown(key) && isSound(key, value)));
}

/** An RCP holds only Deny, names services, and is of 2012. */
function denialsOf(document: Json): Json {
  const denials = statementsOf(document).filter(
    (one) => one.Effect === 'Deny' && one.NotAction === undefined && one.Action !== '*',
  );
  return { Version: '2012-10-17', Statement: denials as unknown as Json };
}

/** The policy of an endpoint is for everyone. */
function forEveryone(document: Json): Json {
  const statements = statementsOf(document).map(
    ({ NotPrincipal: _, ...rest }): WrittenStatement => ({ ...rest, Principal: '*' }),
  );
  return { ...(document as object), Statement: statements as unknown as Json };
}

function principalOf(caller: Caller): Json | undefined {
  switch (caller.is) {
    case 'anonymous':
      return { type: 'Anonymous' };
    case 'service':
      return caller.name;
    case 'role': {
      const [, partition, , , account] = caller.arn.split(':');
      return `arn:${partition}:sts::${account}:assumed-role/${caller.arn.split('/').at(-1)}/${caller.session}`;
    }
    case 'root':
    case 'user':
    case 'federated-user':
      return caller.arn;
    default:
      // Nor has it canonical ids.
      return undefined;
  }
}

/** The simulator's input. */
export function simulationOf({ layers, request }: SimulatedCase): Json {
  const { caller, action, resource } = request;
  const own = 'arn' in caller ? (caller.arn.split(':')[4] ?? '') : '111122223333';
  const [session] = layers.session ?? [];
  return {
    request: {
      principal: principalOf(caller) ?? null,
      action,
      resource: { resource, accountId: layers.resourceAccount ?? own },
      contextVariables: Object.fromEntries(keysOf(request)) as Json,
    },
    identityPolicies: layers.identity.map(asNamed),
    serviceControlPolicies: (layers.scps ?? []).map(asLevel),
    resourceControlPolicies: (layers.rcps ?? []).map(asLevel),
    permissionBoundaryPolicies: layers.boundary === undefined ? null : [asNamed(layers.boundary, 0)],
    vpcEndpointPolicies: layers.endpoint === undefined ? null : [asNamed(layers.endpoint, 0)],
    ...(layers.resource === undefined ? {} : { resourcePolicy: layers.resource }),
    ...(session === undefined ? {} : { sessionPolicy: session }),
  };
}

const asNamed = (policy: Json, at: number): Json => ({ name: `policy-${at}`, policy });
const asLevel = (policies: readonly Json[], at: number): Json => ({
  orgIdentifier: `level-${at}`,
  policies: policies.map(asNamed),
});
