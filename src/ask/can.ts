/**
 * May a principal do that? Yes where every such request is allowed whatever is not known; no where none is; else it depends,
 * and the answer says on what. The policies are those of the plan: what limits from outside of it is not asked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Catalogue } from '../aws/catalogue.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import { universeOf } from '../reason/action-set.ts';
import { nothing } from '../reason/ask.ts';
import { type Answer, askAccess } from '../reason/compare.ts';
import type { Asking } from '../reason/new-access.ts';
import type { Access } from '../reason/replay.ts';
import { worldOf } from '../reason/worlds.ts';
import { boundsOf } from './bounds.ts';
import { type Decided, decided } from './decided.ts';
import { type Limit, openLimits, type Reaching, takenBy } from './limits.ts';
import { accessOf, documentsOf, isCertain, type Situation, situationOf } from './region-access.ts';
import { type Region, regionsOf } from './regions.ts';
import type { HiddenDocument, PrincipalSide, ResourceSide, Source, SourcedDocument } from './side.ts';

/** What is asked. */
export interface Question {
  /** Actions and resources, patterns allowed. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Condition keys that the requests carry. */
  readonly context: Readonly<Record<string, readonly string[]>>;
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
  /** True where a block of public access outside the plan could keep the principal out. */
  readonly blockAssumed: boolean;
  /** True where a policy of the organisation denies it, as it would not in the management account. */
  readonly limited: boolean;
  /** Why nothing can be said at all. */
  readonly reason?: string;
}

type Truth = 'yes' | 'no' | 'undetermined';

/** What was found of one part: for what the documents may turn out to allow at most, and at least. */
interface Found {
  readonly some: Readonly<Record<'most' | 'least', Answer>>;
  /** `yes` comes with a request that is not allowed. */
  readonly gaps: Readonly<Record<'most' | 'least', Answer>>;
  readonly situation: Situation;
}

/**
 * Answers. `sides`: resources of the plan with policies of their own, earlier ones first; `limits`: policies of the
 * organisation. Throws `Mismatch` for a defect.
 */
export function can(
  principal: PrincipalSide,
  question: Question,
  sides: readonly ResourceSide[],
  limits: readonly Limit[],
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
      blockAssumed: false,
      limited: false,
      reason: 'AWS asks no such action of such a resource',
    };
  const found = possible.map((region) =>
    partOf(situationOf(region, principal, limits, asking), question, asking),
  );
  return answerOf(found, question, asking);
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

function partOf(situation: Situation, question: Question, asking: Asking): Found {
  const asked = { layers: questionIn(situation.region, question) };
  const least = accessOf(situation, 'least');
  const most = isCertain(situation) ? least : accessOf(situation, 'most');
  const some = (access: Access) =>
    askAccess({ layers: [...access.layers, ...asked.layers] }, nothing, asking);
  const gaps = (access: Access) => askAccess(asked, access, asking);
  const [someLeast, gapsLeast] = [some(least), gaps(least)];
  return {
    some: { least: someLeast, most: most === least ? someLeast : some(most) },
    gaps: { least: gapsLeast, most: most === least ? gapsLeast : gaps(most) },
    situation,
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

function answerOf(found: readonly Found[], question: Question, asking: Asking): CanAnswer {
  const isAll = every(found.map(({ gaps }) => opposite(gaps.least.verdict)));
  const isNone = every(found.map(({ some }) => opposite(some.most.verdict)));
  const told = tellingOf(found);
  const isSome = (test: (one: Situation) => boolean) => found.some(({ situation }) => test(situation));
  const denying = told.refused.refused?.denying.map(({ source }) => source.address) ?? [];
  const denies = ({ address }: Source) => denying.includes(address);
  const beside = {
    sided: isSome(({ region: { side } }) => (side?.policies.length ?? 0) > 0),
    unsided: isSome(({ region: { side } }) => side === undefined),
    blockAssumed: isSome((one) => one.blockAssumed),
    limited: isSome(({ limits }) =>
      limits.some(({ limit, open }) => open === undefined && denies(limit.source)),
    ),
  };
  if (isAll === 'yes') return { verdict: 'yes', extent: 'all', unknown: [], ...beside, ...told.allowed };
  if (isNone === 'yes') return { verdict: 'no', extent: 'none', unknown: [], ...beside, ...told.refused };
  const some = found.some((one) => isAllowedAnyhow(one, question, asking));
  if (some)
    return { verdict: 'yes', extent: 'some', unknown: [], ...beside, ...told.allowed, ...told.refused };
  const reason = reasonIn(found);
  return {
    verdict: 'depends',
    extent: 'unknown',
    unknown: unknownIn(found, question, asking),
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
function isAllowedAnyhow({ some, situation }: Found, question: Question, asking: Asking): boolean {
  if (some.least.verdict !== 'yes') return false;
  const { region } = situation;
  const isPattern = /[*?]/.test(region.action + region.resource);
  if (!isPattern) return false;
  const [{ request }] = some.least.found;
  const literal = { ...region, action: request.action, resource: request.resource };
  return partOf({ ...situation, region: literal }, question, asking).gaps.least.verdict === 'no';
}

/** The requests to show: what is certain first. A request that only what is unknown could allow, or refuse, shows nothing. */
function tellingOf(found: readonly Found[]) {
  const shown = (name: 'some' | 'gaps', order: readonly ('most' | 'least')[]) => {
    for (const bound of order)
      for (const one of found) {
        const answer = one[name][bound];
        if (answer.verdict === 'yes') return decided(answer.found[0].request, one.situation, bound);
      }
    return undefined;
  };
  const allowed = shown('some', ['least', 'most']);
  const refused = shown('gaps', ['most', 'least']);
  const isTold = (allowed?.allowing.length ?? 0) > 0 && (allowed?.denying.length ?? 0) === 0;
  const isSame =
    isTold &&
    refused?.denying.length === 0 &&
    JSON.stringify(allowed?.witness) === JSON.stringify(refused.witness);
  return {
    allowed: allowed === undefined || !isTold ? {} : { allowed },
    refused: refused === undefined || isSame ? {} : { refused },
  };
}

function reasonIn(found: readonly Found[]): string | undefined {
  for (const { some, gaps } of found)
    for (const answer of [some.most, some.least, gaps.most, gaps.least])
      if (answer.verdict === 'undetermined') return answer.reason;
  return undefined;
}

/** What is not known, where it matters: where it makes no difference nobody needs to look for it. */
function unknownIn(found: readonly Found[], question: Question, asking: Asking): readonly HiddenDocument[] {
  const matters = found.filter(
    ({ some, gaps }) => some.most.verdict !== some.least.verdict || gaps.most.verdict !== gaps.least.verdict,
  );
  const [first] = matters;
  if (first === undefined) return [];
  const sides = matters.flatMap(({ situation: { hidden, policies, foreign, region, limits } }) => [
    ...hidden,
    ...partlyKnown(policies),
    ...(foreign ? [foreignPolicy(region.resource)] : []),
    ...openLimits(limits.filter((one) => bearsOn(one, questionIn(region, question), asking))),
  ]);
  const { principal } = first.situation;
  const isOutside = principal.from === 'outside' && principal.account !== undefined;
  const outside = isOutside ? [ownPolicies] : [];
  const all = [...outside, ...principal.hidden, ...partlyKnown(documentsOf(principal)), ...sides];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Does a policy of the organisation say anything about what is asked? */
function bearsOn(one: Reaching, asked: Access['layers'], asking: Asking): boolean {
  const { denied, listed } = takenBy(one);
  return (
    askAccess({ layers: [...asked, [denied]] }, nothing, asking).verdict !== 'no' ||
    (listed !== undefined && askAccess({ layers: asked }, { layers: [[listed]] }, asking).verdict !== 'no')
  );
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
