/**
 * May a principal do that? Yes where every such request is allowed whatever is not known; no where none is; else it depends,
 * and the answer says on what. The policies are those of the plan: what limits from outside (SCPs, RCPs, session policies) is
 * not asked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Catalogue } from '../aws/catalogue.ts';
import type { Pointer } from '../base/pointer.ts';
import { evaluateDocument } from '../iam/evaluate.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import type { Request } from '../iam/request.ts';
import type { Content } from '../iam/types.ts';
import { universeOf } from '../reason/action-set.ts';
import { nothing } from '../reason/ask.ts';
import { type Answer, askAccess } from '../reason/compare.ts';
import type { Asking } from '../reason/new-access.ts';
import type { Access } from '../reason/replay.ts';
import { worldOf } from '../reason/worlds.ts';
import { boundsOf, everything } from './bounds.ts';
import { effectiveAccess } from './effective.ts';
import { type Region, regionsOf } from './regions.ts';
import type { HiddenDocument, PrincipalSide, ResourceSide, Source, SourcedDocument } from './side.ts';
import { type Place, placeOf, placesIn, type Witness, witnessOf } from './witness.ts';

/** What is asked. */
export interface Question {
  /** Actions and resources, patterns allowed. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Condition keys that the requests carry. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** A statement that decides, with its document. */
export interface Deciding {
  readonly source: Source;
  readonly place: Place;
  /** The values of it that match. */
  readonly marks: readonly Pointer[];
  readonly content: Content;
}

/** One request with what decides it. */
export interface Decided {
  readonly witness: Witness;
  readonly allowing: readonly Deciding[];
  readonly denying: readonly Deciding[];
  /** What would have to allow it as well and does not: a boundary, the policy of a key, of a role, of another account. */
  readonly missing: readonly Source[];
}

/** The answer. */
export interface CanAnswer {
  readonly verdict: 'yes' | 'no' | 'depends';
  /** For patterns: whether all of the requests are allowed, some, or none. */
  readonly extent: 'all' | 'some' | 'none' | 'unknown';
  /** A request that is allowed, as far as is known. */
  readonly allowed?: Decided;
  /** A request that is not allowed, as far as is known. */
  readonly refused?: Decided;
  /** What is not known, and could make the answer another one. */
  readonly unknown: readonly HiddenDocument[];
  /** True where policies on the resource's side count. */
  readonly sided: boolean;
  /** True where the plan holds nothing that stands on the resource: what does elsewhere is not asked. */
  readonly unsided: boolean;
  /** Why nothing can be said at all. */
  readonly reason?: string;
}

type Truth = 'yes' | 'no' | 'undetermined';

/** What was found of one part: for what the documents may turn out to allow at most, and at least. */
interface Found {
  readonly some: Readonly<Record<'most' | 'least', Answer>>;
  /** `yes` comes with a request that is not allowed. */
  readonly gaps: Readonly<Record<'most' | 'least', Answer>>;
  readonly region: Region;
}

/** Answers. `sides`: resources of the plan with policies of their own, earlier ones first. Throws `Mismatch` for a defect. */
export function can(
  principal: PrincipalSide,
  question: Question,
  sides: readonly ResourceSide[],
  catalogue: Catalogue,
): CanAnswer {
  const asking = askingOf(principal, catalogue);
  const asked = question.actions.flatMap((action) =>
    question.resources.flatMap((resource) => regionsOf(action, resource, [...sides, ...elsewhere])),
  );
  const possible = asked.filter(
    (region) => askAccess({ layers: questionIn(region, question) }, nothing, asking).verdict !== 'no',
  );
  if (possible.length === 0)
    return {
      verdict: 'no',
      extent: 'none',
      unknown: [],
      sided: false,
      unsided: false,
      reason: 'AWS asks no such action of such a resource',
    };
  const found = possible.map((region) => partOf(region, principal, question, asking));
  return answerOf(found, principal, question, asking);
}

function askingOf({ caller }: PrincipalSide, catalogue: Catalogue): Asking {
  const worlds = (['network', 'endpoint'] as const).map((from) => worldOf(caller, false, from));
  return { universe: universeOf(catalogue), extent: 'one', worldsOf: () => worlds };
}

/** Keys and roles that are not in the plan have policies that must allow, and nobody here has read them. */
const elsewhere: readonly ResourceSide[] = [
  elsewhereSide('the policy of a key that is not in this plan', 'arn:*:kms:*:*:key/*', ['kms:*']),
  elsewhereSide('the trust policy of a role that is not in this plan', 'arn:*:iam::*:role/*', [
    'sts:AssumeRole*',
    'sts:TagSession',
    'sts:SetSourceIdentity',
  ]),
];

function elsewhereSide(name: string, arn: string, actions: readonly string[]): ResourceSide {
  const hidden = { source: { address: '', attribute: '', policy: name }, reason: 'it is not in this plan' };
  return { arns: [arn], actions, policies: [], hidden: [hidden], mustAllow: true };
}

function partOf(region: Region, principal: PrincipalSide, question: Question, asking: Asking): Found {
  const asked = { layers: questionIn(region, question) };
  const least = accessOf(region, principal, 'least');
  const most = isCertain(region, principal) ? least : accessOf(region, principal, 'most');
  const some = (access: Access) =>
    askAccess({ layers: [...access.layers, ...asked.layers] }, nothing, asking);
  const gaps = (access: Access) => askAccess(asked, access, asking);
  const [someLeast, gapsLeast] = [some(least), gaps(least)];
  return {
    some: { least: someLeast, most: most === least ? someLeast : some(most) },
    gaps: { least: gapsLeast, most: most === least ? gapsLeast : gaps(most) },
    region,
  };
}

function questionIn({ action, resource, within }: Region, { context }: Question): Access['layers'] {
  const keys = Object.keys(context);
  const parsed = parsePolicy({
    form: 'tree',
    tree: {
      Version: '2008-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: [action],
          Resource: [resource],
          ...(keys.length === 0 ? {} : { Condition: { StringEquals: context } }),
        },
      ],
    },
  });
  if (!parsed.ok) throw new Error('a question that is no policy');
  return within === undefined ? [[parsed.document]] : [[parsed.document], [within]];
}

/** Everything that decides is known, and AWS's pages leave nothing of it open. */
function isCertain({ side, resource }: Region, principal: PrincipalSide): boolean {
  const documents = [...documentsOf(principal), ...(side?.policies ?? [])];
  return (
    principal.hidden.length === 0 &&
    (side?.hidden.length ?? 0) === 0 &&
    documents.every(({ document }) => boundsOf(document).known) &&
    (principal.boundary === undefined || (side?.policies.length ?? 0) === 0) &&
    principal.from === 'plan' &&
    !(side === undefined && isForeign(resource, principal))
  );
}

function documentsOf({ identity, boundary }: PrincipalSide): readonly SourcedDocument[] {
  return boundary === undefined ? identity : [...identity, boundary];
}

function accessOf({ side, resource }: Region, principal: PrincipalSide, bound: 'most' | 'least'): Access {
  const { caller, identity, boundary, identityHidden, boundaryHidden, from } = principal;
  const bounded = (documents: readonly SourcedDocument[]) =>
    documents.map(({ document }) => boundsOf(document)[bound]);
  const unread = bound === 'most' ? everything('Allow') : everything('Deny');
  const foreign = side === undefined && isForeign(resource, principal);
  const [limit] = boundary === undefined ? [] : bounded([boundary]);
  const withBoundary = limit ?? (boundaryHidden ? unread : undefined);
  const isUnread = (side?.hidden.length ?? 0) > 0 || foreign;
  const crossing = side === undefined ? foreign : isCrossAccount(principal, side);
  // Another account may allow its own principals whatever it likes; of one's own account the plan would have to tell.
  const own = crossing || bound === 'most' ? [everything('Allow')] : [];
  const held = from === 'outside' ? own : bounded(identity);
  return effectiveAccess({
    caller,
    identity: identityHidden ? [...held, unread] : held,
    ...(withBoundary === undefined ? {} : { boundary: withBoundary }),
    resource: [...bounded(side?.policies ?? []), ...(isUnread ? [unread] : [])],
    mustAllow: side?.mustAllow ?? false,
    crossAccount: crossing,
    everyoneIsLimited: bound === 'least',
  });
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

function answerOf(
  found: readonly Found[],
  principal: PrincipalSide,
  question: Question,
  asking: Asking,
): CanAnswer {
  const isAll = every(found.map(({ gaps }) => opposite(gaps.least.verdict)));
  const isNone = every(found.map(({ some }) => opposite(some.most.verdict)));
  const told = tellingOf(found, principal);
  const beside = {
    sided: found.some(({ region }) => (region.side?.policies.length ?? 0) > 0),
    unsided: found.some(({ region }) => region.side === undefined),
  };
  if (isAll === 'yes') return { verdict: 'yes', extent: 'all', unknown: [], ...beside, ...told.allowed };
  if (isNone === 'yes') return { verdict: 'no', extent: 'none', unknown: [], ...beside, ...told.refused };
  const some = found.some((one) => isAllowedAnyhow(one, principal, question, asking));
  if (some)
    return { verdict: 'yes', extent: 'some', unknown: [], ...beside, ...told.allowed, ...told.refused };
  const reason = reasonIn(found);
  return {
    verdict: 'depends',
    extent: 'unknown',
    unknown: unknownIn(found, principal),
    ...beside,
    ...told.allowed,
    ...told.refused,
    ...(reason === undefined ? {} : { reason }),
  };
}

function opposite(verdict: Truth): Truth {
  if (verdict === 'undetermined') return verdict;
  return verdict === 'yes' ? 'no' : 'yes';
}

function every(verdicts: readonly Truth[]): Truth {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('undetermined') ? 'undetermined' : 'yes';
}

/** Some request that is allowed whatever its condition keys are, and whatever is not known. */
function isAllowedAnyhow(
  { some, region }: Found,
  principal: PrincipalSide,
  question: Question,
  asking: Asking,
): boolean {
  if (some.least.verdict !== 'yes') return false;
  const isPattern = /[*?]/.test(region.action + region.resource);
  if (!isPattern) return false;
  const [{ request }] = some.least.found;
  const literal = { ...region, action: request.action, resource: request.resource };
  return partOf(literal, principal, question, asking).gaps.least.verdict === 'no';
}

/** The requests to show: what is certain first. A request that only what is unknown could allow, or refuse, shows nothing. */
function tellingOf(found: readonly Found[], principal: PrincipalSide) {
  const shown = (name: 'some' | 'gaps', order: readonly ('most' | 'least')[]) => {
    for (const bound of order)
      for (const one of found) {
        const answer = one[name][bound];
        if (answer.verdict === 'yes') return decided(answer.found[0].request, one.region, principal);
      }
    return undefined;
  };
  const allowed = shown('some', ['least', 'most']);
  const refused = shown('gaps', ['most', 'least']);
  const isTold = (allowed?.allowing.length ?? 0) > 0 && (allowed?.denying.length ?? 0) === 0;
  const isSame = isTold && JSON.stringify(allowed?.witness) === JSON.stringify(refused?.witness);
  return {
    allowed: allowed === undefined || !isTold ? {} : { allowed },
    refused: refused === undefined || isSame ? {} : { refused },
  };
}

function decided(request: Request, { side, resource }: Region, principal: PrincipalSide): Decided {
  const all = [...documentsOf(principal), ...(side?.policies ?? [])].map((one) => ({
    ...one,
    document: boundsOf(one.document).least,
  }));
  const saying = (wanted: 'allows' | 'denies') =>
    distinct(all.flatMap((one) => decidingIn(one, wanted, request)));
  const witness = witnessOf(
    request,
    all.map(({ document }) => document),
  );
  const isSecret = all.some(({ source }) => source.sensitive === true);
  return {
    witness: isSecret ? withoutSecrets(witness, resource) : witness,
    allowing: saying('allows'),
    denying: saying('denies'),
    missing: missingIn(request, side, principal),
  };
}

/** One policy may come by several attachments. */
function distinct(all: readonly Deciding[]): readonly Deciding[] {
  return [...new Map(all.map((one) => [JSON.stringify([one.source, one.place]), one])).values()];
}

function missingIn(
  request: Request,
  side: ResourceSide | undefined,
  principal: PrincipalSide,
): readonly Source[] {
  const allows = ({ document }: SourcedDocument) =>
    evaluateDocument(boundsOf(document).least, request).voice === 'allows';
  const { boundary } = principal;
  const policies = side?.policies ?? [];
  const isNeeded = side !== undefined && (side.mustAllow || isCrossAccount(principal, side));
  return [
    ...(boundary === undefined || allows(boundary) ? [] : [boundary.source]),
    ...(isNeeded && !policies.some(allows) ? policies.map(({ source }) => source) : []),
  ];
}

function decidingIn(
  { source, document, content }: SourcedDocument,
  wanted: 'allows' | 'denies',
  request: Request,
): readonly Deciding[] {
  const { voice, statement } = evaluateDocument(document, request);
  if (voice !== wanted || statement === undefined) return [];
  const place = source.sensitive === true ? { ...placeOf(statement), sid: null } : placeOf(statement);
  return [{ source, place, marks: placesIn(statement, request, document), content }];
}

/** Names and values of a request may come from a document that must not be shown; what was asked may be. */
function withoutSecrets(witness: Witness, resource: string): Witness {
  const keys = Object.keys(witness.context).map((key) => [key, '(sensitive)'] as const);
  return { ...witness, resource, context: Object.fromEntries(keys) };
}

function reasonIn(found: readonly Found[]): string | undefined {
  for (const { some, gaps } of found)
    for (const answer of [some.most, some.least, gaps.most, gaps.least])
      if (answer.verdict === 'undetermined') return answer.reason;
  return undefined;
}

/** What is not known, where it matters: where it makes no difference nobody needs to look for it. */
function unknownIn(found: readonly Found[], principal: PrincipalSide): readonly HiddenDocument[] {
  const matters = found.filter(
    ({ some, gaps }) => some.most.verdict !== some.least.verdict || gaps.most.verdict !== gaps.least.verdict,
  );
  if (matters.length === 0) return [];
  const sides = matters.flatMap(({ region: { side, resource } }) => [
    ...(side?.hidden ?? []),
    ...partlyKnown(side?.policies ?? []),
    ...(side === undefined && isForeign(resource, principal) ? [foreignPolicy(resource)] : []),
  ]);
  const isOutside = principal.from === 'outside' && principal.account !== undefined;
  const outside = isOutside ? [ownPolicies] : [];
  return [...outside, ...principal.hidden, ...partlyKnown(documentsOf(principal)), ...new Set(sides)];
}

const ownPolicies: HiddenDocument = {
  source: { address: '', attribute: '', policy: "the principal's own policies" },
  reason: 'it is not in this plan',
};

function foreignPolicy(resource: string): HiddenDocument {
  return {
    source: { address: '', attribute: '', policy: `the policy of \`${resource}\`` },
    reason: 'it is of another account and not in this plan, and must allow as well',
  };
}

function partlyKnown(documents: readonly SourcedDocument[]): readonly HiddenDocument[] {
  return documents.flatMap(({ source, document }) =>
    boundsOf(document).known ? [] : [{ source, reason: 'parts of it are known only after apply' }],
  );
}
