/**
 * Does one set of policies allow a request that another does not? Yes with the request, no, or undetermined with the
 * reason. Each of AWS's ambiguities is read both ways; an answer holds in both, or it is undetermined.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html
 */
import type { Request } from '../iam/request.ts';
import type { PolicyDocument, Statement } from '../iam/types.ts';
import { actionClasses } from './action-classes.ts';
import type { Universe } from './action-set.ts';
import type { Cube } from './cube.ts';
import { Undecided } from './glob-machine.ts';
import { cubesIn, type Grant, grantOf } from './grant.ts';
import { heldActions } from './held-actions.ts';
import { isOpen, unreadable } from './open-readings.ts';
import { type Access, isAllowed, Mismatch } from './replay.ts';
import { type Search, searchClass } from './search-class.ts';
import type { Found } from './witness.ts';
import { type World, worldsOf } from './worlds.ts';

/** A request that the first allows and the second does not, with the statement that allows it. */
export interface NewAccess {
  readonly request: Request;
  readonly statement: Statement;
  readonly document: PolicyDocument;
  /** Actions that are new in the same way, the most consequential first; `request` is for one of them. */
  readonly actions: readonly string[];
}

/** The answer to a question of what is allowed. */
export type Outcome =
  | { readonly verdict: 'yes'; readonly found: readonly [NewAccess, ...NewAccess[]] }
  | { readonly verdict: 'no' }
  | { readonly verdict: 'undetermined'; readonly reason: string };

/** What is asked, apart from the policies. */
export interface Asking {
  readonly universe: Universe;
  /** `one` request is enough, or one for `each` allowance that brings something new. */
  readonly extent: 'one' | 'each';
  /** Who may ask; absent: everyone who can matter. */
  readonly worldsOf?: (cubes: readonly Cube[]) => readonly World[];
}

/** States that one question may look at. */
const mostStates = 200_000;

const twoReadings = 'AWS documents two readings of a wildcard or a condition, and they differ here';

/** Asks whether `after` allows what `before` does not. The documents have no holes. Throws `Mismatch` for a defect here. */
export function newAccess(after: Access, before: Access, asking: Asking): Outcome {
  const { universe, extent } = asking;
  if (extent === 'one' && asking.worldsOf === undefined) {
    const found = unmatched(after, before, universe);
    if (found !== undefined) return { verdict: 'yes', found: [found] };
  }
  const granted = grantOf(after, universe);
  const withheld = grantOf(before, universe);
  const all = [...cubesIn(granted), ...cubesIn(withheld)];
  const odd = all.map(unreadable).find((reason) => reason !== undefined);
  if (odd !== undefined) return { verdict: 'undetermined', reason: odd };
  const search = {
    granted,
    withheld,
    worlds: (asking.worldsOf ?? worldsOf)(all),
    universe,
    total: { left: mostStates },
  };
  const ask = (open: boolean) => replayed(explore({ ...search, open }, all, extent), after, before);
  const first = ask(false);
  if (!all.some(isOpen)) return first;
  return agreed(first, ask(true));
}

/** Where the readings differ nothing is certain. A request that the replay confirms holds in both. */
function agreed(first: Outcome, second: Outcome): Outcome {
  if (first.verdict === 'yes' || second.verdict === first.verdict) return first;
  if (second.verdict === 'yes') return second;
  if (first.verdict === 'undetermined') return first;
  return second.verdict === 'undetermined' ? second : { verdict: 'undetermined', reason: twoReadings };
}

interface Explored {
  readonly found: readonly Found[];
  readonly undecided: string | undefined;
}

function explore(search: Search, all: readonly Cube[], extent: Asking['extent']): Explored {
  const found: Found[] = [];
  let undecided: string | undefined;
  let granted: Grant = search.granted;
  for (const actions of actionClasses(granted.layers[0] ?? [], all, search.universe)) {
    try {
      const one = searchClass({ ...search, granted }, actions);
      if (one === undefined) continue;
      found.push(one);
      if (extent === 'one') break;
      granted = without(granted, one.allowance);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      undecided ??= error.message;
    }
  }
  return { found, undecided };
}

/** One request for each allowance is enough. */
function without({ layers: [first = [], ...others], denials }: Grant, allowance: Cube): Grant {
  return { layers: [first.filter((cube) => cube !== allowance), ...others], denials };
}

/** Only what the evaluator of one request confirms is told; what it finds ambiguous is not certain. */
function replayed({ found, undecided }: Explored, after: Access, before: Access): Outcome {
  const certain = found.flatMap((one) => confirmed(one, after, before) ?? []);
  const [first, ...others] = certain;
  if (first !== undefined) return { verdict: 'yes', found: [first, ...others] };
  if (found.length > 0) return { verdict: 'undetermined', reason: twoReadings };
  return undecided === undefined ? { verdict: 'no' } : { verdict: 'undetermined', reason: undecided };
}

/** The most readable request that is confirmed; what was found as it is must never be refuted. */
function confirmed(
  { requests, allowance, actions }: Found,
  after: Access,
  before: Access,
): NewAccess | undefined {
  for (const request of requests)
    if (isAllowed(after, request) === 'yes' && isAllowed(before, request) === 'no')
      return { request, statement: allowance.statement, document: allowance.document, actions };
  const raw = requests[requests.length - 1] ?? requests[0];
  if (isAllowed(after, raw) === 'no' || isAllowed(before, raw) === 'yes') throw new Mismatch(raw);
  return undefined;
}

/** What a document allows by itself: one request for each class of its actions, found once. */
const ownRequests = new WeakMap<PolicyDocument, readonly NewAccess[]>();

/** The quick answer: a request of `after` for an action that no allowance of `before` holds. */
function unmatched(after: Access, before: Access, universe: Universe): NewAccess | undefined {
  const [[document, second] = [], ...layers] = after.layers;
  if (document === undefined || second !== undefined || layers.length > 0) return undefined;
  let own = ownRequests.get(document);
  if (own === undefined) {
    own = requestsOf(document, universe);
    ownRequests.set(document, own);
  }
  const held = before.layers.map((layer) => layer.map((one) => heldActions(one, universe)));
  return own.find(({ request }) => held.some((layer) => !layer.some((one) => one.holds(request.action))));
}

function requestsOf(document: PolicyDocument, universe: Universe): readonly NewAccess[] {
  const granted = grantOf({ layers: [[document]] }, universe);
  const all = cubesIn(granted);
  const search = { granted, withheld: nothing, worlds: worldsOf(all), universe, open: false };
  const found: NewAccess[] = [];
  for (const actions of actionClasses(granted.layers[0] ?? [], all, universe)) {
    const { found: own } = replayedClass({ ...search, total: { left: mostStates } }, actions, document);
    found.push(...own);
  }
  return found;
}

const nothing: Grant = { layers: [[]], denials: [] };

function replayedClass(search: Search, actions: Parameters<typeof searchClass>[1], document: PolicyDocument) {
  const access: Access = { layers: [[document]] };
  try {
    const one = searchClass(search, actions);
    const own = one === undefined ? undefined : confirmed(one, access, { layers: [[]] });
    return { found: own === undefined ? [] : [own] };
  } catch (error) {
    if (error instanceof Undecided) return { found: [] };
    throw error;
  }
}
