/**
 * Everything in a plan that attaches a policy to a principal or bounds one, with both ends as far as the plan tells.
 */
import { own } from '../base/decode.ts';
import { valueAt } from '../plan/change.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import {
  type Link,
  linksOf,
  membershipTypes,
  type PrincipalKind,
  policyTypes,
  principalTypes,
} from './catalogue/links.ts';
import { goneReason } from './documents.ts';
import { type End, endsOf, type Named } from './ends.ts';
import { placeName } from './origin.ts';

/** A link with its ends. */
export interface Attachment {
  readonly link: Link;
  /** The resource that attaches. */
  readonly change: ResourceChange;
  /** The attribute that names the policy, or holds the document. */
  readonly attribute: string;
  readonly sensitive: boolean;
  readonly policy: End;
  readonly principal: End;
}

/** A user in a group. */
export interface Membership {
  /** The resource that puts the user into the group. */
  readonly change: ResourceChange;
  readonly user: End;
  readonly group: End;
}

/** The attachments of a plan, and what else ends look up. */
export interface Attachments {
  readonly all: readonly Attachment[];
  readonly memberships: readonly Membership[];
  /** Resources that are principals and stand after apply. */
  readonly principals: readonly ResourceChange[];
}

/** All attachments that stand after apply. */
export function attachmentsOf(plan: Plan): Attachments {
  const principals: ResourceChange[] = [];
  const policies: ResourceChange[] = [];
  const linking: (readonly [ResourceChange, readonly Link[]])[] = [];
  const joining: ResourceChange[] = [];
  for (const change of plan.changes) {
    const links = linksOf(change.type);
    const isPrincipal = principalTypes.has(change.type);
    const isPolicy = policyTypes.has(change.type);
    const isJoining = membershipTypes.has(change.type);
    const isAny = links !== undefined || isPrincipal || isPolicy || isJoining;
    if (!isAny || change.mode !== 'managed' || goneReason(change) !== undefined) continue;
    if (isPolicy) policies.push(change);
    if (isJoining) joining.push(change);
    if (isPrincipal) principals.push(change);
    if (links !== undefined) linking.push([change, links]);
  }
  // By address: the plan's own order has no meaning, and must not show.
  linking.sort(([a], [b]) => byAddress(a, b));
  joining.sort(byAddress);
  const index = indexOf(policies, principals);
  const all = linking.flatMap(([change, links]) =>
    links.flatMap((link) => linked(plan, index, change, link)),
  );
  const memberships = joining.flatMap((change) => membershipsOf(plan, index, change));
  return { all, memberships, principals };
}

function byAddress(a: ResourceChange, b: ResourceChange): number {
  return a.address < b.address ? -1 : a.address > b.address ? 1 : 0;
}

/** Every user of the resource in every group of it. */
function membershipsOf(plan: Plan, index: Index, change: ResourceChange): readonly Membership[] {
  const type = membershipTypes.get(change.type);
  if (type === undefined) return [];
  const named = (attribute: string, kind: PrincipalKind): readonly End[] =>
    attribute === ''
      ? [{ end: 'resource', change }]
      : endsOf(plan, change, attribute, (one) => principalTypes.has(one)).map(({ end }) =>
          principalEnd(index, { kind }, change, end),
        );
  const groups = named(type.group, 'group');
  return named(type.user, 'user').flatMap((user) => groups.map((group) => ({ change, user, group })));
}

/** What ends are looked up in; each index is made at the first question. */
interface Index {
  /** By ARN, and by path and name (`/team/NAME`) where the ARN is not known yet. */
  readonly policies: () => ReadonlyMap<string, readonly ResourceChange[]>;
  /** By kind and name: `role NAME`. */
  readonly principals: () => ReadonlyMap<string, readonly ResourceChange[]>;
}

function indexOf(policies: readonly ResourceChange[], principals: readonly ResourceChange[]): Index {
  let byArn: ReadonlyMap<string, readonly ResourceChange[]> | undefined;
  let byName: ReadonlyMap<string, readonly ResourceChange[]> | undefined;
  return {
    policies: () => {
      byArn ??= indexed(policies, policyKeys);
      return byArn;
    },
    principals: () => {
      byName ??= indexed(principals, principalKeys);
      return byName;
    },
  };
}

function indexed(
  changes: readonly ResourceChange[],
  keysOf: (change: ResourceChange) => readonly string[],
): ReadonlyMap<string, readonly ResourceChange[]> {
  const index = new Map<string, ResourceChange[]>();
  for (const change of changes) {
    for (const key of new Set(keysOf(change))) {
      const same = index.get(key);
      if (same === undefined) index.set(key, [change]);
      else same.push(change);
    }
  }
  return index;
}

function principalKeys({ type, raw }: ResourceChange): readonly string[] {
  const { kind = 'role', by = 'name' } = principalTypes.get(type) ?? {};
  return textsAt(raw, by).map((text) => `${kind} ${text}`);
}

/** Where the ARN is known it says whose account it is; path and name alone do not. */
function policyKeys({ type, raw }: ResourceChange): readonly string[] {
  const { arn = 'arn', name = 'name', path = 'path' } = policyTypes.get(type) ?? {};
  const arns = textsAt(raw, arn);
  const [named] = textsAt(raw, name);
  const [above = '/'] = textsAt(raw, path);
  return arns.length > 0 || named === undefined ? arns : [`${above}${named}`];
}

function textsAt(raw: ResourceChange['raw'], name: string): readonly string[] {
  return [own(raw.after, name), own(raw.before, name)].filter((one) => typeof one === 'string');
}

function linked(plan: Plan, index: Index, change: ResourceChange, link: Link): readonly Attachment[] {
  const isInline = link.by === 'inline';
  const self: End = { end: 'resource', change };
  const policies: readonly Named[] = isInline
    ? valueAt(change, 'after', link.policy).map((place) => ({ place, end: self }))
    : endsOf(plan, change, link.policy, (type) => policyTypes.has(type));
  if (policies.length === 0) return [];
  const principals =
    link.principal === undefined
      ? [self]
      : endsOf(plan, change, link.principal, (type) => principalTypes.has(type)).map(({ end }) => end);
  return policies.flatMap(({ place, end }) =>
    principals.map((principal) => ({
      link,
      change,
      attribute: placeName(change, 'after', link.policy, place),
      sensitive: place.sensitive,
      policy: isInline ? end : policyEnd(index, link, end),
      principal: principalEnd(index, link, change, principal),
    })),
  );
}

/** A policy of the plan by its ARN, or by path and name where the ARN is known only after apply. */
function policyEnd({ policies }: Index, { by }: Link, end: End): End {
  if (end.end !== 'text') return end;
  const isName = by === 'named' || by === 'named-boundary';
  const path = isName ? `/${end.text}` : /^arn:[a-z-]+:iam::\d{12}:policy(\/.+)$/.exec(end.text)?.[1];
  return only(policies().get(end.text) ?? (path === undefined ? undefined : policies().get(path)), end);
}

/** Two modules may have a principal of one name, in two accounts: the one beside the attachment is meant. */
function principalEnd(
  { principals }: Index,
  { kind }: Pick<Link, 'kind'>,
  change: ResourceChange,
  end: End,
): End {
  if (end.end !== 'text') return end;
  const found = principals().get(`${kind} ${end.text}`) ?? [];
  const near = found.filter((one) => one.moduleAddress === change.moduleAddress);
  return only(near.length === 0 ? found : near, end);
}

function only(found: readonly ResourceChange[] | undefined, otherwise: End): End {
  const [change, ...others] = found ?? [];
  return change === undefined || others.length > 0 ? otherwise : { end: 'resource', change };
}
