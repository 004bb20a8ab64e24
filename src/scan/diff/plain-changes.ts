/**
 * The usual change of an identity policy, without a search: statements that name their actions and compare texts for
 * equality. That nothing is new follows from each statement being part of one of the other side; what is new is guessed
 * and confirmed by the evaluator of one request. Whatever is not as plain, or not confirmed, is left to the engine.
 */
import type { Action } from '../../aws/service.ts';
import { evaluateDocument } from '../../iam/evaluate.ts';
import type { Request } from '../../iam/request.ts';
import type { Condition, PolicyDocument, Statement } from '../../iam/types.ts';
import type { Universe } from '../../reason/action-set.ts';
import { ownAccount, roleIn } from '../../reason/callers.ts';
import { matches } from '../../reason/glob-machine.ts';
import type { NewAccess } from '../../reason/new-access.ts';
import { formsOf, type ResourceForm } from '../../reason/resource-forms.ts';
import { bySeverity, levelOf } from './severity.ts';

/** What each side allows and the other does not, a statement at a time; undefined where that takes the engine. */
export interface PlainChanges {
  readonly gained: readonly NewAccess[] | undefined;
  readonly lost: readonly NewAccess[] | undefined;
}

/** Compares two documents; undefined where one of them is not plain. */
export function plainChanges(
  before: PolicyDocument,
  after: PolicyDocument,
  universe: Universe,
): PlainChanges | undefined {
  const was = plainStatements(before);
  const is = was === undefined ? undefined : plainStatements(after);
  if (was === undefined || is === undefined) return undefined;
  return {
    gained: newIn(is, was, { granted: after, withheld: before, universe }),
    lost: newIn(was, is, { granted: before, withheld: after, universe }),
  };
}

function newIn(
  own: readonly Plain[],
  others: readonly Plain[],
  sides: Sides,
): readonly NewAccess[] | undefined {
  let found: NewAccess[] | undefined;
  for (const one of own) {
    const isNew = (action: string) => !others.some((other) => isPart(one, action, other));
    if (!one.actions.some(isNew)) continue;
    const confirmed = confirmedOf(one, one.actions.filter(isNew), sides);
    if (confirmed === undefined) return undefined;
    found ??= [];
    found.push(confirmed);
  }
  return found ?? nothing;
}

const nothing: readonly NewAccess[] = [];

/** A statement as this module reads it. */
interface Plain {
  readonly statement: Statement;
  /** In lower case, without wildcards. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly (readonly [key: string, values: readonly string[]])[];
  /** The same for the same conditions. */
  readonly reach: string;
}

function plainStatements({ statements, moreStatements }: PolicyDocument): readonly Plain[] | undefined {
  if (moreStatements !== undefined) return undefined;
  const all: Plain[] = [];
  for (const statement of statements) {
    const plain = plainOf(statement);
    if (plain === undefined) return undefined;
    all.push(plain);
  }
  return all;
}

function plainOf(statement: Statement): Plain | undefined {
  const { effect, action, resource, principal, moreConditions } = statement;
  if (effect !== 'Allow' || principal !== undefined || moreConditions !== undefined) return undefined;
  if (resource === undefined || resource.negated || resource.more) return undefined;
  if (action.negated || action.more) return undefined;
  if (!areTexts(action.values, /^[\w-]+:\w+$/) || !areTexts(resource.values, /^[^$]+$/)) return undefined;
  const conditions = plainConditions(statement.conditions);
  if (conditions === undefined) return undefined;
  const actions = action.values.map((one) => one.toLowerCase());
  const reach = conditions.length === 0 ? '' : JSON.stringify(conditions);
  return { statement, actions, resources: resource.values, conditions, reach };
}

/** Sorted by key; undefined where one compares otherwise than for equality, or a key stands twice. */
function plainConditions(conditions: readonly Condition[]): Plain['conditions'] | undefined {
  if (conditions.length === 0) return unconditional;
  const plain: (readonly [key: string, values: readonly string[]])[] = [];
  for (const { base, set, ifExists, key, values, more } of conditions) {
    if (base !== 'StringEquals' || set !== undefined || ifExists || more !== undefined) return undefined;
    if (!areTexts(values, /^[^$]*$/)) return undefined;
    plain.push([key.toLowerCase(), values.length === 1 ? values : [...values].sort()]);
  }
  if (plain.length === 1) return plain;
  if (new Set(plain.map(([key]) => key)).size < plain.length) return undefined;
  return plain.sort(([a], [b]) => (a < b ? -1 : 1));
}

const unconditional: Plain['conditions'] = [];

/** All of the values are known and have the form, and they are at least one. */
function areTexts(values: readonly unknown[], form: RegExp): values is readonly string[] {
  return values.length > 0 && values.every((value) => typeof value === 'string' && form.test(value));
}

/** Whatever one allows for the action, the other allows as well. */
function isPart(one: Plain, action: string, other: Plain): boolean {
  const isCovered = (resource: string) => other.resources.includes(resource) || other.resources.includes('*');
  const isWide = other.reach === '' || other.reach === one.reach;
  return isWide && other.actions.includes(action) && one.resources.every(isCovered);
}

interface Sides {
  readonly granted: PolicyDocument;
  readonly withheld: PolicyDocument;
  readonly universe: Universe;
}

/** The actions for which the guess is right; undefined unless it is right for the worst of them. */
function confirmedOf(
  plain: Plain,
  actions: readonly string[],
  { granted, withheld, universe }: Sides,
): NewAccess | undefined {
  const { catalogue } = universe;
  const isNew = (request: Request) =>
    evaluateDocument(withheld, request).voice === 'silent' &&
    evaluateDocument(granted, request).voice === 'allows';
  const right: Request[] = [];
  for (const action of actions) {
    const request = requestFor(plain, action, universe);
    if (request !== undefined && isNew(request)) right.push(request);
  }
  const level = (name: string) => levelOf(name, catalogue);
  if (right.length > 1) right.sort((a, b) => bySeverity(level(a.action), level(b.action)));
  const [first] = right;
  if (first === undefined) return undefined;
  if (actions.some((action) => bySeverity(level(action), level(first.action)) < 0)) return undefined;
  const names = right.map(({ action }) => action);
  return { request: first, statement: plain.statement, document: granted, actions: names };
}

/** A request that the statement allows by the looks of it. */
function requestFor(
  { resources, conditions }: Plain,
  name: string,
  { catalogue }: Universe,
): Request | undefined {
  const action = catalogue.action(name);
  if (action === undefined) return undefined;
  const { carried, forms } = factsOf(action);
  if (conditions.some(([key]) => !carried.has(key))) return undefined;
  for (const pattern of resources) {
    if (pattern === '*') continue;
    const resource = pattern.replaceAll('*', 'example').replaceAll('?', 'x');
    if (!forms.some(({ machine }) => matches(machine, resource))) continue;
    const context = new Map(conditions.map(([key, [value = '']]) => [key, value]));
    return { caller, action: action.name, resource, context };
  }
  return undefined;
}

const caller = roleIn(ownAccount);

interface ActionFacts {
  /** Condition keys that its requests carry, in lower case. */
  readonly carried: ReadonlySet<string>;
  readonly forms: readonly ResourceForm[];
}

const known = new WeakMap<Action, ActionFacts>();

function factsOf(action: Action): ActionFacts {
  const done = known.get(action);
  if (done !== undefined) return done;
  const carried = new Set(action.conditionKeys.map((key) => key.toLowerCase()));
  const facts = { carried, forms: formsOf(action) };
  known.set(action, facts);
  return facts;
}
