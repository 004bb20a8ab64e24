/**
 * Data sources that make documents: read during planning they stand only in prior_state; deferred ones are rebuilt from
 * their arguments.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import { hole, isArray, isHole, isObject, type Value, type ValueObject } from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import { after, isSensitive } from '../plan/change.ts';
import { changesAt, priorAt } from '../plan/instances.ts';
import type { Plan, Resolution, ResourceChange } from '../plan/types.ts';
import { referencesOf } from '../plan/written.ts';
import { printDocument, renderPolicyDocument } from './policy-document/render.ts';

/** A document that a data source gives. */
export interface DataDocument {
  readonly address: string;
  readonly actions: readonly string[];
  readonly state: 'known' | 'rebuilt' | 'partly' | 'undetermined';
  readonly content?: Content;
  readonly reason?: string;
  readonly sensitive: boolean;
}

/** Data source types whose attribute is a document that other resources take over. */
export const documentData: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_iam_policy_document', ['json', 'minified_json']],
  ['aws_iam_policy', ['policy']],
]);

/** What a resolution names, if it is a document of a data source with exactly one instance. */
export function dataDocumentAt(plan: Plan, target: Resolution): DataDocument | undefined {
  if (target.found !== 'resource' || target.mode !== 'data') return undefined;
  const attributes = documentData.get(target.type);
  // Plans of Terraform 0.12 to 1.0 name the resource only.
  if (attributes === undefined || (target.attribute !== '' && !attributes.includes(target.attribute)))
    return undefined;
  const [change, ...others] = changesAt(plan, target);
  if (change !== undefined) return others.length === 0 ? deferredDocument(plan, change) : undefined;
  const [read, ...more] = priorAt(plan, target);
  const text = read?.values[attributes[0] ?? ''];
  if (read === undefined || more.length > 0 || typeof text !== 'string') return undefined;
  return {
    address: read.address,
    actions: ['read'],
    state: 'known',
    content: { form: 'text', text },
    sensitive: read.sensitiveValues === true,
  };
}

/** A data source that Terraform reads only during apply: rebuilt where its arguments are in the plan. */
export function deferredDocument(plan: Plan, change: ResourceChange): DataDocument {
  const about = { address: change.address, actions: change.actions };
  const sensitive = ['statement', 'source_policy_documents', 'override_policy_documents'].some((name) =>
    isSensitive(change, 'after', name),
  );
  const values = after(change);
  if (change.type !== 'aws_iam_policy_document' || values === null) {
    return { ...about, state: 'undetermined', reason: 'Terraform reads it during apply', sensitive };
  }
  const rendered = renderPolicyDocument(withReferences(values, plan, change));
  if (!rendered.ok) return { ...about, state: 'undetermined', reason: rendered.reason, sensitive };
  const { tree, complete } = rendered;
  return complete
    ? { ...about, state: 'rebuilt', content: { form: 'text', text: printDocument(tree) }, sensitive }
    : { ...about, state: 'partly', content: { form: 'tree', tree }, sensitive };
}

/** The arguments with each hole named by the references of its expression. */
function withReferences(values: ValueObject, plan: Plan, change: ResourceChange): ValueObject {
  const name = (value: Value, path: string): Value => {
    if (isHole(value)) {
      if (value.reference !== undefined) return value;
      const references = referencesOf(plan, change, path);
      return references.length === 0 ? value : hole({ ...value, reference: references.join(', ') });
    }
    if (isArray(value)) {
      const isBlocks = value.some(isObject);
      return value.map((one, at) => name(one, isBlocks ? `${path}[${at}]` : path));
    }
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, name(one, path === '' ? key : `${path}.${key}`)]),
    );
  };
  const { json: _json, minified_json: _minified, id: _id, ...inputs } = values;
  return name(inputs, '') as ValueObject;
}
