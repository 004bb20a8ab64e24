/**
 * Principals with everything that the plan attaches to them. One that is only named (`role = "existing"`) counts too:
 * attaching a policy to it changes what it may do.
 */
import { own } from '../base/decode.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { PrincipalSubject } from '../subject/types.ts';
import { attachedPolicy, type Lookup, lookupIn } from './attached-policy.ts';
import type { Attachment, Attachments } from './attachments.ts';
import { principalTypes } from './catalogue/links.ts';
import type { Context } from './context.ts';
import { originOf } from './origin.ts';

/** All principals: those that are resources of the plan, then those that attachments only name. */
export function* principalsOf(
  context: Context,
  { all, principals }: Attachments,
): Iterable<PrincipalSubject> {
  const groups = new Map<string, Attachment[]>();
  for (const attachment of all) {
    const key = keyOf(attachment);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [attachment]);
    else group.push(attachment);
  }
  const lookup = lookupIn(context);
  const attached = (group: readonly Attachment[]) => attachedTo(lookup, group);
  for (const change of principals) {
    const group = groups.get(`at ${change.address}`) ?? [];
    groups.delete(`at ${change.address}`);
    const subject = principalOf(lookup, change);
    if (subject !== undefined) yield { ...subject, ...attached(group) };
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (first !== undefined) yield { ...namedPrincipal(context, first), ...attached(group) };
  }
}

function keyOf({ principal, link, change }: Attachment): string {
  if (principal.end === 'resource') return `at ${principal.change.address}`;
  return principal.end === 'text' ? `${link.kind} ${principal.text}` : `by ${change.address}`;
}

function attachedTo(
  lookup: Lookup,
  group: readonly Attachment[],
): Pick<PrincipalSubject, 'policies' | 'boundary'> {
  const isBoundary = ({ link }: Attachment) => link.by === 'boundary' || link.by === 'named-boundary';
  const [bound] = group.filter(isBoundary);
  const policies = group
    .filter((one) => !isBoundary(one))
    .flatMap((one) => attachedPolicy(lookup, one) ?? []);
  const boundary = bound === undefined ? undefined : attachedPolicy(lookup, bound);
  return boundary === undefined ? { policies } : { policies, boundary };
}

type Itself = Omit<PrincipalSubject, 'policies' | 'boundary'>;

function principalOf({ context, documents }: Lookup, change: ResourceChange): Itself | undefined {
  const type = principalTypes.get(change.type);
  if (type === undefined) return undefined;
  const name = own(change.raw.after, type.name);
  const account = context.account(change);
  const trust = documents(change).find((one) => one.origins[0].attribute === type.trust)?.content;
  return {
    subject: 'principal',
    origin: originOf(context, change, ''),
    principal: type.kind,
    ...(typeof name === 'string' ? { name } : {}),
    ...(trust === undefined ? {} : { trust }),
    ...(account === undefined ? {} : { account }),
  };
}

/** A principal that is not in the plan stands where it is named. */
function namedPrincipal(context: Context, { link, change, principal }: Attachment): Itself {
  const account = context.account(change);
  return {
    subject: 'principal',
    origin: originOf(context, change, ''),
    principal: link.kind,
    ...(principal.end === 'text' ? { name: principal.text } : {}),
    ...(account === undefined ? {} : { account }),
  };
}
