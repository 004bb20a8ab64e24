/**
 * Puts a case to the implementation and to the specification, and tells where they differ.
 */
import type { Layers } from '../../src/iam/evaluate-layers.ts';
import type { PolicyDocument } from '../../src/iam/types.ts';
import { type Case, makeCase } from './generate-cases.ts';
import * as implementation from './implementation.ts';
import { decidingStatement, specifyDocument } from './specification.ts';
import type { Json } from './specification-answers.ts';
import { specifyLayers, type WrittenLayers } from './specification-layers.ts';

/** What is compared: `src/iam`, or a mutant of it. */
export type Implementation = typeof implementation;

/** A case with two answers. */
export interface Disagreement {
  readonly seed: number;
  readonly implementation: string;
  readonly specification: string;
  readonly case: Case;
}

/** What was compared: how often each answer came out, and where the two differ. */
export interface Agreement {
  readonly answers: ReadonlyMap<string, number>;
  readonly disagreements: readonly Disagreement[];
}

/** Compares the cases of `count` seeds, beginning with `seed`. */
export function compareCases(seed: number, count: number): Agreement {
  const answers = new Map<string, number>();
  const disagreements: Disagreement[] = [];
  for (let one = seed; one < seed + count; one += 1) {
    const made = makeCase(one);
    const specification = specify(made);
    const evaluated = evaluate(implementation, made);
    const answer = `${made.of}: ${specification.split(' ')[0]}`;
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    if (evaluated !== specification) {
      disagreements.push({ seed: one, implementation: evaluated, specification, case: made });
    }
  }
  return { answers, disagreements };
}

/** What the specification says of a case: the answer, and of a document the position of the statement that decides. */
export function specify(made: Case): string {
  if (made.of === 'layers') return specifyLayers(made.layers, made.request);
  const voice = specifyDocument(made.document, made.request);
  return withPosition(voice, decidingStatement(made.document, made.request, voice));
}

const withPosition = (voice: string, at: number | undefined) =>
  at === undefined ? voice : `${voice} by statement ${at}`;

/** What the implementation says of a case, in the same words. Throws where its parser refuses a document. */
export function evaluate(
  { evaluateDocument, evaluateLayers, parsePolicy }: Implementation,
  made: Case,
): string {
  const parsed = (document: Json): PolicyDocument => {
    const policy = parsePolicy({ form: 'text', text: JSON.stringify(document) });
    if (!policy.ok) throw new Error(`the parser refuses ${JSON.stringify(document)}`);
    return policy.document;
  };
  if (made.of === 'layers') return evaluateLayers(parsedLayers(made.layers, parsed), made.request).decision;
  const { voice, statement } = evaluateDocument(parsed(made.document), made.request);
  return withPosition(voice, statement?.index);
}

/** The layers with each document parsed. */
function parsedLayers(layers: WrittenLayers, parsed: (document: Json) => PolicyDocument): Layers {
  const { identity, boundary, session, scps, rcps, resource, trust, endpoint, resourceAccount } = layers;
  return {
    identity: identity.map(parsed),
    ...(boundary === undefined ? {} : { boundary: parsed(boundary) }),
    ...(session === undefined ? {} : { session: session.map(parsed) }),
    ...(scps === undefined ? {} : { scps: scps.map((level) => level.map(parsed)) }),
    ...(rcps === undefined ? {} : { rcps: rcps.map((level) => level.map(parsed)) }),
    ...(resource === undefined ? {} : { resource: parsed(resource) }),
    ...(trust === undefined ? {} : { trust: parsed(trust) }),
    ...(endpoint === undefined ? {} : { endpoint: parsed(endpoint) }),
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
  };
}

/** A disagreement as text: the two answers, and the case as JSON. */
export function tell(one: Disagreement): string {
  const { request } = one.case;
  const what = one.case.of === 'document' ? one.case.document : one.case.layers;
  const asked = { ...request, context: Object.fromEntries(request.context) };
  return [
    `seed ${one.seed}: the implementation says ${one.implementation}, the specification ${one.specification}`,
    JSON.stringify(what),
    JSON.stringify(asked),
  ].join('\n');
}
