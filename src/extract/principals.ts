/**
 * Principals with everything that the plan attaches to them. One that is only named (`role = "existing"`) counts too:
 * attaching a policy to it changes what it may do.
 */
import type { ManagedPolicy } from '../aws/managed-policy.ts';
import { isHole } from '../base/value.ts';
import { after, valueAt } from '../plan/change.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { AttachedPolicy, DocumentSubject, PrincipalSubject } from '../subject/types.ts';
import { principalTypes } from './catalogue/links.ts';
import type { Attachment, End } from './links.ts';
import { attributeName, originOf } from './origin.ts';

/** What attachments look up. */
export interface PrincipalContext {
  readonly plan: Plan;
  readonly attachments: readonly Attachment[];
  readonly managedPolicy: (arn: string) => ManagedPolicy | undefined;
  /** The documents of a resource, as the extraction found them. */
  readonly documents: (change: ResourceChange) => readonly DocumentSubject[];
  readonly account: (change: ResourceChange) => string | undefined;
}

/** All principals: those that are resources of the plan, then those that attachments name. */
export function principalsOf(context: PrincipalContext): readonly PrincipalSubject[] {
  const groups = new Map<string, { first: Attachment; all: Attachment[] }>();
  for (const attachment of context.attachments) {
    const key = keyOf(attachment.principal, attachment);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: attachment, all: [attachment] });
    else group.all.push(attachment);
  }
  return [...groups.values()].map(({ first, all }) => principalOf(first, all, context));
}

function keyOf(end: End, { link, change }: Attachment): string {
  if (end.end === 'resource') return end.change.address;
  return end.end === 'name' ? `${link.kind} ${end.name}` : `${change.address} ${end.references.join(' ')}`;
}

function principalOf(
  first: Attachment,
  all: readonly Attachment[],
  context: PrincipalContext,
): PrincipalSubject {
  const { principal: end, link, change } = first;
  const itself = end.end === 'resource' ? end.change : change;
  const name = nameOf(end, itself);
  const bounds = all.filter((one) => one.link.by === 'boundary');
  const boundary = bounds[0] === undefined ? undefined : attachedOf(bounds[0], context);
  const account = context.account(itself);
  return {
    subject: 'principal',
    origin: originOf(itself, ''),
    principal: link.kind,
    policies: all.filter((one) => one.link.by !== 'boundary').map((one) => attachedOf(one, context)),
    ...(name === undefined ? {} : { name }),
    ...(boundary === undefined ? {} : { boundary }),
    ...(account === undefined ? {} : { account }),
  };
}

function nameOf(end: End, itself: ResourceChange): string | undefined {
  if (end.end === 'name') return end.name;
  if (end.end === 'hidden') return undefined;
  const [name] = valueAt(itself, 'after', principalTypes.get(itself.type)?.name ?? 'name');
  return typeof name?.value === 'string' ? name.value : undefined;
}

function attachedOf(attachment: Attachment, context: PrincipalContext): AttachedPolicy {
  const { link, change, place, policy } = attachment;
  const origin = originOf(change, attributeName(place.steps, after(change)));
  if (link.by === 'inline') {
    const documents = context.documents(change);
    const document = documents.find((one) => one.origins[0].attribute === origin.attribute) ?? documents[0];
    return { origin, by: 'inline', ...contentOf(document) };
  }
  if (policy.end === 'resource') {
    const [document] = context.documents(policy.change);
    const arn = valueAt(policy.change, 'after', 'arn')[0]?.value;
    const name = valueAt(policy.change, 'after', 'name')[0]?.value;
    const shown = typeof arn === 'string' ? arn : typeof name === 'string' ? name : policy.change.address;
    return { origin, by: 'customer', arn: shown, ...contentOf(document) };
  }
  if (policy.end === 'name') return byArn(policy.name, origin, context);
  const hidden = policy.references.length === 0 ? '' : `: ${policy.references.join(', ')}`;
  return {
    origin,
    by: 'customer',
    reason: `which policy is attached is known only after apply${hidden}`,
    sensitive: isHole(place.value) && place.sensitive,
  };
}

function byArn(arn: string, origin: AttachedPolicy['origin'], context: PrincipalContext): AttachedPolicy {
  const known = context.managedPolicy(arn);
  if (known === undefined) {
    const isAws = /^arn:[a-z-]+:iam::aws:policy\//.test(arn);
    const reason = isAws
      ? `\`${arn}\` is not among the AWS-managed policies that this version knows`
      : `the document of \`${arn}\` is not in this plan`;
    return { origin, by: isAws ? 'aws' : 'customer', arn, reason, sensitive: false };
  }
  if (known.state === 'undetermined')
    return { origin, by: 'aws', arn, reason: known.reason, sensitive: false };
  return { origin, by: 'aws', arn, content: { form: 'text', text: known.document }, sensitive: false };
}

function contentOf(
  document: DocumentSubject | undefined,
): Pick<AttachedPolicy, 'content' | 'reason' | 'sensitive'> {
  const sensitive = document?.sensitive ?? false;
  if (document?.content !== undefined) return { content: document.content, sensitive };
  return { reason: document?.reason ?? 'its document is not in this plan', sensitive };
}
