/**
 * The policy documents of one resource: each place of the catalogue, with how much of it is known. Nothing that is found
 * is left out: what is not known, not judged or not there any more says why.
 */
import { partitions } from '../aws/partition.ts';
import { own } from '../base/decode.ts';
import type { Content } from '../iam/types.ts';
import { attributeAt, isSensitive, type Place, type Side, valueAt } from '../plan/change.ts';
import { containsTrue } from '../plan/merge.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { DocumentState, DocumentSubject, Origin, PolicyKind, Rebuilt } from '../subject/types.ts';
import { policyTypes } from './catalogue/links.ts';
import type { Row } from './catalogue/row.ts';
import { rowsOf } from './catalogue/row-lookup.ts';
import { contentAt, contentOfValue, type Found } from './content.ts';
import type { Context } from './context.ts';
import { dataOrigin } from './data-subjects.ts';
import { writtenContent } from './hidden-content.ts';
import { kindOf } from './kinds.ts';
import { fromSource, originOf, pathName, placeName } from './origin.ts';
import { pathAndName } from './path-and-name.ts';
import { placesInSource } from './source-blocks.ts';

const none: readonly DocumentSubject[] = [];

/** The documents of a managed resource; none for most. */
export function documentsOf(context: Context, change: ResourceChange): readonly DocumentSubject[] {
  const rows = rowsOf(change.type);
  if (rows === undefined || change.mode !== 'managed') return none;
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return documentsAt(context, change, only);
  return rows.flatMap((row) => documentsAt(context, change, row));
}

/** What is left of a resource that is not there after apply, or that Terraform lets go of. */
export function goneReason({ actions, raw, deposed }: ResourceChange): string | undefined {
  if (actions.includes('forget')) return 'Terraform forgets it, and it stays in AWS as it is';
  if (deposed !== undefined) return 'this plan deletes what a replacement left over';
  return (raw.after ?? null) === null ? 'this plan deletes it' : undefined;
}

function documentsAt(context: Context, change: ResourceChange, row: Row): readonly DocumentSubject[] {
  const reason = goneReason(change);
  if (reason !== undefined)
    return placesOf(change, 'before', row).map((place) => goneDocument(context, change, row, place, reason));
  const places = placesOf(change, 'after', row);
  if (places.length === 0 && !context.plan.hasChanges && row.presence === 'required')
    return [missingDocument(context, change, row)];
  const gone = takenOut(context, change, row, places);
  const [only] = places;
  // The usual case, copied nowhere.
  if (only !== undefined && places.length === 1 && gone === none)
    return documentsIn(context, change, row, only);
  return [...places.flatMap((place) => documentsIn(context, change, row, place)), ...gone];
}

/** What stands in the resource before and not after, though the resource stays; nothing where that is unknown. */
function takenOut(
  context: Context,
  change: ResourceChange,
  row: Row,
  places: readonly Place[],
): readonly DocumentSubject[] {
  const isAttribute = !row.path.includes('.');
  if ((change.raw.before ?? null) === null || (isAttribute && places.length > 0)) return none;
  if (places.some(({ steps }) => !isAttribute && steps.length === 1)) return none;
  const names = new Set(places.map((place) => placeName(change, 'after', row.path, place)));
  return placesOf(change, 'before', row)
    .filter((place) => !names.has(placeName(change, 'before', row.path, place)))
    .map((place) => goneDocument(context, change, row, place, 'this plan takes it out'));
}

/** Planned values leave out what is unknown: a document that the provider demands was written, and is not there. */
function missingDocument(context: Context, change: ResourceChange, row: Row): DocumentSubject {
  return {
    subject: 'document',
    origins: [originOf(context, change, pathName(row.path))],
    kind: kindOf(context, change, row),
    service: row.service,
    state: 'undetermined',
    reason:
      'the plan holds planned values only, and this one is not among them: it is known only after apply',
    references: [],
    sensitive: false,
    judged: false,
  };
}

/** One document, or those of the blocks that only the configuration tells of. */
function documentsIn(
  context: Context,
  change: ResourceChange,
  row: Row,
  place: Place,
): readonly DocumentSubject[] {
  const kind = kindOf(context, change, row);
  const found = contentAt(context, change, row, kind, place);
  const attribute = placeName(change, 'after', row.path, place);
  const blocks = placesInSource(context, change, row, place);
  if (blocks === undefined) return [documentOf(context, change, row, kind, attribute, found)];
  if ('refused' in blocks) {
    const reason = `it is known only after apply; in the source: ${blocks.refused}`;
    return [documentOf(context, change, row, kind, attribute, { ...found, state: 'undetermined', reason })];
  }
  if (blocks.length === 0) {
    const reason = 'nobody wrote one: no such block is in the configuration';
    return [documentOf(context, change, row, kind, attribute, { ...found, state: 'default', reason })];
  }
  return blocks.map((block) =>
    documentOf(context, change, row, kind, block.attribute, writtenContent(context, change, block.place)),
  );
}

function documentOf(
  context: Context,
  change: ResourceChange,
  row: Row,
  kind: PolicyKind,
  attribute: string,
  found: Found,
): DocumentSubject {
  const origins: [Origin, ...Origin[]] = [originOf(context, change, attribute)];
  for (const one of found.data) origins.push(dataOrigin(context, one));
  const account = context.account(change);
  const earlier = beforeOf(change, row, attribute);
  const document: { -readonly [K in keyof DocumentSubject]: DocumentSubject[K] } = {
    subject: 'document',
    origins,
    kind,
    service: row.service,
    state: found.state,
    references: found.references,
    sensitive: found.sensitive || earlier?.sensitive === true,
    judged: isJudged(found.state),
  };
  if (found.reason !== undefined) document.reason = found.reason;
  if (found.content !== undefined) document.content = found.content;
  const rebuilt = rebuiltOf(found);
  if (rebuilt !== undefined) document.rebuilt = rebuilt;
  if (earlier !== undefined) document.before = earlier.content;
  if (account !== undefined) document.account = account;
  if (kind === 'identity') {
    document.besides = () => context.besides(change, attribute);
    document.holders = () => context.holders(change, attribute);
  }
  if (mayUpload(kind, row)) document.bucketGuards = context.bucketGuards;
  if (policyTypes.has(change.type)) document.arns = () => ownArns(change, account);
  const publicAccess = context.publicAccess(change);
  if (publicAccess !== undefined) document.publicAccess = publicAccess;
  const reach = row.service === 'es' ? context.reach(change) : undefined;
  if (reach !== undefined) document.reach = reach;
  return document;
}

/** Documents that allow uploads to buckets, of principals or of the buckets. */
function mayUpload(kind: PolicyKind, { service }: Row): boolean {
  return kind === 'identity' || kind === 'session' || (kind === 'resource' && service === 's3');
}

/** The ARN of the managed policy; where it is known only after apply, those of its path and name in the account, or in any. */
export function ownArns({ type, raw }: ResourceChange, account = '????????????'): readonly string[] {
  const names = policyTypes.get(type);
  if (names === undefined) return [];
  const arn = own(raw.after, names.arn);
  if (typeof arn === 'string') return [arn];
  const end = pathAndName(raw.after, names);
  if (end === undefined) return [];
  return partitions.map((partition) => `arn:${partition.name}:iam::${account}:policy${end}`);
}

/** From the configuration, or from the data source that the document was found in. */
function rebuiltOf({ state, source, data }: Found): Rebuilt | undefined {
  if (state !== 'rebuilt' && state !== 'partly') return undefined;
  if (source !== undefined) return fromSource(source);
  const [first] = data;
  return first === undefined ? undefined : { from: first.source.address };
}

/** True for states in which there is something that rules can be asked about. */
export function isJudged(state: DocumentState): boolean {
  return state === 'known' || state === 'rebuilt' || state === 'partly';
}

/**
 * The places of a row. An empty text is what Terraform calls unset; where a document is demanded, or its block has a name,
 * it stands for one that somebody took out of the plan.
 */
function placesOf(change: ResourceChange, side: Side, row: Row): readonly Place[] {
  if (row.path.includes('.'))
    return valueAt(change, side, row.path).filter(
      (place) => place.value !== '' || placeName(change, side, row.path, place).includes('["'),
    );
  const value = attributeAt(change, side, row.path);
  if (value === undefined || value === null || (value === '' && row.presence !== 'required')) return [];
  return [{ path: row.path, steps: [row.path], value, sensitive: isMarked(change, side, row.path) }];
}

function isMarked(change: ResourceChange, side: Side, path: string): boolean {
  const marks = side === 'after' ? change.raw.after_sensitive : change.raw.before_sensitive;
  return containsTrue(marks) && isSensitive(change, side, path);
}

/** What stood there before: in a block of the same name. */
function beforeOf(
  change: ResourceChange,
  row: Row,
  attribute: string,
): { readonly content: Content; readonly sensitive: boolean } | undefined {
  if ((change.raw.before ?? null) === null) return undefined;
  const place = placesOf(change, 'before', row).find(
    (one) => placeName(change, 'before', row.path, one) === attribute,
  );
  const content = place === undefined ? undefined : contentOfValue(place.value);
  return place === undefined || content === undefined ? undefined : { content, sensitive: place.sensitive };
}

function goneDocument(
  context: Context,
  change: ResourceChange,
  row: Row,
  place: Place,
  reason: string,
): DocumentSubject {
  const kind = kindOf(context, change, row);
  const content = contentOfValue(place.value);
  const account = context.account(change);
  return {
    subject: 'document',
    origins: [originOf(context, change, placeName(change, 'before', row.path, place))],
    kind,
    service: row.service,
    state: kind === 'other-non-IAM' || kind === 'embedded' ? 'other-grammar' : 'known',
    reason,
    references: [],
    sensitive: place.sensitive,
    judged: false,
    ...(context.parentGone(change) ? { withResource: true } : {}),
    ...(content === undefined ? {} : { before: content }),
    ...(account === undefined ? {} : { account }),
  };
}
