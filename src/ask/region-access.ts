/**
 * What a principal may do in one part of a question, as layers for the engine: for what the documents may turn out to allow
 * at most, and at least.
 */
import type { Caller } from '../iam/request.ts';
import { nothing } from '../reason/ask.ts';
import { strangers } from '../reason/attackers.ts';
import { askAccess } from '../reason/compare.ts';
import type { Asking } from '../reason/new-access.ts';
import type { Access } from '../reason/replay.ts';
import { boundsOf, everything } from './bounds.ts';
import { effectiveAccess } from './effective.ts';
import { documentsIn, type Limit, limitLayers, openLimits, type Reaching, reaching } from './limits.ts';
import type { Region } from './regions.ts';
import type { HiddenDocument, PrincipalSide, ResourceSide, SourcedDocument } from './side.ts';

/** A part of a question with all that decides it. */
export interface Situation {
  readonly region: Region;
  readonly principal: PrincipalSide;
  readonly crossAccount: boolean;
  /** The resource is of another account, and nothing that stands on it is in the plan. */
  readonly foreign: boolean;
  /** Policies on the resource that are in force. */
  readonly policies: readonly SourcedDocument[];
  /** What stands on the resource and is not known, or not known to be in force. */
  readonly hidden: readonly HiddenDocument[];
  /** A block of public access keeps the caller out. */
  readonly blocked: boolean;
  /** It is taken for granted that no block outside the plan keeps the caller out. */
  readonly blockAssumed: boolean;
  readonly limits: readonly Reaching[];
}

/** Puts everything together. */
export function situationOf(
  region: Region,
  principal: PrincipalSide,
  limits: readonly Limit[],
  asking: Asking,
): Situation {
  const { side, resource } = region;
  const foreign = side === undefined && isForeign(resource, principal);
  const crossAccount = side === undefined ? foreign : isCrossAccount(principal, side);
  const standing = { policies: side?.policies ?? [], hidden: side?.hidden ?? [] };
  const kept = isKeptOut(principal.caller, crossAccount)
    ? behindBlocks(standing, asking)
    : { ...behindRefusal(standing, asking), blocked: false, blockAssumed: false };
  return {
    region,
    principal,
    crossAccount,
    foreign,
    ...kept,
    limits: reaching(limits, principal, ownerOf(resource, side, principal)),
  };
}

/** The account of the resource; where its ARN names none, and nothing else tells, the principal's own. */
function ownerOf(resource: string, side: ResourceSide | undefined, { account, from }: PrincipalSide) {
  const named = resource.split(':')[4] ?? '';
  if (/^\d{12}$/.test(named)) return named;
  return side?.account ?? (from === 'plan' ? account : undefined);
}

/** "Only AWS service principals and authorized users within the bucket owner's account" pass a block. */
function isKeptOut(caller: Caller, crossAccount: boolean): boolean {
  return caller.is === 'anonymous' || (caller.is !== 'service' && crossAccount);
}

interface Standing {
  readonly policies: readonly SourcedDocument[];
  readonly hidden: readonly HiddenDocument[];
}

/** A public policy that S3 refuses to take leaves what stands there now, which is not known. */
function behindRefusal({ policies, hidden }: Standing, asking: Asking): Standing {
  const refused = policies.filter(
    ({ document, publicAccess }) => publicAccess === 'refused' && isPublic(document, asking) !== 'no',
  );
  const reason =
    'S3 refuses a public policy while public access is blocked, so that what stands there now stays';
  return {
    policies: policies.filter((one) => !refused.includes(one)),
    hidden: [...hidden, ...refused.map(({ source }) => ({ source, reason }))],
  };
}

function behindBlocks(
  standing: Standing,
  asking: Asking,
): Standing & Pick<Situation, 'blocked' | 'blockAssumed'> {
  const { policies, hidden } = behindRefusal(standing, asking);
  const isOpen = new Map(
    policies.map((one) => [one, one.publicAccess === undefined ? 'no' : isPublic(one.document, asking)]),
  );
  const under = (access: SourcedDocument['publicAccess']) =>
    policies.filter((one) => one.publicAccess === access && isOpen.get(one) !== 'no');
  const undecided = under('undecided');
  const reason = 'whether public access is blocked is known only after apply';
  const restricted = under('restricted');
  const maybe = restricted.filter((one) => isOpen.get(one) === 'undetermined');
  return {
    policies,
    hidden: [
      ...hidden,
      ...undecided.map(({ source }) => ({ source, reason })),
      ...maybe.map(({ source }) => ({ source, reason: 'whether it counts as public is not known' })),
    ],
    blocked: restricted.length > maybe.length,
    blockAssumed: under('assumed').length > 0,
  };
}

/** Does the policy let strangers in? */
function isPublic(document: SourcedDocument['document'], asking: Asking): 'yes' | 'no' | 'undetermined' {
  const ask = (bound: 'most' | 'least') =>
    askAccess({ layers: [[boundsOf(document)[bound]]] }, nothing, { ...asking, worldsOf: strangers }).verdict;
  const least = ask('least');
  if (least === 'yes' || boundsOf(document).known) return least;
  return ask('most') === 'no' ? 'no' : 'undetermined';
}

/** Everything that decides is known, and AWS's pages leave nothing of it open. */
export function isCertain({ principal, policies, hidden, foreign, limits }: Situation): boolean {
  const documents = [...documentsOf(principal), ...policies];
  return (
    principal.hidden.length === 0 &&
    hidden.length === 0 &&
    documents.every(({ document }) => boundsOf(document).known) &&
    (principal.boundary === undefined || policies.length === 0) &&
    principal.from === 'plan' &&
    !foreign &&
    openLimits(limits).length === 0
  );
}

/** What the principal holds. */
export function documentsOf({ identity, boundary }: PrincipalSide): readonly SourcedDocument[] {
  return boundary === undefined ? identity : [...identity, boundary];
}

/** The layers of a bound. */
export function accessOf(situation: Situation, bound: 'most' | 'least'): Access {
  const { principal, region, policies, hidden, foreign, crossAccount, blocked, limits } = situation;
  const { caller, identity, boundary, identityHidden, boundaryHidden, from } = principal;
  const bounded = (documents: readonly SourcedDocument[]) =>
    documents.map(({ document }) => boundsOf(document)[bound]);
  const unread = bound === 'most' ? everything('Allow') : everything('Deny');
  const [limit] = boundary === undefined ? [] : bounded([boundary]);
  const withBoundary = limit ?? (boundaryHidden ? unread : undefined);
  // Another account may allow its own principals whatever it likes; of one's own account the plan would have to tell.
  const own = crossAccount || bound === 'most' ? [everything('Allow')] : [];
  const held = from === 'outside' ? own : bounded(identity);
  const isUnread = hidden.length > 0 || foreign;
  const { layers } = effectiveAccess({
    caller,
    identity: identityHidden ? [...held, unread] : held,
    ...(withBoundary === undefined ? {} : { boundary: withBoundary }),
    resource: [...bounded(policies), ...(isUnread ? [unread] : []), ...(blocked ? [everything('Deny')] : [])],
    mustAllow: region.side?.mustAllow ?? false,
    crossAccount,
    everyoneIsLimited: bound === 'least',
  });
  return { layers: [...layers, ...limitLayers(limits, bound)] };
}

/** All documents that decide in a bound. */
export function decidingDocuments(
  { principal, policies, limits }: Situation,
  bound: 'most' | 'least',
): readonly SourcedDocument[] {
  return [...documentsOf(principal), ...policies, ...documentsIn(limits, bound)];
}

/** Where the plan does not tell, its own principals are of its account, and others are not. */
function isCrossAccount({ account, from }: PrincipalSide, side: ResourceSide): boolean {
  if (side.account !== undefined && account !== undefined) return side.account !== account;
  return from === 'outside';
}

/** An ARN of another account, of which no policy is in the plan. */
function isForeign(resource: string, { account }: PrincipalSide): boolean {
  const owner = resource.split(':')[4] ?? '';
  return account !== undefined && /^\d{12}$/.test(owner) && owner !== account;
}
