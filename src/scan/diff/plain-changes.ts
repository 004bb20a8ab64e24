/**
 * The usual change of an identity policy, without a search: statements that name their actions and compare texts for
 * equality. That nothing is new follows from each statement being part of one of the other side; what is new is guessed
 * and confirmed by the evaluator of one request. Whatever is not as plain, or not confirmed, is left to the engine.
 */
import type { Request } from '../../iam/request.ts';
import type { PolicyDocument, Statement } from '../../iam/types.ts';
import type { Universe } from '../../reason/action-set.ts';
import { matches } from '../../reason/glob-machine.ts';
import type { NewAccess } from '../../reason/new-access.ts';
import { isAllowed } from '../../reason/replay.ts';
import { formsOf } from '../../reason/resource-forms.ts';
import { ownAccount, roleIn } from '../../reason/worlds.ts';
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
  const found: NewAccess[] = [];
  for (const one of own) {
    const left = one.actions.filter((action) => !others.some((other) => isPart(one, action, other)));
    if (left.length === 0) continue;
    const confirmed = confirmedOf(one, left, sides);
    if (confirmed === undefined) return undefined;
    found.push(confirmed);
  }
  return found;
}

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
  const actions = texts(action.values, /^[\w-]+:\w+$/);
  const resources = texts(resource.values, /^[^$]+$/);
  const conditions = statement.conditions.map(({ base, set, ifExists, key, values, more }) => {
    const plain = texts(values, /^[^$]*$/);
    const isPlain = base === 'StringEquals' && set === undefined && !ifExists && more === undefined;
    return isPlain && plain !== undefined ? ([key.toLowerCase(), [...plain].sort()] as const) : undefined;
  });
  const known = conditions.filter((one) => one !== undefined);
  if (actions === undefined || resources === undefined || known.length < conditions.length) return undefined;
  if (new Set(known.map(([key]) => key)).size < known.length) return undefined;
  const reach = known.length === 0 ? '' : JSON.stringify([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { statement, actions: actions.map((one) => one.toLowerCase()), resources, conditions: known, reach };
}

/** The values where all of them are known, have the form, and are at least one. */
function texts(values: readonly unknown[], form: RegExp): readonly string[] | undefined {
  const all = values.filter((value): value is string => typeof value === 'string' && form.test(value));
  return all.length < values.length || all.length === 0 ? undefined : all;
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
    isAllowed({ layers: [[withheld]] }, request) === 'no' &&
    isAllowed({ layers: [[granted]] }, request) === 'yes';
  const guessed = actions.map((action) => requestFor(plain, action, universe));
  const right = guessed.filter((request) => request !== undefined && isNew(request)) as readonly Request[];
  const level = (name: string) => levelOf(name, catalogue);
  const [first, ...rest] = [...right].sort((a, b) => bySeverity(level(a.action), level(b.action)));
  if (first === undefined) return undefined;
  if (actions.some((action) => bySeverity(level(action), level(first.action)) < 0)) return undefined;
  const names = [first, ...rest].map(({ action }) => action);
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
  const carried = new Set(action.conditionKeys.map((key) => key.toLowerCase()));
  if (conditions.some(([key]) => !carried.has(key))) return undefined;
  const forms = formsOf(action);
  const resource = resources
    .filter((one) => one !== '*')
    .map((one) => one.replaceAll('*', 'example').replaceAll('?', 'x'))
    .find((one) => forms.some(({ machine }) => matches(machine, one)));
  if (resource === undefined) return undefined;
  const context = new Map(conditions.map(([key, [value = '']]) => [key, value] as const));
  return { caller: roleIn(ownAccount), action: action.name, resource, context };
}
