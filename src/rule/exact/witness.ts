/**
 * One request that a document allows, in words for a message and as data for a finding.
 */
import type { Evidence, Witness } from '../../base/verdict.ts';
import { type KeyValue, nameOfCaller, type Request } from '../../iam/request.ts';
import { isSecretKey, masked } from '../../iam/secret-keys.ts';

/** Facts that come with a witness, for messages. */
export const factsOfWitness = ['witness'] as const;

/** Evidence at a place, with the request that proves it. */
export function evidenceWith(pointer: string, request: Request, facts: Evidence['facts'] = {}): Evidence {
  return { pointer, facts: { ...facts, witness: inWords(request) }, witness: witnessOf(request) };
}

/** The same about a principal that is named beside it: the words leave out who asks. */
export function evidenceOfPrincipal(
  pointer: string,
  request: Request,
  facts: Evidence['facts'] = {},
): Evidence {
  const witness = doing(request, request.resource) + carrying(request);
  return { pointer, facts: { ...facts, witness }, witness: witnessOf(request) };
}

function witnessOf({ caller, action, resource, context }: Request): Witness {
  const shown = [...context].map(([key, value]) => [key, isSecretKey(key) ? masked : value] as const);
  return { principal: nameOfCaller(caller), action, resource, context: Object.fromEntries(shown) };
}

/** `` `s3:GetObject` on `arn:aws:s3:::site/example`, asked by anyone without credentials ``. */
function inWords(request: Request): string {
  const { caller, action, resource } = request;
  const by = caller.is === 'anonymous' ? 'anyone without credentials' : `\`${nameOfCaller(caller)}\``;
  const on = assumesRole.test(action) ? '*' : resource;
  return `${doing(request, on)}, asked by ${by}${carrying(request)}`;
}

function doing({ action }: Request, resource: string): string {
  return `\`${action}\`${resource === '*' ? '' : ` on \`${resource}\``}`;
}

function carrying({ context }: Request): string {
  const keys = [...context].filter(([, value]) => value !== '');
  return keys.length === 0 ? '' : ` with ${withKeys(keys)}`;
}

/** A trust policy names no resource: it is the role that it stands on. */
const assumesRole = /^sts:assumerole/i;

/** How many condition keys a message names. */
const namedKeys = 2;

function withKeys(keys: readonly (readonly [string, KeyValue])[]): string {
  const shown = keys.slice(0, namedKeys).map(([key, value]) => {
    if (isSecretKey(key)) return `the right \`${key}\``;
    return `\`${key}\` = \`${typeof value === 'string' ? value : value.join(', ')}\``;
  });
  return keys.length > namedKeys ? `${shown.join(', ')} …` : shown.join(' and ');
}
