/**
 * The keys of a request that follow from who makes it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and the table of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
import type { Caller, Context, Request } from '../../src/iam/request.ts';

/** The account number of an ARN. */
export const accountOf = (arn: string): string => arn.split(':')[4] ?? '';
/** What follows the last slash. */
export const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** All keys of the request by name in lower case; what follows from the caller wins over what was given. */
export function keysOf(request: Request): Context {
  const keys = new Map([...request.context].map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(derived(request.caller))) {
    if (value === undefined) keys.delete(name);
    else keys.set(name, value);
  }
  return keys;
}

/** The keys that the caller determines; undefined where it determines that there is none. */
function derived(caller: Caller): Readonly<Record<string, string | undefined>> {
  const noService = { 'aws:principalservicename': undefined, 'aws:principalservicenameslist': undefined };
  const nobody = { 'aws:principalarn': undefined, 'aws:username': undefined };
  if ('arn' in caller) {
    return {
      ...noService,
      'aws:principalisawsservice': 'false',
      // For a session "the request context returns the ARN of the role, not the ARN of the user that assumed the role".
      'aws:principalarn': caller.arn,
      'aws:principalaccount': accountOf(caller.arn),
      ...ofPrincipal(caller),
    };
  }
  switch (caller.is) {
    case 'anonymous':
      return {
        ...nobody,
        ...noService,
        // "This key is included in the request context for all signed API requests."
        'aws:principalisawsservice': undefined,
        // "Anonymous requests return anonymous."
        'aws:principalaccount': 'anonymous',
        'aws:principaltype': 'Anonymous',
        'aws:userid': 'anonymous',
      };
    case 'service':
      return { ...nobody, 'aws:principalisawsservice': 'true', 'aws:principalservicename': caller.name };
    case 'web-identity':
    case 'saml':
      // These calls are not signed.
      // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
      return { ...nobody, ...noService, 'aws:principalisawsservice': undefined };
    case 'canonical-user':
      return { ...noService, 'aws:username': undefined, 'aws:principalisawsservice': 'false' };
  }
}

/** The rows of the table. The unique ids of users and roles follow from nothing here. */
function ofPrincipal(
  caller: Extract<Caller, { readonly arn: string }>,
): Readonly<Record<string, string | undefined>> {
  const [account, name] = [accountOf(caller.arn), lastOf(caller.arn)];
  switch (caller.is) {
    case 'root':
      return { 'aws:principaltype': 'Account', 'aws:userid': account, 'aws:username': undefined };
    case 'user':
      return { 'aws:principaltype': 'User', 'aws:username': name };
    case 'role':
      return { 'aws:principaltype': 'AssumedRole', 'aws:username': undefined };
    case 'federated-user':
      return {
        'aws:principaltype': 'FederatedUser',
        'aws:userid': `${account}:${name}`,
        'aws:username': undefined,
      };
  }
}
