/**
 * One request of an answer, with the statements that decide it.
 */
import type { Pointer } from '../base/pointer.ts';
import { evaluateDocument } from '../iam/evaluate.ts';
import type { Request } from '../iam/request.ts';
import type { Content } from '../iam/types.ts';
import { boundsOf } from './bounds.ts';
import { isList } from './limits.ts';
import { decidingDocuments, type Situation } from './region-access.ts';
import type { Source, SourcedDocument } from './side.ts';
import { type Place, placeOf, placesIn, type Witness, witnessOf } from './witness.ts';

/** A statement that decides, with its document. */
export interface Deciding {
  readonly source: Source;
  readonly place: Place;
  /** The values of it that match. */
  readonly marks: readonly Pointer[];
  readonly content: Content;
}

/** One request with what decides it. */
export interface Decided {
  readonly witness: Witness;
  readonly allowing: readonly Deciding[];
  readonly denying: readonly Deciding[];
  /** What would have to allow it as well and does not: a boundary, the policy of a key, of a role, of another account. */
  readonly missing: readonly Source[];
}

/** The request with what decides it, where the documents allow what they do in the bound. */
export function decided(request: Request, situation: Situation, bound: 'most' | 'least'): Decided {
  const all = decidingDocuments(situation, bound).map((one) => ({
    ...one,
    document: boundsOf(one.document).least,
  }));
  const saying = (wanted: 'allows' | 'denies') =>
    distinct(all.flatMap((one) => decidingIn(one, wanted, request)));
  const witness = witnessOf(
    request,
    all.map(({ document }) => document),
  );
  const isSecret = all.some(({ source }) => source.sensitive === true);
  return {
    witness: isSecret ? withoutSecrets(witness, situation.region.resource) : witness,
    allowing: saying('allows'),
    denying: saying('denies'),
    missing: missingIn(request, situation),
  };
}

/** One policy may come by several attachments. */
function distinct(all: readonly Deciding[]): readonly Deciding[] {
  return [...new Map(all.map((one) => [JSON.stringify([one.source, one.place]), one])).values()];
}

function missingIn(
  request: Request,
  { region: { side }, principal, policies, crossAccount, blocked, limits }: Situation,
): readonly Source[] {
  const allows = ({ document }: SourcedDocument) =>
    evaluateDocument(boundsOf(document).least, request).voice === 'allows';
  const { boundary } = principal;
  const isNeeded = side !== undefined && (side.mustAllow || crossAccount);
  const lists = limits.filter(isList).flatMap(({ limit: { sourced } }) => sourced ?? []);
  return [
    ...(boundary === undefined || allows(boundary) ? [] : [boundary.source]),
    ...(isNeeded && !policies.some(allows) ? policies.map(({ source }) => source) : []),
    ...(blocked ? [publicAccessBlock] : []),
    ...(lists.length === 0 || lists.some(allows) ? [] : lists.map(({ source }) => source)),
  ];
}

const publicAccessBlock: Source = {
  address: '',
  attribute: '',
  policy: 'the block of public access, which keeps others out of a bucket with a public policy,',
};

function decidingIn(
  { source, document, content }: SourcedDocument,
  wanted: 'allows' | 'denies',
  request: Request,
): readonly Deciding[] {
  const { voice, statement } = evaluateDocument(document, request);
  if (voice !== wanted || statement === undefined) return [];
  const place = source.sensitive === true ? { ...placeOf(statement), sid: null } : placeOf(statement);
  return [{ source, place, marks: placesIn(statement, request, document), content }];
}

/** Names and values of a request may come from a document that must not be shown; what was asked may be. */
function withoutSecrets(witness: Witness, resource: string): Witness {
  const keys = Object.keys(witness.context).map((key) => [key, '(sensitive)'] as const);
  return { ...witness, resource, context: Object.fromEntries(keys) };
}
