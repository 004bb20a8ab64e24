/**
 * Who can make a request for an action at all: unsigned requests reach few services, and whoever has a token of a provider
 * gets credentials for it by one action. Any other caller may be anybody's stand-in, and is asked about everything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
import type { Caller } from '../iam/request.ts';
import { unnamedProviders } from './callers.ts';

/** Services that take unsigned requests. */
const unsigned: readonly string[] = [
  's3',
  'sqs',
  'sns',
  'es',
  'execute-api',
  'mediastore',
  'vpc-lattice-svcs',
];

/** Unsigned requests of services that sign all others: a function's URL, and tokens that stand for credentials. */
const unsignedActions: readonly string[] = [
  'lambda:invokefunctionurl',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
];

/** Beside these, what a request for a session says of it: `sts:TagSession`, `sts:SetSourceIdentity`. */
const assuming: readonly string[] = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
];

/** Actions of the same manner are asked for by the same callers. */
export function mannerOf(action: string): string {
  const name = action.toLowerCase();
  if (assuming.includes(name) || unsignedActions.includes(name)) return name;
  return unsigned.includes(name.slice(0, name.indexOf(':'))) ? 'unsigned' : '';
}

/** False where no such caller makes requests for the action, by its full name. */
export function canAsk(caller: Caller, action: string): boolean {
  const name = action.toLowerCase();
  if (caller.is === 'anonymous') return mannerOf(name) === 'unsigned' || unsignedActions.includes(name);
  if ('provider' in caller) return name.startsWith('sts:') ? byToken(caller.is, name) : isNamed(caller);
  return true;
}

function byToken(is: 'web-identity' | 'saml', name: string): boolean {
  const own = is === 'saml' ? 'sts:assumerolewithsaml' : 'sts:assumerolewithwebidentity';
  return name === own || !assuming.includes(name);
}

function isNamed(caller: Caller): boolean {
  return !unnamedProviders.some((one) => one === caller);
}
