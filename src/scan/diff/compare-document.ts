/**
 * One policy document before and after the plan.
 */
import { accessOf, fullAccess, fullAccessForAll } from '../../ask/compare-documents.ts';
import { type DocumentKind, documentKinds } from '../../ask/document-kinds.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { Content, PolicyDocument } from '../../iam/types.ts';
import type { Universe } from '../../reason/action-set.ts';
import type { Access } from '../../reason/replay.ts';
import type { DocumentSubject } from '../../subject/types.ts';
import { withinDenials } from '../gain.ts';
import { directionOf, foundDirection, relationOf, type Sides, severityIn } from './direction.ts';
import { plainChanges } from './plain-changes.ts';
import type { AccessChange, Acquaintance, Direction, Life, NotCompared, StatementPlace } from './types.ts';

type Unmarked = Omit<AccessChange, 'told'>;

/** What comparing a document gives: nothing where the plan leaves it as it is, or where it grants nothing and limits nothing. */
export type Compared = { readonly change: Unmarked } | { readonly undetermined: NotCompared } | undefined;

/** Compares what stands in one place. */
export function compareDocument(
  document: DocumentSubject,
  universe: Universe,
  plan: number,
  known?: Acquaintance,
): Compared {
  const { origins, kind, state, before, content, references, judged } = document;
  const [{ address, attribute, actions, mode }] = origins;
  const stays = actions.every((action) => action === 'no-op' || action === 'read' || action === 'forget');
  if (mode === 'data' || stays || state === 'other-grammar') return undefined;
  const notCompared = (reason: string): Compared => ({
    undetermined: { address, attribute, reason, references, plan },
  });
  if (state === 'undetermined') return notCompared(document.reason ?? 'it is known only after apply');
  if (state === 'default')
    return before === undefined
      ? undefined
      : notCompared(`after the plan ${document.reason ?? 'it is the default'}`);
  const isGone = !judged && content === undefined;
  if (isSameText(before, content)) return undefined;
  const was = before === undefined ? undefined : parsedOf(before);
  const is = content === undefined ? undefined : parsedOf(content);
  if (is === 'invalid') return notCompared('it is no policy document that IAM would take');
  const life: Life = was === undefined || was === 'invalid' ? 'created' : isGone ? 'destroyed' : 'changed';
  const sides = sidesOf(document, was === 'invalid' ? undefined : was, is, known);
  if (sides === undefined) return undefined;
  const [newAccess, lostAccess] = bothDirections(sides, was === 'invalid' ? undefined : was, is, universe);
  const relation = relationOf(newAccess, lostAccess);
  if (relation === 'equal' && life !== 'changed') return undefined;
  const severity = severityIn(newAccess);
  const change: { -readonly [K in keyof Unmarked]: Unmarked[K] } = {
    subject: 'document',
    kind,
    address,
    addresses: [address],
    attribute,
    life,
    relation,
    newAccess,
    lostAccess,
    sensitive: document.sensitive,
    plan,
  };
  if (severity !== undefined) change.severity = severity;
  return { change };
}

function isSameText(before: Content | undefined, after: Content | undefined): boolean {
  return before?.form === 'text' && after?.form === 'text' && before.text === after.text;
}

function parsedOf(content: Content): PolicyDocument | 'invalid' {
  const parsed = parsePolicy(content);
  return parsed.ok ? parsed.document : 'invalid';
}

/** Kinds that limit what others grant, wherever they stand: without one there is no limit. */
const limits: ReadonlySet<string> = new Set(['scp', 'rcp', 'endpoint']);

interface DocumentSides extends Sides {
  /** Also compare what the denials alone leave of everything. */
  readonly denials: boolean;
  readonly place: Pick<StatementPlace, 'address' | 'attribute'>;
}

/** Undefined where a limit comes or goes that works only where it is attached: the principal tells. */
function sidesOf(
  { kind, origins, sensitive, withResource, account }: DocumentSubject,
  before: PolicyDocument | undefined,
  after: PolicyDocument | undefined,
  known: Acquaintance | undefined,
): DocumentSides | undefined {
  const isLimit = limits.has(kind) || kind === 'boundary' || kind === 'session';
  if ((before === undefined || after === undefined) && isLimit && !limits.has(kind)) return undefined;
  const [{ address, attribute, type }] = origins;
  // With its endpoint a policy comes and goes without anybody's access changing.
  if ((before === undefined || after === undefined) && /vpc_endpoint$/.test(type)) return undefined;
  const as = documentKinds.find((one): one is DocumentKind => one === kind) ?? 'resource';
  const none: Access = { layers: [limits.has(kind) ? [kind === 'scp' ? fullAccess : fullAccessForAll] : []] };
  const access = (document: PolicyDocument | undefined) =>
    document === undefined ? none : accessOf(document, as);
  // An identity policy that goes is told by whoever held it; the policy of a resource goes with it, or leaves it bare.
  const isStaying = after !== undefined || (kind === 'resource' && withResource !== true);
  return {
    before: access(before),
    after: access(after),
    kind,
    standing: (document) => (document === before || document === after ? { address, attribute } : undefined),
    sensitive,
    denials:
      before !== undefined && isStaying && !limits.has(kind) && (hasDenials(before) || hasDenials(after)),
    place: { address, attribute },
    ...(known === undefined ? {} : { known: withOwn(known, account) }),
  };
}

/** The account that the document belongs to is the user's own, whatever else is named. */
function withOwn(known: Acquaintance, account: string | undefined): Acquaintance {
  if (account === undefined || Object.hasOwn(known.accounts, account)) return known;
  return { ...known, accounts: { ...known.accounts, [account]: { trust: 'own' } } };
}

/**
 * A denial that goes widens what others allow, also where the document itself allows nothing more: identity policies
 * beside it, or the policy of the resource.
 */
function bothDirections(
  sides: DocumentSides,
  before: PolicyDocument | undefined,
  after: PolicyDocument | undefined,
  universe: Universe,
): readonly [gained: Direction, lost: Direction] {
  const { before: was, after: is } = sides;
  const plain =
    sides.kind === 'identity' ? plainChanges(before ?? empty, after ?? empty, universe) : undefined;
  const gained =
    plain?.gained === undefined
      ? directionOf('gained', [is, was], sides, universe)
      : foundDirection(plain.gained, was, sides, universe);
  const lost =
    plain?.lost === undefined
      ? directionOf('lost', [was, is], sides, universe)
      : foundDirection(plain.lost, is, sides, universe);
  if (!sides.denials) return [gained, lost];
  const { place } = sides;
  const beside: ReadonlySet<PolicyDocument> = new Set([fullAccess, fullAccessForAll]);
  const lifted: Sides = {
    ...sides,
    lifted: true,
    standing: (document) => (beside.has(document) ? undefined : place),
  };
  const [denyingAfter, denyingBefore] = withinBoth(after, before);
  const beyond = (side: 'gained' | 'lost', direction: Direction, pair: readonly [Access, Access]) =>
    direction.verdict === 'no' ? directionOf(side, pair, lifted, universe) : direction;
  return [
    beyond('gained', gained, [denyingAfter, denyingBefore]),
    beyond('lost', lost, [denyingBefore, denyingAfter]),
  ];
}

/** What the denials of both leave of everything; a document that is not there denies nothing. */
function withinBoth(
  after: PolicyDocument | undefined,
  before: PolicyDocument | undefined,
): readonly [Access, Access] {
  const hasPrincipals = [after, before].some((one) =>
    one?.statements.some(({ principal }) => principal !== undefined),
  );
  return [withinDenials(after ?? empty, hasPrincipals), withinDenials(before ?? empty, hasPrincipals)];
}

const empty: PolicyDocument = { statements: [] };

function hasDenials(document: PolicyDocument | undefined): boolean {
  return document?.statements.some(({ effect }) => effect !== 'Allow') === true;
}
