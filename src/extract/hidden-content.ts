/**
 * An attribute that is known only after apply: nobody wrote it, or a data source or another resource in the plan holds
 * what it will be, or nothing tells.
 */
import { withoutInstanceKeys } from '../base/address-keys.ts';
import { own } from '../base/decode.ts';
import { isHole } from '../base/value.ts';
import { type Place, valueAt } from '../plan/change.ts';
import { changesAt } from '../plan/instances.ts';
import type { Resolution, ResourceChange } from '../plan/types.ts';
import { configurationOf, expressionOf, referencesOf } from '../plan/written.ts';
import { defaultOf } from './catalogue/defaults.ts';
import type { Row } from './catalogue/row.ts';
import { rowsOf } from './catalogue/row-lookup.ts';
import type { Found } from './content.ts';
import type { Context } from './context.ts';
import type { DataDocument } from './data-documents.ts';
import { type Sources, sourcesOf, wholeSource } from './follow.ts';
import { hasHole } from './policy-document/render.ts';
import type { Refused } from './source.ts';

/** How far a document is followed from resource to resource. */
const furthest = 8;

/** What the place will hold. */
export function hiddenContent(
  context: Context,
  change: ResourceChange,
  row: Row,
  place: Place,
  left = furthest,
): Found {
  const about = { references: [], data: [], sensitive: place.sensitive };
  if (isHole(place.value) && place.value.opaque === true)
    return { ...about, sensitive: true, state: 'undetermined', reason: 'the plan holds a mask in its place' };
  if (!isUnwritten(context, change, row, place)) return writtenContent(context, change, place, left);
  const satellite = context.satelliteOf(change);
  const reason =
    satellite === undefined
      ? defaultOf(row)
      : `it stands in a resource of its own, \`${withoutInstanceKeys(satellite)}\``;
  return { ...about, state: 'default', reason };
}

/** Somebody wrote it: a data source or another resource may hold what it will be, or the configuration tells. */
export function writtenContent(
  context: Context,
  change: ResourceChange,
  place: Place,
  left = furthest,
): Found {
  const { plan, data } = context;
  const sources = sourcesOf(plan, change, place.path);
  const source = wholeSource(sources);
  const document = source === undefined ? undefined : data.at(source);
  const other = source === undefined || left === 0 ? undefined : inResource(context, source, left);
  const found = document === undefined ? other : inDataSource(document);
  const about = {
    references: referencesOf(plan, change, place.path),
    data: found?.data ?? [],
    sensitive: place.sensitive || sources.sensitive || found?.sensitive === true,
  };
  if (found?.content !== undefined) {
    const state = found.state === 'known' ? 'rebuilt' : found.state;
    const from = found.source === undefined ? {} : { source: found.source };
    return { ...about, ...from, state, content: found.content };
  }
  const isConfigured = configurationOf(plan, change) !== undefined;
  const reason = found?.reason ?? reasonOf(sources, isConfigured);
  const written = contentInSource(context, change, place);
  if (written === undefined) return { ...about, state: 'undetermined', reason };
  if ('refused' in written)
    return { ...about, state: 'undetermined', reason: `${reason}; in the source: ${written.refused}` };
  return { ...about, ...written, sensitive: about.sensitive || written.sensitive };
}

/** What the configuration beside the plan has for the place; undefined where there is none. */
function contentInSource(
  { source }: Context,
  change: ResourceChange,
  place: Place,
): Pick<Found, 'state' | 'content' | 'sensitive' | 'source' | 'reason'> | Refused | undefined {
  if (source === undefined) return undefined;
  const found = source.valueAt(change, place.steps);
  if ('refused' in found) return found;
  const { value, document, sensitive, range, assuming } = found;
  const from = {
    sensitive,
    source: { range, ...(assuming === undefined ? {} : { assuming }) },
    reason: `from ${range.file}:${range.line}`,
  };
  if (typeof value === 'string' && value !== '')
    return { ...from, state: 'rebuilt', content: { form: 'text', text: value } };
  if (document === undefined)
    return { refused: `what stands at ${range.file}:${range.line} is a document only after apply` };
  if (hasHole(document)) return { ...from, state: 'partly', content: { form: 'tree', tree: document } };
  return { ...from, state: 'rebuilt', content: { form: 'text', text: JSON.stringify(document) } };
}

/** One that was read while planning is known, so it cannot be all of a value that is not. */
function inDataSource(document: DataDocument): Found {
  const { state, content, sensitive, reason, written } = document;
  const source = written === undefined ? {} : { source: written };
  const about = { references: [], data: [document], sensitive, ...source };
  if (state === 'known' || content === undefined)
    return { ...about, state: 'undetermined', ...(reason === undefined ? {} : { reason }) };
  return { ...about, state, content };
}

/**
 * A block list that the service may fill is not written where no such block stands in the configuration; `dynamic` ones
 * never stand in it, and one of those with unknown contents cannot be told from none.
 */
function isUnwritten({ plan }: Context, change: ResourceChange, row: Row, { path, steps }: Place): boolean {
  const expression = expressionOf(plan, change, path);
  if (expression !== 'unseen') return expression === 'unwritten';
  // A block that is there was written.
  if (steps.length > 1) return false;
  const written = configurationOf(plan, change)?.resource.expressions;
  const [block = ''] = row.path.split(/[[.]/, 1);
  return written !== undefined && own(written, block) === undefined && row.presence === 'computed-default';
}

/** The document of another resource that this one takes over. */
function inResource(context: Context, source: Resolution, left: number): Found | undefined {
  if (source.found !== 'resource' || source.mode !== 'managed') return undefined;
  const row = rowsOf(source.type)?.find((one) => one.path === source.attribute);
  const [change, ...others] = row === undefined ? [] : changesAt(context.plan, source);
  if (row === undefined || change === undefined || others.length > 0) return undefined;
  const [place, ...more] = valueAt(change, 'after', row.path);
  if (place === undefined || more.length > 0) return undefined;
  const { value, sensitive } = place;
  if (isHole(value)) return hiddenContent(context, change, row, place, left - 1);
  const content = { form: 'text', text: typeof value === 'string' ? value : JSON.stringify(value) } as const;
  return { state: 'known', content, references: [], sensitive, data: [] };
}

function reasonOf({ resources, lost, mixed }: Sources, isConfigured: boolean): string {
  const known = 'it is known only after apply';
  if (!isConfigured)
    return `${known}, and the plan holds no configuration that tells whether anybody wrote it`;
  const [first] = lost;
  if (first !== undefined)
    return first.reference === ''
      ? `${known}: ${first.reason}`
      : `${known}, and goes through \`${first.reference}\`: ${first.reason}`;
  if (resources.length > 1 || (mixed && resources.length > 0))
    return `${known}, and the plan does not tell how it is put together`;
  return known;
}
