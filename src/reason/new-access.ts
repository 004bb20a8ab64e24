/**
 * Does one set of policies allow a request that another does not? Yes with the request, no, or undetermined with the
 * reason. Each of AWS's ambiguities is read both ways; an answer holds in both, or it is undetermined.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html
 */
import type { Request } from '../iam/request.ts';
import type { PolicyDocument, Statement } from '../iam/types.ts';
import { type ActionClass, actionClasses, once } from './action-classes.ts';
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
  const classes = remembering(actionClasses(granted.layers[0] ?? [], all, universe));
  const ask = (open: boolean) => replayed(explore({ ...search, open }, classes, extent), after, before);
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

function explore(search: Search, classes: Iterable<ActionClass>, extent: Asking['extent']): Explored {
  const found: Found[] = [];
  let undecided: string | undefined;
  let granted: Grant = search.granted;
  for (const actions of classes) {
    try {
      let one = searchClass({ ...search, granted }, actions);
      for (; one !== undefined; one = searchClass({ ...search, granted }, actions)) {
        found.push(one);
        if (extent === 'one') return { found, undecided };
        granted = without(granted, one.allowance);
      }
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      undecided ??= error.message;
    }
  }
  return { found, undecided };
}

/** What is gone through more than once, and made only as far as it is asked for. */
function remembering<T>(source: Iterator<T>): Iterable<T> {
  const made: T[] = [];
  return {
    *[Symbol.iterator]() {
      for (let at = 0; ; at++) {
        if (at === made.length) {
          const next = source.next();
          if (next.done === true) return;
          made.push(next.value);
        }
        yield made[at] as T;
      }
    },
  };
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
  { request: found, readable, allowance, actions }: Found,
  after: Access,
  before: Access,
): NewAccess | undefined {
  for (const request of readable)
    if (isAllowed(after, request) === 'yes' && isAllowed(before, request) === 'no')
      return { request, statement: allowance.statement, document: allowance.document, actions };
  if (isAllowed(after, found) === 'no' || isAllowed(before, found) === 'yes') throw new Mismatch(found);
  return undefined;
}

/** A class of a document's own actions, with a request that it allows. */
interface OwnClass {
  /** The most consequential action, for which all of the class are ranked. */
  readonly first: () => string | undefined;
  readonly request: () => NewAccess | undefined;
}

/** What a document allows by itself, worked out once and as far as it is asked for. */
const ownClasses = new WeakMap<PolicyDocument, readonly OwnClass[]>();

/** The quick answer: a request of `after` for an action that no allowance of `before` holds. */
function unmatched(after: Access, before: Access, universe: Universe): NewAccess | undefined {
  const [[document, second] = [], ...layers] = after.layers;
  if (document === undefined || second !== undefined || layers.length > 0) return undefined;
  const held = before.layers.map((layer) => layer.map((one) => heldActions(one, universe)));
  if (held.flat().some(({ isOdd }) => isOdd)) return undefined;
  let own = ownClasses.get(document);
  if (own === undefined) {
    const asked = heldActions(document, universe);
    if (held.every((layer) => layer.some((one) => one.includes(asked)))) return undefined;
    own = classesOf(document, universe);
    ownClasses.set(document, own);
  }
  const isHeld = (action: string) => held.every((layer) => layer.some((one) => one.holds(action)));
  const mayBeHeld = held.every((layer) => layer.length > 0);
  for (const { first, request } of own) {
    if (mayBeHeld && isHeld(first() ?? '')) continue;
    const found = request();
    if (found !== undefined && !isHeld(found.request.action)) return found;
  }
  return undefined;
}

function classesOf(document: PolicyDocument, universe: Universe): readonly OwnClass[] {
  const granted = grantOf({ layers: [[document]] }, universe);
  const all = cubesIn(granted);
  const search = { granted, withheld: nothing, worlds: worldsOf(all), universe, open: false };
  return [...actionClasses(granted.layers[0] ?? [], all, universe)].map((actions) => ({
    first: () => actions.actions()[0],
    request: once(() => requestOf(search, actions, document)),
  }));
}

const nothing: Grant = { layers: [[]], denials: [] };

function requestOf(
  search: Omit<Search, 'total'>,
  actions: ActionClass,
  document: PolicyDocument,
): NewAccess | undefined {
  try {
    const one = searchClass({ ...search, total: { left: mostStates } }, actions);
    return one && confirmed(one, { layers: [[document]] }, { layers: [[]] });
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
