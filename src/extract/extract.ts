/**
 * A plan to its subjects: policy documents, principals, resources, password policies. Lazily, so that a plan with
 * 100,000 policies never stands in memory twice.
 */
import type { ManagedPolicy } from '../aws/managed-policy.ts';
import type { Value } from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import { planBefore } from '../plan/before.ts';
import type { Plan } from '../plan/types.ts';
import { type Entry, providerOf } from '../plan/written.ts';
import type { DocumentSubject, Extraction, PrincipalSubject } from '../subject/types.ts';
import { accountsOf, type NamedAccounts } from './account.ts';
import { type Attachments, attachmentsOf } from './attachments.ts';
import { heldIn } from './besides.ts';
import { bucketGuardsIn } from './bucket-guards.ts';
import { publicAccessOf } from './bucket-policy-blocks.ts';
import type { Context } from './context.ts';
import { dataDocumentsOf } from './data-documents.ts';
import { listedData } from './data-subjects.ts';
import { documentsOf } from './documents.ts';
import { reachIn } from './domain-reach.ts';
import { limitsOf } from './limits.ts';
import { principalsOf } from './principals.ts';
import { aclReachOf } from './public-access-blocks.ts';
import { deletionsOf, passwordPoliciesOf, resourcesOf, surroundingsOf } from './resources.ts';
import { parentGoneIn, satellitesOf } from './satellites.ts';
import { sessionPolicies } from './session-policies.ts';
import type { OpenSource } from './source.ts';
import { statementDocument } from './statement-resources.ts';

/** What the extraction looks up outside the plan. */
export interface ExtractOptions {
  /** The document of an AWS-managed policy by its ARN; undefined for any other ARN. */
  readonly managedPolicy: (arn: string) => ManagedPolicy | undefined;
  /** Resource types that some rule asks about; all of AWS's where not given. */
  readonly types?: ReadonlySet<string>;
  /** Accounts that the user names. */
  readonly accounts?: NamedAccounts;
  /** Opens the configuration beside the plan. */
  readonly openSource?: OpenSource;
}

/** Finds every subject of a plan. Nothing is worked out before an iterable asks for it. */
export function extract(plan: Plan, options: ExtractOptions): Extraction {
  const { context, attachments } = lookingInto(plan, options);
  const surroundings = surroundingsOf(context);
  const { file, formatVersion, terraformVersion, complete, errored } = plan;
  return {
    file,
    formatVersion,
    complete: complete && !errored,
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    documents: () => allDocuments(context),
    principals: () => principalsOf(context, attachments()),
    principalsBefore: () => principalsIn(planBefore(plan), withoutSource(options)),
    resources: () => resourcesOf(context, options.types, surroundings),
    deletions: () => deletionsOf(context, options.types, surroundings),
    surroundings,
    passwordPolicies: () => passwordPoliciesOf(context),
  };
}

/** What the parts of the extraction share, each worked out when it is first asked for. */
export function lookingInto(
  plan: Plan,
  { managedPolicy, accounts, openSource }: ExtractOptions,
): { readonly context: Context; readonly attachments: () => Attachments } {
  let found: Attachments | undefined;
  const attachments = () => {
    found ??= attachmentsOf(plan);
    return found;
  };
  const provider = (entry: Entry) => providerOf(plan, entry);
  const source = openSource?.((change) => valueOfContent(data.of(change)?.content));
  const data = dataDocumentsOf(plan, source);
  let guards: readonly Content[] | undefined;
  const context: Context = {
    plan,
    ...heldIn(() => context, attachments),
    bucketGuards: () => {
      guards ??= bucketGuardsIn(context);
      return guards;
    },
    provider,
    managedPolicy,
    account: accountsOf(plan, provider, accounts),
    data,
    source,
    limits: limitsOf(plan, attachments, () => context),
    aclReach: aclReachOf(plan),
    parentGone: parentGoneIn(plan),
    publicAccess: publicAccessOf(plan),
    reach: reachIn(plan),
    satelliteOf: satellitesOf(plan),
  };
  return { context, attachments };
}

/** What there was before is known from the state. */
function withoutSource({ openSource: _, ...options }: ExtractOptions): ExtractOptions {
  return options;
}

function valueOfContent(content: Content | undefined): Value | undefined {
  return content?.form === 'text' ? content.text : content?.tree;
}

function principalsIn(plan: Plan, options: ExtractOptions): Iterable<PrincipalSubject> {
  const { context, attachments } = lookingInto(plan, options);
  return principalsOf(context, attachments());
}

function* allDocuments(context: Context): Iterable<DocumentSubject> {
  const used = new Set<string>();
  for (const change of context.plan.changes) {
    for (const document of documentsOf(context, change)) {
      for (const origin of document.origins) if (origin.mode === 'data') used.add(origin.address);
      yield document;
    }
    const statement = statementDocument(context, change);
    if (statement !== undefined) yield statement;
  }
  yield* sessionPolicies(context.plan);
  yield* listedData(context, used);
}
