/**
 * Everything in a plan that attaches a policy to a principal or bounds one, with both ends as far as the plan tells.
 */
import { own } from '../base/decode.ts';
import { after, valueAt } from '../plan/change.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import { type Link, linksOf, policyTypes, principalTypes } from './catalogue/links.ts';
import { goneReason } from './documents.ts';
import { type End, endsOf, type Named } from './ends.ts';
import { attributeName } from './origin.ts';

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

/** The attachments of a plan, and what else ends look up. */
export interface Attachments {
  readonly all: readonly Attachment[];
  /** Resources that are principals and stand after apply. */
  readonly principals: readonly ResourceChange[];
}

/** All attachments that stand after apply. */
export function attachmentsOf(plan: Plan): Attachments {
  const index: Index = { policies: new Map(), principals: new Map() };
  const principals: ResourceChange[] = [];
  const linking: (readonly [ResourceChange, readonly Link[]])[] = [];
  for (const change of plan.changes) {
    if (change.mode !== 'managed') continue;
    const links = linksOf(change.type);
    const principal = principalTypes.get(change.type);
    const policy = policyTypes.get(change.type);
    if ((links ?? principal ?? policy) === undefined || goneReason(change) !== undefined) continue;
    if (policy !== undefined) note(index.policies, change, [policy.arn]);
    if (policy !== undefined) noteText(index.policies, pathOf(change, policy), change);
    if (principal !== undefined) {
      principals.push(change);
      note(index.principals, change, [principal.by], `${principal.kind} `);
    }
    if (links !== undefined) linking.push([change, links]);
  }
  const all = linking.flatMap(([change, links]) =>
    links.flatMap((link) => linked(plan, index, change, link)),
  );
  return { all, principals };
}

interface Index {
  /** By ARN, and by path and name (`/team/NAME`) where nothing else has them. */
  readonly policies: Map<string, ResourceChange[]>;
  readonly principals: Map<string, ResourceChange[]>;
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
      attribute: attributeName(place.steps, place.steps.length > 1 ? after(change) : null),
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
  return only(policies.get(end.text) ?? (path === undefined ? undefined : policies.get(path)), end);
}

/** Two accounts may have a principal of one name: the one of the same provider is meant. */
function principalEnd({ principals }: Index, { kind }: Link, change: ResourceChange, end: End): End {
  if (end.end !== 'text') return end;
  const found = principals.get(`${kind} ${end.text}`) ?? [];
  const near = found.filter((one) => one.moduleAddress === change.moduleAddress);
  return only(near.length === 0 ? found : near, end);
}

function only(found: readonly ResourceChange[] | undefined, otherwise: End): End {
  const [change, ...others] = found ?? [];
  return change === undefined || others.length > 0 ? otherwise : { end: 'resource', change };
}

function note(
  index: Map<string, ResourceChange[]>,
  change: ResourceChange,
  attributes: readonly string[],
  prefix = '',
): void {
  const texts = attributes.flatMap((name) => [own(change.raw.after, name), own(change.raw.before, name)]);
  for (const text of new Set(texts)) if (typeof text === 'string') noteText(index, prefix + text, change);
}

function noteText(
  index: Map<string, ResourceChange[]>,
  text: string | undefined,
  change: ResourceChange,
): void {
  if (text === undefined) return;
  const same = index.get(text);
  if (same === undefined) index.set(text, [change]);
  else same.push(change);
}

/** Path and name of a policy whose ARN is not known yet; where it is, the ARN says whose account it is. */
function pathOf(
  { raw }: ResourceChange,
  { arn, name, path }: { readonly arn: string; readonly name: string; readonly path: string },
): string | undefined {
  const named = own(raw.after, name);
  const above = own(raw.after, path);
  if (typeof own(raw.after, arn) === 'string' || typeof named !== 'string') return undefined;
  return `${typeof above === 'string' ? above : '/'}${named}`;
}
