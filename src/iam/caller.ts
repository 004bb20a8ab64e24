/**
 * Who makes a request: the condition keys that follow from it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
import type { Caller, Context, KeyValue, Request } from './request.ts';

/**
 * All keys of the request: the given ones, and those that follow from the caller. These win, also where they say that
 * a key is absent, so that a context can not contradict its caller. The unique id in the `aws:userid` of a user or a
 * role follows from nothing, so it is there only if it was given.
 */
export function contextOf({ caller, context }: Request): Context {
  const all = new Map(context);
  for (const [key, value] of caller.is === 'service' ? serviceKeysOf(caller, context) : keysOnce(caller)) {
    if (value === undefined) all.delete(key);
    else all.set(key, value);
  }
  return all;
}

/** The account of the caller, twelve digits; undefined for callers that belong to none. */
export function accountOf(caller: Caller): string | undefined {
  return 'arn' in caller ? caller.arn.split(':')[4] : undefined;
}

/** The name at the end of an ARN, after its path. */
export function lastSegment(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

type Keys = readonly (readonly [key: string, value: KeyValue | undefined])[];

type Service = Extract<Caller, { readonly is: 'service' }>;
type Others = Exclude<Caller, Service>;

/** The caller of the last request usually makes the next one. */
let last: { readonly caller: Others; readonly keys: Keys } | undefined;

function keysOnce(caller: Others): Keys {
  if (last?.caller !== caller) last = { caller, keys: keysOf(caller) };
  return last.keys;
}

function serviceKeysOf({ name }: Service, given: Context): Keys {
  return [
    ...absent('aws:principalarn', 'aws:username'),
    ['aws:principalisawsservice', 'true'],
    ['aws:principalservicename', name],
    ['aws:principalservicenameslist', withName(given.get('aws:principalservicenameslist'), name)],
  ];
}

/** Undefined: the key is never in requests of such callers. A key that is not listed is as given. */
function keysOf(caller: Others): Keys {
  switch (caller.is) {
    case 'anonymous':
      return [
        ...absent('aws:principalarn', 'aws:username', ...serviceKeys, 'aws:principalisawsservice'),
        ['aws:principalaccount', 'anonymous'],
        ['aws:principaltype', 'Anonymous'],
        ['aws:userid', 'anonymous'],
      ];
    case 'web-identity':
    case 'saml':
      return absent('aws:principalarn', 'aws:username', ...serviceKeys, 'aws:principalisawsservice');
    case 'canonical-user':
      return [...absent('aws:username', ...serviceKeys), ['aws:principalisawsservice', 'false']];
    default:
      return [
        ...absent(...serviceKeys),
        ['aws:principalisawsservice', 'false'],
        ['aws:principalarn', caller.arn],
        ['aws:principalaccount', accountOf(caller)],
        ...identityKeys(caller),
      ];
  }
}

const serviceKeys = ['aws:principalservicename', 'aws:principalservicenameslist'];

/** "All service principal names that belong to the service": the caller's own, and others if they were given. */
function withName(given: KeyValue | undefined, name: string): KeyValue {
  const names = typeof given === 'string' ? [given] : (given ?? []);
  return names.includes(name) ? names : [...names, name];
}

function absent(...keys: readonly string[]): Keys {
  return keys.map((key) => [key, undefined]);
}

/** The rows of AWS's table of principal key values. */
function identityKeys(caller: Extract<Caller, { readonly arn: string }>): Keys {
  const account = accountOf(caller) ?? '';
  const name = lastSegment(caller.arn);
  switch (caller.is) {
    case 'root':
      return [
        ['aws:principaltype', 'Account'],
        ['aws:userid', account],
        ['aws:username', undefined],
      ];
    case 'user':
      return [
        ['aws:principaltype', 'User'],
        ['aws:username', name],
      ];
    case 'federated-user':
      return [
        ['aws:principaltype', 'FederatedUser'],
        ['aws:userid', `${account}:${name}`],
        ['aws:username', undefined],
      ];
    case 'role':
      return [
        ['aws:principaltype', 'AssumedRole'],
        ['aws:username', undefined],
      ];
  }
}
