/**
 * Principals with everything that the plan attaches to them. One that is only named (`role = "existing"`) counts too:
 * attaching a policy to it changes what it may do.
 */
import { own } from '../base/decode.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { Holder, PrincipalSubject } from '../subject/types.ts';
import { attachedPolicy, type Lookup, lookupIn } from './attached-policy.ts';
import type { Attachment, Attachments } from './attachments.ts';
import { type PrincipalKind, principalTypes } from './catalogue/links.ts';
import type { Context } from './context.ts';
import type { End } from './ends.ts';
import { originOf } from './origin.ts';

/** All principals: those that are resources of the plan, then those that attachments and memberships only name. */
export function* principalsOf(
  context: Context,
  { all, memberships, principals }: Attachments,
): Iterable<PrincipalSubject> {
  const attachments = grouped(all, ({ principal, link, change }) => keyOf(principal, link.kind, change));
  const joined = grouped(memberships, ({ user, change }) => keyOf(user, 'user', change));
  const lookup = lookupIn(context);
  const left = new Set([...attachments.keys(), ...joined.keys()]);
  const attached = (key: string) => {
    left.delete(key);
    const own = attachedTo(lookup, attachments.get(key) ?? []);
    const memberships = joined.get(key);
    if (memberships === undefined) return own;
    const groups = [...new Set(memberships.map(({ group, change }) => keyOf(group, 'group', change)))];
    const inherited = groups.flatMap((through) =>
      attachedTo(lookup, attachments.get(through) ?? []).policies.map((one) => ({ ...one, through })),
    );
    return inherited.length === 0 ? { ...own, groups } : { ...own, groups, inherited };
  };
  for (const change of principals) {
    const subject = principalOf(lookup, change);
    const key = `at ${change.address}`;
    const policies = attached(key);
    if (subject !== undefined) yield { ...subject, ...policies, key };
  }
  for (const key of left) {
    const [attachment] = attachments.get(key) ?? [];
    const [membership] = joined.get(key) ?? [];
    if (attachment !== undefined)
      yield {
        ...namedPrincipal(context, attachment.link.kind, attachment.principal, attachment.change),
        ...attached(key),
        key,
      };
    else if (membership !== undefined)
      yield { ...namedPrincipal(context, 'user', membership.user, membership.change), ...attached(key), key };
  }
}

function grouped<T>(all: readonly T[], keyOfOne: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOfOne(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** The same for whatever names the same principal. */
export function keyOf(end: End, kind: PrincipalKind, { address }: ResourceChange): string {
  if (end.end === 'resource') return `at ${end.change.address}`;
  return end.end === 'text' ? `${kind} ${end.text}` : `by ${kind} ${address}`;
}

function attachedTo(
  lookup: Lookup,
  group: readonly Attachment[],
): Pick<PrincipalSubject, 'policies' | 'boundary'> {
  const isBoundary = ({ link }: Attachment) => link.by === 'boundary' || link.by === 'named-boundary';
  // An empty text is no boundary.
  const [bound] = group.filter(
    (one) => isBoundary(one) && !(one.policy.end === 'text' && one.policy.text === ''),
  );
  const policies = group
    .filter((one) => !isBoundary(one))
    .flatMap((one) => attachedPolicy(lookup, one) ?? []);
  const boundary = bound === undefined ? undefined : attachedPolicy(lookup, bound);
  return boundary === undefined ? { policies } : { policies, boundary };
}

type Itself = Omit<PrincipalSubject, 'key' | keyof Holder>;

function principalOf({ context, documents }: Lookup, change: ResourceChange): Itself | undefined {
  const type = principalTypes.get(change.type);
  if (type === undefined) return undefined;
  const name = own(change.raw.after, type.name);
  const account = context.account(change);
  const trust = documents(change).find((one) => one.origins[0].attribute === type.trust)?.content;
  return {
    subject: 'principal',
    standing: 'resource',
    origin: originOf(context, change, ''),
    principal: type.kind,
    ...(typeof name === 'string' ? { name } : {}),
    ...(trust === undefined ? {} : { trust }),
    ...(account === undefined ? {} : { account }),
  };
}

/** A principal that is not in the plan stands where it is named. */
function namedPrincipal(context: Context, kind: PrincipalKind, end: End, change: ResourceChange): Itself {
  const account = context.account(change);
  return {
    subject: 'principal',
    standing: end.end === 'text' ? 'named' : 'hidden',
    origin: originOf(context, change, ''),
    principal: kind,
    ...(end.end === 'text' ? { name: end.text } : {}),
    ...(account === undefined ? {} : { account }),
  };
}
