/**
 * The cases on which the implementation and the specification must agree, each from a seed of its own: a case that
 * fails is made again from the one number.
 */
import type { Request } from '../../src/iam/request.ts';
import { makeConditioned, makeDocument, type Shape } from './generate-documents.ts';
import { accounts, makeRequest } from './generate-requests.ts';
import { type Random, randomFrom } from './random.ts';
import type { Json } from './specification-answers.ts';
import type { WrittenLayers } from './specification-layers.ts';

/** One document, or all layers, with a request. */
export type Case =
  | { readonly of: 'document'; readonly document: Json; readonly request: Request }
  | { readonly of: 'layers'; readonly layers: WrittenLayers; readonly request: Request };

/** The case of a seed: a third is about layers, a third about one document, a third about one condition. */
export function makeCase(seed: number): Case {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1));
  const request = makeRequest(random);
  if (random.chance(1 / 3)) return { of: 'layers', layers: makeLayers(random, request), request };
  if (random.chance(1 / 2)) return { of: 'document', document: makeConditioned(random, request), request };
  const shape: Shape = { principals: random.chance(0.4) ? 'any' : 'none', allow: 0.7, all: 0.02 };
  return { of: 'document', document: makeDocument(random, request, shape), request };
}

const identity: Shape = { principals: 'none', allow: 0.85, all: 0.4 };
const guardrail: Shape = { principals: 'none', allow: 0.9, all: 0.65 };
const resource: Shape = { principals: 'any', allow: 0.85, all: 0.5 };

function makeLayers(random: Random, request: Request): WrittenLayers {
  const document = (shape: Shape) => makeDocument(random, request, shape);
  const some = (most: number, shape: Shape) =>
    Array.from({ length: random.below(most + 1) }, () => document(shape));
  const levels = (shape: Shape) =>
    Array.from({ length: random.below(3) }, () => [document(shape), ...some(1, shape)]);
  const assumes = /^sts:(Assume|Tag)/.test(request.action);
  const hasSession = request.caller.is === 'role' || request.caller.is === 'federated-user';
  return {
    identity: some(2, identity),
    ...(random.chance(0.35) ? { boundary: document(guardrail) } : {}),
    ...(hasSession && random.chance(0.4) ? { session: some(2, guardrail) } : {}),
    ...(random.chance(0.25) ? { scps: levels(guardrail) } : {}),
    ...(random.chance(0.2) ? { rcps: levels({ ...guardrail, principals: 'everyone', allow: 0.8 }) } : {}),
    // A role has no policy of its own but its trust policy.
    ...(!assumes && random.chance(0.6) ? { resource: document(resource) } : {}),
    ...(random.chance(assumes ? 0.9 : 0.05) ? { trust: document(resource) } : {}),
    ...(random.chance(0.1) ? { endpoint: document({ ...guardrail, principals: 'any' }) } : {}),
    ...(random.chance(0.5) ? { resourceAccount: random.pick(accounts) } : {}),
  };
}
