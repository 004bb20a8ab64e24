/**
 * The search for one request that some policies allow and others do not: depth first over the literals of statements, and
 * only over those that the request at hand violates. Each dimension tells whether its literals leave anything.
 *
 * A request is allowed by a grant when no denial matches and each of its layers has an allowance that matches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { KeyValue } from '../iam/request.ts';
import type { Cube, ResourceLiteral } from './cube.ts';
import { type Budget, findText, fits } from './find-text.ts';
import { type Form, type Machine, machineOf, matches, Undecided } from './glob-machine.ts';
import { type Grant, isTotal } from './grant.ts';
import { type Domain, type Found, findValue, isGranted, type Reading, type Wish } from './key-values.ts';
import type { ResourceForm } from './resource-forms.ts';
import { type Filling, fill } from './text-pattern.ts';

/** The surroundings of one search: cubes are already those that hold the action and name the caller. */
export interface Surroundings {
  readonly forms: readonly ResourceForm[];
  readonly domainOf: (key: string) => Domain;
  readonly filling: Filling;
  readonly reading: Reading;
  readonly budget: Budget;
}

/** A request as far as resource and keys go, and the allowance that lets it through. */
export interface Model {
  readonly resource: string;
  readonly values: ReadonlyMap<string, Found>;
  /** The allowance of the first layer. */
  readonly allowance: Cube;
}

interface State {
  readonly wanted: readonly Machine[];
  readonly unwanted: readonly Machine[];
  readonly resource: string;
  readonly wishes: ReadonlyMap<string, readonly Wish[]>;
  readonly values: ReadonlyMap<string, Found>;
}

/** Finds a request that `granted` allows and no one of `withheld` does; undefined where there is none. */
export function findModel(
  granted: Grant,
  withheld: readonly Grant[],
  surroundings: Surroundings,
): Model | undefined {
  // A denial without a literal of its own takes everything.
  if (granted.denials.some(isTotal)) return undefined;
  for (const form of surroundings.forms) {
    const empty: State = { wanted: [], unwanted: [], resource: '', wishes: new Map(), values: new Map() };
    const start = withResource(empty, [form.machine], [], surroundings);
    const found = start && chooseAllowances(start, granted, withheld, [], surroundings);
    if (found !== undefined) return found;
  }
  return undefined;
}

function chooseAllowances(
  state: State,
  granted: Grant,
  withheld: readonly Grant[],
  chosen: readonly Cube[],
  surroundings: Surroundings,
): Model | undefined {
  const layer = granted.layers[chosen.length];
  if (layer === undefined) return refine(state, granted, withheld, chosen, surroundings);
  for (const cube of layer)
    for (const next of asserted(state, cube, surroundings)) {
      const found = chooseAllowances(next, granted, withheld, [...chosen, cube], surroundings);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** Tests the request at hand against what must not match, and branches over the first that does. */
function refine(
  state: State,
  granted: Grant,
  withheld: readonly Grant[],
  chosen: readonly Cube[],
  surroundings: Surroundings,
): Model | undefined {
  if (--surroundings.budget.left < 0)
    throw new Undecided('the policies are too contrived: they exceed the budget of steps');
  const branches = violated(state, granted, withheld, surroundings);
  const [allowance] = chosen;
  if (branches === undefined)
    return allowance && { resource: state.resource, values: state.values, allowance };
  for (const next of branches) {
    const found = refine(next, granted, withheld, chosen, surroundings);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The states in one of which every solution lies, where the request violates something; undefined where it does not. */
function violated(
  state: State,
  granted: Grant,
  withheld: readonly Grant[],
  surroundings: Surroundings,
): Iterable<State> | undefined {
  const denial = granted.denials.find((cube) => holds(state, cube, surroundings));
  if (denial !== undefined) return falsified(state, denial, surroundings);
  for (const grant of withheld) {
    if (grant.denials.some((cube) => holds(state, cube, surroundings))) continue;
    const allowances = grant.layers.map((layer) => layer.find((cube) => holds(state, cube, surroundings)));
    if (allowances.some((cube) => cube === undefined)) continue;
    return failed(state, grant, allowances as readonly Cube[], surroundings);
  }
  return undefined;
}

/** A grant fails where one of the allowances that let the request through does not match, or some denial does. */
function* failed(
  state: State,
  { denials }: Grant,
  allowances: readonly Cube[],
  surroundings: Surroundings,
): Generator<State> {
  for (const cube of allowances) yield* falsified(state, cube, surroundings);
  for (const cube of denials) yield* asserted(state, cube, surroundings);
}

/** States in which the cube matches. */
function* asserted(state: State, cube: Cube, surroundings: Surroundings): Generator<State> {
  const kept = withWishes(
    state,
    cube.conditions.map((about) => ({ about, holds: true })),
    surroundings,
  );
  if (kept === undefined) return;
  const { resource } = cube;
  if (resource === undefined) yield kept;
  else if (resource.negated)
    yield* some(withResource(kept, [], machinesOf(resource, surroundings), surroundings));
  else
    for (const machine of machinesOf(resource, surroundings))
      yield* some(withResource(kept, [machine], [], surroundings));
}

/** States in which the cube does not match: one of its literals fails. */
function* falsified(state: State, cube: Cube, surroundings: Surroundings): Generator<State> {
  const { resource } = cube;
  if (resource?.negated === false) {
    yield* some(withResource(state, [], machinesOf(resource, surroundings), surroundings));
  } else if (resource !== undefined) {
    for (const machine of machinesOf(resource, surroundings))
      yield* some(withResource(state, [machine], [], surroundings));
  }
  for (const about of cube.conditions)
    yield* some(withWishes(state, [{ about, holds: false }], surroundings));
}

function some(state: State | undefined): readonly State[] {
  return state === undefined ? [] : [state];
}

function withResource(
  state: State,
  wanted: readonly Machine[],
  unwanted: readonly Machine[],
  { budget }: Surroundings,
): State | undefined {
  // Only a pattern that is nothing but `*` is about a request without a resource.
  if (state.resource === noResource) {
    const isFit = wanted.every((machine) => machine === everything) && !unwanted.includes(everything);
    return isFit ? state : undefined;
  }
  const next = { ...state, wanted: [...state.wanted, ...wanted], unwanted: [...state.unwanted, ...unwanted] };
  if (state.resource !== '' && fits(state.resource, wanted, unwanted)) return next;
  const resource = findText(next.wanted, next.unwanted, budget);
  return resource === undefined ? undefined : { ...next, resource };
}

function withWishes(state: State, wishes: readonly Wish[], surroundings: Surroundings): State | undefined {
  if (wishes.length === 0) return state;
  const all = new Map(state.wishes);
  const values = new Map(state.values);
  const touched = new Set<string>();
  for (const wish of wishes) {
    const { key } = wish.about;
    all.set(key, [...(all.get(key) ?? []), wish]);
    touched.add(key);
  }
  for (const key of touched) {
    const { filling, reading, budget } = surroundings;
    const found = findValue({
      wishes: all.get(key) ?? [],
      domain: surroundings.domainOf(key),
      filling,
      reading,
      budget,
    });
    if (found === undefined) return undefined;
    values.set(key, found);
  }
  return { ...state, wishes: all, values };
}

/** Does the cube match the request at hand? A key that nothing was asked of yet has its plainest value. */
function holds(state: State, cube: Cube, surroundings: Surroundings): boolean {
  const { resource, conditions } = cube;
  if (resource !== undefined) {
    const isNamed = machinesOf(resource, surroundings).some(
      (machine) =>
        machine === everything || (state.resource !== noResource && matches(machine, state.resource)),
    );
    if (isNamed === resource.negated) return false;
  }
  return conditions.every((about) =>
    isGranted({ about, holds: true }, valueAt(state, about.key, surroundings), surroundings),
  );
}

function valueAt(state: State, key: string, surroundings: Surroundings) {
  const found = state.values.get(key);
  return found === undefined ? plainValue(key, surroundings) : found.value;
}

/** What a key is where nothing is asked of it: absent, if it can be. */
export function plainValue(key: string, surroundings: Surroundings): KeyValue | undefined {
  const { filling, reading, budget } = surroundings;
  return findValue({ wishes: [], domain: surroundings.domainOf(key), filling, reading, budget })?.value;
}

function machinesOf(literal: ResourceLiteral, { filling, reading }: Surroundings): readonly Machine[] {
  const form: Form = reading.open ? 'text' : 'segment';
  return literal.patterns.flatMap((pattern) => {
    const text = fill(pattern, filling);
    return text === undefined
      ? []
      : [isEverything(text) ? everything : machineOf(reading.open ? text : completed(text), form)];
  });
}

const everything = machineOf('*', 'text');
const noResource = '*';

function isEverything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/**
 * "If you specify an incomplete ARN … AWS automatically completes the ARN by adding wildcard characters (*) to all missing
 * fields": the narrower reading completes it, the wider one takes it as a text.
 */
function completed(pattern: string): string {
  const missing = 6 - pattern.split(':').length;
  return missing > 0 ? pattern + ':*'.repeat(missing) : pattern;
}
