/**
 * An attachment as rules see it: the document that it attaches, or why that is not in reach.
 */
import { managedPolicyName } from '../aws/managed-policy.ts';
import { own } from '../base/decode.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { AttachedPolicy, DocumentSubject } from '../subject/types.ts';
import type { Attachment } from './attachments.ts';
import { policyTypes } from './catalogue/links.ts';
import type { Context } from './context.ts';
import { documentsOf } from './documents.ts';
import { originOf } from './origin.ts';
import { type PriorPolicies, priorPoliciesOf } from './prior-policies.ts';

/** Where documents are looked up. */
export interface Lookup {
  readonly context: Context;
  /** The documents of a resource; one policy may be attached a thousand times. */
  readonly documents: (change: ResourceChange) => readonly DocumentSubject[];
  readonly prior: PriorPolicies;
}

/** Looks up in a plan. */
export function lookupIn(context: Context): Lookup {
  const known = new Map<ResourceChange, readonly DocumentSubject[]>();
  const documents = (change: ResourceChange) => {
    const found = known.get(change) ?? documentsOf(context, change);
    known.set(change, found);
    return found;
  };
  return { context, documents, prior: priorPoliciesOf(context.plan) };
}

/** What is attached; nothing where an inline policy may stand and nobody wrote one. */
export function attachedPolicy(lookup: Lookup, attachment: Attachment): AttachedPolicy | undefined {
  const { context, documents } = lookup;
  const { link, change, attribute, policy, sensitive } = attachment;
  const origin = originOf(context, change, attribute);
  if (link.by === 'inline') {
    const document = documents(change).find((one) => one.origins[0].attribute === attribute);
    if (document?.state === 'default') return undefined;
    return { origin, by: 'inline', ...documentFacts(document) };
  }
  if (policy.end === 'resource') {
    const [document] = documents(policy.change);
    const stands = document === undefined ? {} : { document: document.origins[0] };
    return { origin, by: 'customer', arn: shownName(policy.change), ...stands, ...documentFacts(document) };
  }
  if (policy.end === 'hidden') {
    const through = policy.references.length === 0 ? '' : `: ${policy.references.join(', ')}`;
    const reason = `which policy is attached is known only after apply${through}`;
    return { origin, by: 'customer', reason, sensitive };
  }
  const facts = byArn(lookup, policy.text);
  return { origin, arn: policy.text, ...facts, sensitive: sensitive || facts.sensitive };
}

function byArn(
  { context: { managedPolicy }, prior }: Lookup,
  arn: string,
): Pick<AttachedPolicy, 'by' | 'content' | 'reason' | 'sensitive'> {
  const by = managedPolicyName(arn) === undefined ? 'customer' : 'aws';
  const read = prior(arn);
  if (read !== undefined) return { by, ...read };
  const known = managedPolicy(arn);
  if (known?.state === 'known')
    return { by: 'aws', content: { form: 'text', text: known.document }, sensitive: false };
  const reason = known?.reason ?? `the document of \`${arn}\` is not in this plan`;
  return { by, reason, sensitive: false };
}

/** A policy as people know it: its ARN, its name, or where it stands in the plan. */
function shownName(change: ResourceChange): string {
  const names = policyTypes.get(change.type);
  const known = [names?.arn ?? 'arn', names?.name ?? 'name'].map((name) => own(change.raw.after, name));
  return known.find((one) => typeof one === 'string') ?? change.address;
}

function documentFacts(
  document: DocumentSubject | undefined,
): Pick<AttachedPolicy, 'content' | 'reason' | 'sensitive' | 'rebuilt'> {
  const sensitive = document?.sensitive ?? false;
  if (document?.content !== undefined) {
    const { content, rebuilt } = document;
    return { content, sensitive, ...(rebuilt === undefined ? {} : { rebuilt }) };
  }
  return { reason: document?.reason ?? 'its document is not in this plan', sensitive };
}
