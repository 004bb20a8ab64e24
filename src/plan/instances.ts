/**
 * From what a reference names to the instances of the plan: every copy where no key is known, one where it is.
 * A plan may have 100,000 of them, each referring to another, so they are indexed once, at the first question.
 */
import { own } from '../base/decode.ts';
import { isHole } from '../base/value.ts';
import { formatModules, parseModules } from './address.ts';
import { nameAt, type Step } from './traversal.ts';
import type { ModuleStep, Plan, PriorResource, Resolution, ResourceChange } from './types.ts';
import { type Entry, modulesOf } from './written.ts';

/** A resolution that found a resource. */
export type Target = Pick<
  Extract<Resolution, { found: 'resource' }>,
  'modules' | 'mode' | 'type' | 'name' | 'key'
>;

/** The changes of what a reference leads to; deposed objects, which nothing refers to, are left out. */
export function changesAt(plan: Plan, resolution: Resolution): readonly ResourceChange[] {
  return resolution.found === 'resource' ? matching(indexOf(plan).changes, resolution) : [];
}

/** The resources of the prior state that a reference leads to. */
export function priorAt(plan: Plan, resolution: Resolution): readonly PriorResource[] {
  return resolution.found === 'resource' ? matching(indexOf(plan).prior, resolution) : [];
}

/** True where the plan has an instance of just that key, to be changed or read before. */
export function hasInstance(plan: Plan, target: Target): boolean {
  const resolution: Resolution = { found: 'resource', attribute: '', ...target };
  return changesAt(plan, resolution).length > 0 || priorAt(plan, resolution).length > 0;
}

/** True where the plan has something in the module instance of that path. */
export function hasModule(plan: Plan, path: readonly ModuleStep[]): boolean {
  return indexOf(plan).modules.has(formatModules(path));
}

/**
 * The steps that lead into the resource itself: those before its first attribute belong to an object that somebody
 * wrote around it (`{ role = aws_iam_role.r }`). All of them where none is an attribute of it.
 */
export function attributeIn(plan: Plan, target: Target, steps: readonly Step[]): readonly Step[] {
  const resolution: Resolution = { found: 'resource', attribute: '', ...target };
  const [change] = changesAt(plan, resolution);
  const [prior] = priorAt(plan, resolution);
  const objects = [change?.raw.after, change?.raw.after_unknown, change?.raw.before, prior?.values];
  const first = steps.findIndex((_, at) => objects.some((one) => own(one, nameAt(steps, at)) !== undefined));
  return first < 0 ? steps : steps.slice(first);
}

interface Instance<T> {
  readonly entry: T;
  readonly modules: readonly ModuleStep[];
}

/** All instances of one resource, by their keys; those whose own or module's key is unknown yet stand apart. */
interface Copies<T> {
  readonly all: Instance<T>[];
  readonly byKeys: Map<string, T[]>;
  readonly open: Instance<T>[];
}

interface Index {
  /** Addresses of the module instances that hold something. */
  readonly modules: ReadonlySet<string>;
  readonly changes: ReadonlyMap<string, Copies<ResourceChange>>;
  readonly prior: ReadonlyMap<string, Copies<PriorResource>>;
}

const indices = new WeakMap<Plan, Index>();

function indexOf(plan: Plan): Index {
  const known = indices.get(plan);
  if (known !== undefined) return known;
  const current = plan.changes.filter((change) => change.deposed === undefined);
  const addresses = new Set([...plan.changes, ...plan.prior].map(({ moduleAddress = '' }) => moduleAddress));
  const paths = [...addresses].map((address) => parseModules(address) ?? []);
  const index = {
    changes: indexed(current),
    prior: indexed(plan.prior),
    modules: new Set(paths.flatMap((path) => path.map((_, at) => formatModules(path.slice(0, at + 1))))),
  };
  indices.set(plan, index);
  return index;
}

function indexed<T extends Entry>(entries: readonly T[]): ReadonlyMap<string, Copies<T>> {
  const index = new Map<string, Copies<T>>();
  for (const entry of entries) {
    const modules = modulesOf(entry);
    const name = nameKey(modules, entry);
    const copies = index.get(name) ?? { all: [], byKeys: new Map<string, T[]>(), open: [] };
    index.set(name, copies);
    copies.all.push({ entry, modules });
    if (isHole(entry.index) || modules.some((step) => step.keyUnknown)) copies.open.push({ entry, modules });
    for (const keys of [keysOf(modules, entry.index), keysOf(modules, undefined)]) {
      const same = copies.byKeys.get(keys);
      if (same === undefined) copies.byKeys.set(keys, [entry]);
      else if (same.at(-1) !== entry) same.push(entry);
    }
  }
  return index;
}

function nameKey(modules: readonly ModuleStep[], { mode, type, name }: Omit<Entry, 'index'>): string {
  return `${modules.map((step) => step.name).join('/')} ${mode} ${type} ${name}`;
}

/** Keys as one text; `[0]` and `["0"]` mean the same instance, since Terraform converts them. */
function keysOf(modules: readonly ModuleStep[], key: Entry['index']): string {
  const textOf = (one: Entry['index']): string | null => (one === undefined || isHole(one) ? null : `${one}`);
  return JSON.stringify([...modules.map((step) => textOf(step.key)), textOf(key)]);
}

/** Exact keys first: a module or resource that is not repeated has none, and then "no key" is exact as well. */
function matching<T extends Entry>(index: ReadonlyMap<string, Copies<T>>, target: Target): readonly T[] {
  const copies = index.get(nameKey(target.modules, target));
  if (copies === undefined) return [];
  const exact = copies.byKeys.get(keysOf(target.modules, target.key)) ?? [];
  const others = exact.length > 0 ? copies.open : copies.all;
  const possible = others.filter((one) => isPossible(one, target)).map(({ entry }) => entry);
  return exact.length === 0 ? possible : [...new Set([...exact, ...possible])];
}

/** A key that is not known on either side may be any. */
function isPossible({ entry, modules }: Instance<Entry>, target: Target): boolean {
  const agrees = (known: Entry['index'], asked: string | number | undefined): boolean =>
    asked === undefined || isHole(known) || `${known}` === `${asked}`;
  return (
    agrees(entry.index, target.key) &&
    target.modules.every((step, at) => modules[at]?.keyUnknown || agrees(modules[at]?.key, step.key))
  );
}
