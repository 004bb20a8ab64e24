/**
 * How much of a document is known at one place of a resource, and why it is no more.
 */
import { isHole, type Value } from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import type { Place } from '../plan/change.ts';
import type { ResourceChange } from '../plan/types.ts';
import { expressionOf } from '../plan/written.ts';
import type { DocumentState, PolicyKind } from '../subject/types.ts';
import { emptyMeansNone } from './catalogue/defaults.ts';
import type { Row } from './catalogue/row.ts';
import type { Context } from './context.ts';
import type { DataDocument } from './data-documents.ts';
import { hiddenContent } from './hidden-content.ts';
import type { FromSource } from './source.ts';

/** What was found at a place. */
export interface Found {
  readonly state: DocumentState;
  readonly content?: Content;
  readonly reason?: string;
  readonly references: readonly string[];
  readonly sensitive: boolean;
  /** Where it is written, when the configuration tells what the plan hides. */
  readonly source?: FromSource;
  /** The data sources in which the same document stands. */
  readonly data: readonly DataDocument[];
}

const none: readonly never[] = [];

/** The content of a place of a resource. */
export function contentAt(
  context: Context,
  change: ResourceChange,
  row: Row,
  kind: PolicyKind,
  place: Place,
): Found {
  const { value, sensitive } = place;
  const about = { references: none, data: none, sensitive };
  if (kind === 'other-non-IAM' || kind === 'embedded') return otherGrammar(context, change, kind, place);
  if (value === '')
    return {
      ...about,
      state: 'undetermined',
      reason: 'an empty text stands in its place, which AWS refuses',
    };
  if (typeof value === 'string') {
    if (emptyMeansNone.has(row.type) && value.trim() === '{}')
      return { ...about, state: 'default', reason: '`{}` means that there is to be no policy' };
    const data = context.data.byText(value);
    return {
      state: 'known',
      content: { form: 'text', text: value },
      references: none,
      data: data.length > 1 ? meant(data) : data,
      sensitive: sensitive || data.some((one) => one.sensitive),
    };
  }
  if (isHole(value)) return hiddenContent(context, change, row, place);
  return { ...about, state: 'known', content: { form: 'tree', tree: value } };
}

/** Content as it stands in a plan; nothing for what is unknown. */
export function contentOfValue(value: Value): Content | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { form: 'text', text: value };
  return isHole(value) ? undefined : { form: 'tree', tree: value };
}

function otherGrammar(
  { plan }: Context,
  change: ResourceChange,
  kind: 'other-non-IAM' | 'embedded',
  { value, path, sensitive }: Place,
): Found {
  const about = { references: none, data: none, sensitive };
  if (isHole(value) && expressionOf(plan, change, path) === 'unwritten')
    return { ...about, state: 'default', reason: 'nobody wrote one' };
  const reason =
    kind === 'embedded'
      ? 'documents inside a bigger text are not evaluated'
      : 'it is not in the grammar of IAM policies';
  const content = contentOfValue(value);
  return { ...about, state: 'other-grammar', reason, ...(content === undefined ? {} : { content }) };
}

/** The same document in several data sources: in the order of their addresses, which the plan's order does not change. */
function meant(data: readonly DataDocument[]): readonly DataDocument[] {
  return [...data].sort((a, b) => (a.source.address < b.source.address ? -1 : 1));
}
