/**
 * Every policy document of the plan: each place of the catalogue in each resource, with how much of it is known.
 * Nothing that is found is left out: what is not known, not judged or not there says why.
 */
import { isHole, type Value } from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import { after, before, isSensitive, type Place, valueAt } from '../plan/change.ts';
import { changesAt } from '../plan/instances.ts';
import { resolveExpression } from '../plan/references.ts';
import type { Plan, Resolution, ResourceChange } from '../plan/types.ts';
import { configurationOf, expressionOf, referencesOf } from '../plan/written.ts';
import type { DocumentState, DocumentSubject, Origin, PolicyKind } from '../subject/types.ts';
import { defaultOf } from './catalogue/defaults.ts';
import { type Row, rowsOf } from './catalogue/row-lookup.ts';
import { type DataDocument, dataDocumentAt } from './data-documents.ts';
import { attributeName, originOf } from './origin.ts';

/** What a document's place gives before kind and account are known. */
export interface Found {
  readonly state: DocumentState;
  readonly content?: Content;
  readonly reason?: string;
  readonly references: readonly string[];
  readonly sensitive: boolean;
  /** The data source that the document comes from. */
  readonly data?: DataDocument;
}

/** What the rest of the extraction adds: own account, kinds by use, data sources that were used. */
export interface DocumentContext {
  readonly plan: Plan;
  readonly account: (change: ResourceChange) => string | undefined;
  /** The kind of a customer managed policy by how the plan uses it. */
  readonly isBoundaryOnly: (address: string) => boolean;
  /** Addresses of data sources that some consumer took over. */
  readonly used: Set<string>;
  /** True where the plan has data sources that make documents, so that consumers may come from them. */
  readonly hasData: boolean;
}

/** The documents of one managed resource. */
export function documentsOf(change: ResourceChange, context: DocumentContext): readonly DocumentSubject[] {
  const rows = rowsOf(change.type);
  if (rows === undefined || change.mode !== 'managed') return none;
  if (rows.length === 1 && rows[0] !== undefined) return documentsAt(change, rows[0], context);
  return rows.flatMap((row) => documentsAt(change, row, context));
}

const none: readonly DocumentSubject[] = [];

function documentsAt(change: ResourceChange, row: Row, context: DocumentContext): readonly DocumentSubject[] {
  const gone = change.raw.after === null || change.raw.after === undefined;
  const isForgotten = change.actions.includes('forget');
  if (gone || isForgotten) {
    const reason = isForgotten
      ? 'Terraform forgets it, and it stays in AWS as it is'
      : 'this plan deletes it';
    return placesBefore(change, row).map((place) => listed(change, row, place, reason, context));
  }
  return valueAt(change, 'after', row.path)
    .filter((place) => place.value !== '')
    .map((place) => documentAt(change, row, place, context));
}

function documentAt(
  change: ResourceChange,
  row: Row,
  place: Place,
  context: DocumentContext,
): DocumentSubject {
  const kind = kindOf(change, row, context);
  const found = contentOf(change, row, place, kind, context);
  const attribute = place.steps.length === 1 ? place.path : attributeName(place.steps, after(change));
  const origins: [Origin, ...Origin[]] = [originOf(change, attribute)];
  if (found.data !== undefined) origins.push(dataOrigin(found.data));
  const account = context.account(change);
  const earlier = beforeOf(change, row, attribute);
  return {
    subject: 'document',
    origins,
    kind,
    service: row.service,
    state: found.state,
    references: found.references,
    sensitive: found.sensitive || place.sensitive || isSensitive(change, 'before', row.path),
    judged: isJudged(found.state),
    ...(found.reason === undefined ? {} : { reason: found.reason }),
    ...(found.content === undefined ? {} : { content: found.content }),
    ...(earlier === undefined ? {} : { before: earlier }),
    ...(account === undefined ? {} : { account }),
  };
}

function isJudged(state: DocumentState): boolean {
  return state === 'known' || state === 'rebuilt' || state === 'partly';
}

function contentOf(
  change: ResourceChange,
  row: Row,
  place: Place,
  kind: PolicyKind,
  context: DocumentContext,
): Found {
  const { value, sensitive } = place;
  const about = { references: [], sensitive };
  if (kind === 'other-non-IAM' || kind === 'embedded') {
    const reason =
      kind === 'embedded'
        ? 'documents inside a bigger text are not evaluated'
        : 'it is not in the grammar of IAM policies';
    const unset = isHole(value) && expressionOf(context.plan, change, place.path) === 'unwritten';
    return {
      ...about,
      state: unset ? 'default' : 'other-grammar',
      reason: unset ? 'nobody wrote one' : reason,
    };
  }
  if (typeof value === 'string') {
    if (value.trim() === '{}')
      return { ...about, state: 'default', reason: 'it is empty: there is no policy' };
    const data = context.hasData ? dataBehind(change, place, context) : undefined;
    return {
      ...about,
      state: 'known',
      content: { form: 'text', text: value },
      ...(data === undefined ? {} : { data }),
    };
  }
  return isHole(value)
    ? hidden(change, row, place, context)
    : { ...about, state: 'known', content: { form: 'tree', tree: value } };
}

function hidden(change: ResourceChange, row: Row, place: Place, context: DocumentContext): Found {
  const { plan } = context;
  const { sensitive, value } = place;
  if (isHole(value) && value.opaque === true) {
    return {
      state: 'undetermined',
      reason: 'the plan holds a mask in place of it',
      references: [],
      sensitive: true,
    };
  }
  const expression = expressionOf(plan, change, place.path);
  if (expression === 'unwritten' && row.presence === 'computed-default') {
    return { state: 'default', reason: defaultOf(row.type), references: [], sensitive };
  }
  if (
    expression === 'unseen' &&
    row.path.includes('[]') &&
    place.steps.length < row.path.split('.').length + 1
  ) {
    const reason =
      'no such block is written; a `dynamic` one whose content is unknown could not be told from that';
    return { state: 'default', reason, references: [], sensitive };
  }
  const references = referencesOf(plan, change, place.path);
  const data = dataBehind(change, place, context);
  if (data !== undefined) {
    const { state, content, reason } = data;
    return {
      state: state === 'known' ? 'rebuilt' : state,
      references,
      sensitive: sensitive || data.sensitive,
      data,
      ...(content === undefined ? {} : { content }),
      ...(reason === undefined ? {} : { reason }),
    };
  }
  const text = textBehind(change, place, context);
  if (text !== undefined) return { state: 'rebuilt', content: { form: 'text', text }, references, sensitive };
  return { state: 'undetermined', reason: 'it is known only after apply', references, sensitive };
}

/** The data source that an expression refers to and nothing else; a function around it cannot be seen in a plan. */
function dataBehind(
  change: ResourceChange,
  place: Place,
  context: DocumentContext,
): DataDocument | undefined {
  const target = onlyTarget(change, place, context);
  const data = target === undefined ? undefined : dataDocumentAt(context.plan, target);
  if (data !== undefined) context.used.add(data.address);
  return data;
}

/** The known document of another resource that an expression refers to. */
function textBehind(change: ResourceChange, place: Place, context: DocumentContext): string | undefined {
  const target = onlyTarget(change, place, context);
  if (target?.found !== 'resource' || target.mode !== 'managed') return undefined;
  const row = rowsOf(target.type)?.find((one) => one.path === target.attribute);
  const [source, ...others] = row === undefined ? [] : changesAt(context.plan, target);
  if (row === undefined || source === undefined || others.length > 0) return undefined;
  const [only] = valueAt(source, 'after', row.path);
  return typeof only?.value === 'string' ? only.value : undefined;
}

function onlyTarget(change: ResourceChange, place: Place, { plan }: DocumentContext): Resolution | undefined {
  const scope = configurationOf(plan, change);
  const expression = expressionOf(plan, change, place.path);
  if (scope === undefined || typeof expression === 'string') return undefined;
  const targets = resolveExpression(plan, scope, expression);
  const [only] = targets;
  return targets.length === 1 ? only : undefined;
}

function kindOf(change: ResourceChange, row: Row, context: DocumentContext): PolicyKind {
  if (row.type === 'aws_organizations_policy' || row.type === 'awscc_organizations_policy')
    return organizationKind(change);
  if (row.type === 'aws_iam_policy' && context.isBoundaryOnly(change.address)) return 'boundary';
  return row.kind;
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html */
function organizationKind(change: ResourceChange): PolicyKind {
  const [type] = valueAt(change, 'after', 'type');
  if (type === undefined || type.value === 'SERVICE_CONTROL_POLICY') return 'scp';
  return type.value === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : 'other-non-IAM';
}

function placesBefore(change: ResourceChange, row: Row): readonly Place[] {
  return valueAt(change, 'before', row.path).filter((place) => place.value !== '');
}

function beforeOf(change: ResourceChange, row: Row, attribute: string): Content | undefined {
  const places = placesBefore(change, row);
  const same = places.find(
    (one) => (one.steps.length === 1 ? one.path : attributeName(one.steps, before(change))) === attribute,
  );
  return same === undefined ? undefined : contentOfValue(same.value);
}

function contentOfValue(value: Value): Content | undefined {
  if (typeof value === 'string') return { form: 'text', text: value };
  return isHole(value) ? undefined : { form: 'tree', tree: value };
}

function listed(
  change: ResourceChange,
  row: Row,
  place: Place,
  reason: string,
  context: DocumentContext,
): DocumentSubject {
  const content = contentOfValue(place.value);
  const kind = kindOf(change, row, context);
  return {
    subject: 'document',
    origins: [originOf(change, attributeName(place.steps, before(change)))],
    kind,
    service: row.service,
    state: kind === 'other-non-IAM' || kind === 'embedded' ? 'other-grammar' : 'known',
    reason,
    references: [],
    sensitive: place.sensitive,
    judged: false,
    ...(content === undefined ? {} : { before: content }),
  };
}

/** The origin of a data source's document. */
export function dataOrigin(data: DataDocument): Origin {
  return {
    address: data.address,
    mode: 'data',
    type: 'aws_iam_policy_document',
    attribute: 'json',
    actions: data.actions,
  };
}
