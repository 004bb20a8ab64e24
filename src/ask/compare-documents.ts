/**
 * Two policy documents of one kind: what the candidate lets through that the reference does not, and the other way round.
 * The kind decides beside what a document stands: what it lets through by itself is not always what it does.
 */
import type { Catalogue } from '../aws/catalogue.ts';
import type { Pointer } from '../base/pointer.ts';
import { evaluateDocument } from '../iam/evaluate.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import type { Request } from '../iam/request.ts';
import type { PolicyDocument, Statement } from '../iam/types.ts';
import { type Universe, universeOf } from '../reason/action-set.ts';
import { strangers } from '../reason/attackers.ts';
import { type Answer, askAccess, compareAccess, type Relation } from '../reason/compare.ts';
import type { NewAccess } from '../reason/new-access.ts';
import type { Access } from '../reason/replay.ts';
import type { DocumentKind } from './document-kinds.ts';
import { type Place, placeOf, placesIn, type Witness, witnessOf } from './witness.ts';

/** Something that one document allows and the other does not. */
export interface Difference {
  readonly witness: Witness;
  /** The statement that allows it; absent where what stands beside an SCP or RCP does, and a denial was lifted. */
  readonly statement?: Place;
  /** The statement of the other document that denies it; absent where none does, and nothing allows it. */
  readonly denied?: Place;
  /** What decides: values of the denial, which stands in the other document, where there is one, else of the statement. */
  readonly marks: readonly Pointer[];
  /** Actions that are treated alike, the most consequential first. */
  readonly actions: readonly string[];
}

/** One direction of the comparison. */
export type Change =
  | { readonly verdict: 'yes'; readonly differences: readonly [Difference, ...Difference[]] }
  | { readonly verdict: 'no' }
  | { readonly verdict: 'undetermined'; readonly reason: string };

/** What the candidate is to the reference. */
export interface DocumentComparison {
  readonly kind: DocumentKind;
  readonly relation: Relation;
  readonly newAccess: Change;
  readonly lostAccess: Change;
}

/** Compares; the documents have no holes. Throws `Mismatch` for a defect of grantlint. */
export function compareDocuments(
  reference: PolicyDocument,
  candidate: PolicyDocument,
  kind: DocumentKind,
  catalogue: Catalogue,
): DocumentComparison {
  const universe = universeOf(catalogue);
  const before = accessOf(reference, kind);
  const after = accessOf(candidate, kind);
  const { relation, newAccess, lostAccess } = compareAccess(before, after, universe, 'each');
  const told =
    kind === 'resource' || kind === 'trust' ? byStrangers(after, before, newAccess, universe) : newAccess;
  return {
    kind,
    relation,
    newAccess: changeOf(told, candidate, reference),
    lostAccess: changeOf(lostAccess, reference, candidate),
  };
}

/** Where anyone at all newly gets in, that is the request to tell. */
function byStrangers(after: Access, before: Access, answer: Answer, universe: Universe): Answer {
  if (answer.verdict !== 'yes') return answer;
  const anyone = askAccess(after, before, { universe, extent: 'one', worldsOf: strangers });
  if (anyone.verdict !== 'yes') return answer;
  const [first] = anyone.found;
  return { ...answer, found: [first, ...answer.found.filter((one) => one.statement !== first.statement)] };
}

/** The kind of documents that nobody named one for: by the elements that their statements have. */
export function kindOf(documents: readonly PolicyDocument[]): DocumentKind {
  const statements = documents.flatMap((one) => one.statements);
  if (!statements.some(({ principal }) => principal !== undefined)) return 'identity';
  return statements.every(({ resource }) => resource === undefined) ? 'trust' : 'resource';
}

/**
 * What a document of a kind lets through, with what stands beside it.
 * "SCPs … never grant permissions": a list of denials works beside `FullAWSAccess`, and every RCP stands beside
 * `RCPFullAWSAccess`, which can not be detached. A trust policy is asked about assuming the role and nothing else.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function accessOf(document: PolicyDocument, kind: DocumentKind): Access {
  switch (kind) {
    case 'scp':
      return { layers: [standsAlone(document) ? [document] : [fullAccess, document]] };
    case 'rcp':
      return { layers: [[fullAccessForAll, document]] };
    case 'trust':
      return { layers: [[document], [assuming]] };
    default:
      return { layers: [[document]] };
  }
}

/** True where a document allows something by itself. */
export function standsAlone({ statements }: PolicyDocument): boolean {
  return statements.some(({ effect }) => effect === 'Allow');
}

/** Allows its holder everything. */
export const fullAccess = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
/** Allows everyone everything. */
export const fullAccessForAll = documentOf({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' });
const assuming = documentOf({
  Effect: 'Allow',
  Action: ['sts:AssumeRole*', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'],
  Resource: '*',
});

function documentOf(statement: Readonly<Record<string, string | readonly string[]>>): PolicyDocument {
  const tree = { Version: '2012-10-17', Statement: [statement] };
  const parsed = parsePolicy({ form: 'tree', tree });
  if (!parsed.ok) throw new Error('a policy of our own that is none');
  return parsed.document;
}

function changeOf(answer: Answer, granting: PolicyDocument, other: PolicyDocument): Change {
  if (answer.verdict === 'no') return { verdict: 'no' };
  if (answer.verdict === 'undetermined') return { verdict: 'undetermined', reason: answer.reason };
  const [first, ...others] = answer.found;
  const differenceOf = (one: NewAccess) => difference(one, granting, other);
  return { verdict: 'yes', differences: [differenceOf(first), ...others.map(differenceOf)] };
}

function difference(
  { request, statement, document, actions }: NewAccess,
  granting: PolicyDocument,
  other: PolicyDocument,
): Difference {
  const denied = denialIn(other, request);
  return {
    witness: witnessOf(request, [granting, other]),
    ...(document === granting ? { statement: placeOf(statement) } : {}),
    ...(denied === undefined ? {} : { denied: placeOf(denied) }),
    marks: denied === undefined ? placesIn(statement, request, document) : placesIn(denied, request, other),
    actions,
  };
}

function denialIn(document: PolicyDocument, request: Request): Statement | undefined {
  const { voice, statement } = evaluateDocument(document, request);
  return voice === 'denies' ? statement : undefined;
}
