/**
 * What the holders of a policy hold beside it: a denial in another policy of the same principal takes what this one allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Content } from '../iam/types.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { HeldBy } from '../subject/types.ts';
import { attachedPolicy, type Lookup, lookupIn } from './attached-policy.ts';
import type { Attachment, Attachments } from './attachments.ts';
import { policyTypes } from './catalogue/links.ts';
import type { Context } from './context.ts';
import { heldBy } from './held-by.ts';
import { keyOf } from './principals.ts';

/** Above that many holders nothing is said: one of them will be without the denial. */
const most = 20;

/** Gives for each holder the documents of what else it is attached; undefined where somebody else may hold the policy. */
export type Besides = (
  change: ResourceChange,
  attribute: string,
) => readonly (readonly Content[])[] | undefined;

/** Tells who holds a policy, of those that the plan names. */
export type Holders = (change: ResourceChange, attribute: string) => readonly HeldBy[];

/** Looks into the attachments of a plan; the indexes are made at the first question. */
export function heldIn(
  context: () => Context,
  attachments: () => Attachments,
): { readonly besides: Besides; readonly holders: Holders } {
  let made: Indexes | undefined;
  const indexes = () => {
    made ??= indexesOf(context(), attachments());
    return made;
  };
  return { besides: besidesIn(indexes), holders: holdersIn(context, indexes) };
}

function holdersIn(context: () => Context, indexes: () => Indexes): Holders {
  return (change, attribute) => {
    const own = indexes().byPolicy.get(policyKey(change, attribute)) ?? [];
    return own.slice(0, most).map((one) => heldBy(one, context().account(one.change)));
  };
}

/** Managed policies are attached by their address, others stand in the attribute of what holds them. */
function policyKey({ type, address }: ResourceChange, attribute: string): string {
  return policyTypes.has(type) ? address : `${address} ${attribute}`;
}

function besidesIn(indexes: () => Indexes): Besides {
  return (change, attribute) => {
    // A policy that is there already may be attached by others.
    const isManaged = policyTypes.has(change.type);
    if (isManaged && !change.actions.includes('create')) return undefined;
    const { byPolicy, byHolder, lookup } = indexes();
    const own = byPolicy.get(policyKey(change, attribute)) ?? [];
    if (own.length === 0 || own.length > most || own.some(({ principal }) => principal.end === 'hidden'))
      return undefined;
    return own.map((one) =>
      (byHolder.get(holderOf(one)) ?? [])
        .filter((other) => other !== one && nameOf(other) !== nameOf(one))
        .flatMap((other) => attachedPolicy(lookup, other)?.content ?? []),
    );
  };
}

interface Indexes {
  readonly byPolicy: ReadonlyMap<string, readonly Attachment[]>;
  readonly byHolder: ReadonlyMap<string, readonly Attachment[]>;
  readonly lookup: Lookup;
}

function indexesOf(context: Context, { all }: Attachments): Indexes {
  const granting = all.filter(({ link }) => link.by !== 'boundary' && link.by !== 'named-boundary');
  return {
    byPolicy: grouped(granting, nameOf),
    byHolder: grouped(granting, holderOf),
    lookup: lookupIn(context),
  };
}

function grouped(
  all: readonly Attachment[],
  by: (one: Attachment) => string,
): ReadonlyMap<string, readonly Attachment[]> {
  const groups = new Map<string, Attachment[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group === undefined) groups.set(by(one), [one]);
    else group.push(one);
  }
  return groups;
}

/** The managed policy of the plan, or the inline one. */
function nameOf({ link, policy, change, attribute }: Attachment): string {
  if (link.by === 'inline') return `${change.address} ${attribute}`;
  return policy.end === 'resource' ? policy.change.address : '';
}

function holderOf({ principal, link, change }: Attachment): string {
  return keyOf(principal, link.kind, change);
}
