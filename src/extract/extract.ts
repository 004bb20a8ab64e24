/**
 * A plan to its subjects: policy documents, principals, resources, password policies. Lazily, so that a plan with
 * 100,000 policies never stands in memory twice.
 */
import type { ManagedPolicy } from '../aws/managed-policy.ts';
import { isHole, type Value, type ValueObject } from '../base/value.ts';
import { after, before } from '../plan/change.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import { expressionOf } from '../plan/written.ts';
import type {
  DocumentSubject,
  Extraction,
  PasswordPolicySubject,
  ResourceSubject,
} from '../subject/types.ts';
import { accountsOf } from './account.ts';
import { type DataDocument, deferredDocument, documentData } from './data-documents.ts';
import { type DocumentContext, dataOrigin, documentsOf } from './documents.ts';
import { type Attachment, attachmentsOf } from './links.ts';
import { originOf } from './origin.ts';
import { principalsOf } from './principals.ts';
import { statementDocument } from './statement-resources.ts';

/** What the extraction looks up outside the plan. */
export interface ExtractOptions {
  /** The document of an AWS-managed policy by its ARN. */
  readonly managedPolicy: (arn: string) => ManagedPolicy | undefined;
  /** Resource types that some rule asks about. */
  readonly types: ReadonlySet<string>;
}

/** Finds every subject of a plan. */
export function extract(plan: Plan, options: ExtractOptions): Extraction {
  let attachments: readonly Attachment[] | undefined;
  const attached = () => {
    attachments ??= attachmentsOf(plan);
    return attachments;
  };
  const account = accountsOf(plan);
  const context: DocumentContext = {
    plan,
    account,
    isBoundaryOnly: boundaryOnly(attached),
    used: new Set(),
    hasData: hasDocumentData(plan),
  };
  const { file, formatVersion, terraformVersion, complete, errored } = plan;
  return {
    file,
    formatVersion,
    complete: complete && !errored,
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    documents: () => documents(plan, context),
    principals: () =>
      principalsOf({
        plan,
        account,
        attachments: attached(),
        managedPolicy: options.managedPolicy,
        documents: (change) => documentsOf(change, context),
      }),
    resources: () => resources(plan, options.types),
    passwordPolicies: () => passwordPolicies(plan),
  };
}

function* documents(plan: Plan, context: DocumentContext): Iterable<DocumentSubject> {
  for (const change of plan.changes) {
    yield* documentsOf(change, context);
    const statement = statementDocument(plan, change, undefined);
    if (statement !== undefined) yield statement;
  }
  if (context.hasData) yield* unusedData(plan, context.used);
}

/** Documents of data sources that no consumer took over: listed, not judged, since what they are for is not known. */
function* unusedData(plan: Plan, used: ReadonlySet<string>): Iterable<DocumentSubject> {
  for (const change of plan.changes) {
    if (change.mode !== 'data' || !documentData.has(change.type) || used.has(change.address)) continue;
    yield unconsumed(deferredDocument(plan, change));
  }
  for (const { address, mode, type, values, sensitiveValues } of plan.prior) {
    const [attribute = ''] = documentData.get(type) ?? [];
    const text = values[attribute];
    if (mode !== 'data' || typeof text !== 'string' || used.has(address)) continue;
    const content = { form: 'text', text } as const;
    yield unconsumed({
      address,
      actions: ['read'],
      state: 'known',
      content,
      sensitive: sensitiveValues === true,
    });
  }
}

function unconsumed(data: DataDocument): DocumentSubject {
  const { state, sensitive, content, reason } = data;
  return {
    subject: 'document',
    origins: [dataOrigin(data)],
    kind: 'generic',
    state,
    reason: reason ?? 'no policy of this plan is seen to take it over, so what it is for is not known',
    references: [],
    sensitive,
    judged: false,
    ...(content === undefined ? {} : { content }),
  };
}

function hasDocumentData(plan: Plan): boolean {
  const isData = ({ mode, type }: { readonly mode: string; readonly type: string }) =>
    mode === 'data' && documentData.has(type);
  return plan.prior.some(isData) || plan.changes.some(isData);
}

function boundaryOnly(attachments: () => readonly Attachment[]): (address: string) => boolean {
  let bounds: Set<string> | undefined;
  return (address) => {
    if (bounds === undefined) {
      bounds = new Set();
      const uses = attachments().filter((one) => one.policy.end === 'resource');
      const address = (one: Attachment) => (one.policy.end === 'resource' ? one.policy.change.address : '');
      for (const use of uses) if (use.link.by === 'boundary') bounds.add(address(use));
      for (const use of uses) if (use.link.by === 'managed') bounds.delete(address(use));
    }
    return bounds.has(address);
  };
}

function* resources(plan: Plan, types: ReadonlySet<string>): Iterable<ResourceSubject> {
  for (const change of plan.changes) {
    if (change.mode !== 'managed' || !types.has(change.type) || change.actions.includes('forget')) continue;
    const values = after(change);
    if (values === null) continue;
    const earlier = before(change);
    yield {
      subject: 'resource',
      origin: originOf(change, ''),
      attributes: written(plan, change, values),
      sensitive: false,
      ...(earlier === null ? {} : { before: earlier }),
    };
  }
}

function* passwordPolicies(plan: Plan): Iterable<PasswordPolicySubject> {
  for (const change of plan.changes) {
    if (change.type !== 'aws_iam_account_password_policy' || change.mode !== 'managed') continue;
    const values = change.actions.includes('forget') ? null : after(change);
    if (values === null) continue;
    const earlier = before(change);
    yield {
      subject: 'password-policy',
      origin: originOf(change, ''),
      attributes: written(plan, change, values),
      ...(earlier === null ? {} : { before: earlier }),
    };
  }
}

/** The attributes without those that are unknown only because nobody wrote them: those are unset. */
function written(plan: Plan, change: ResourceChange, values: ValueObject): ValueObject {
  const isSet = ([name, value]: [string, Value]) =>
    value !== null && !(isHole(value) && expressionOf(plan, change, name) === 'unwritten');
  return Object.fromEntries(Object.entries(values).filter(isSet));
}
