/**
 * From an address to its place in the configuration, and from a resolution to the instances it names.
 */
import { isHole } from '../base/value.ts';
import { parseModules } from './address.ts';
import { resourceKey } from './configuration.ts';
import type {
  Configuration,
  Expression,
  Expressions,
  ModuleConfiguration,
  ModuleStep,
  Plan,
  PriorResource,
  Resolution,
  ResourceChange,
  ResourceConfiguration,
} from './types.ts';

/** The configuration of the module at a path; keys do not matter, all instances share it. */
export function moduleAt(
  configuration: Configuration,
  modules: readonly ModuleStep[],
): ModuleConfiguration | undefined {
  let at: ModuleConfiguration | undefined = configuration.root;
  for (const step of modules) at = at?.calls[step.name]?.module;
  return at;
}

/** A resource in the configuration, with the module path (and its keys) that an entry of the plan stands in. */
export interface Written {
  readonly modules: readonly ModuleStep[];
  readonly resource: ResourceConfiguration;
}

type Named = Pick<PriorResource, 'mode' | 'type' | 'name' | 'moduleAddress'> | ResourceChange;

/** Where an entry of the plan is written; undefined where the configuration does not have it (deleted, planned values only). */
export function writtenAt(plan: Plan, entry: Named): Written | undefined {
  const modules = modulesOf(entry);
  const key = resourceKey(entry.mode, entry.type, entry.name);
  const resource = moduleAt(plan.configuration, modules)?.resources[key];
  return resource === undefined ? undefined : { modules, resource };
}

/** The module path of an entry. */
export function modulesOf(entry: { readonly moduleAddress?: string }): readonly ModuleStep[] {
  return entry.moduleAddress === undefined ? [] : (parseModules(entry.moduleAddress) ?? []);
}

/**
 * The expression somebody wrote for an attribute: `policy`, or steps into blocks. `unwritten` means that nobody wrote
 * it; a block may still come from `dynamic`, which the configuration leaves out, so for blocks it is `unseen`.
 */
export function expressionAt(
  expressions: Expressions,
  steps: readonly (string | number)[],
): Expression | 'unwritten' | 'unseen' {
  const [first = '', ...rest] = steps;
  const node = expressions[String(first)];
  if (node === undefined) return rest.length === 0 ? 'unwritten' : 'unseen';
  if (node.node === 'expression') return node.expression;
  if (node.node === 'block')
    return expressionAt(node.block, typeof rest[0] === 'number' ? rest.slice(1) : rest);
  const block = node.blocks[typeof rest[0] === 'number' ? rest[0] : 0];
  return block === undefined ? 'unseen' : expressionAt(block, rest.slice(1));
}

/** The provider configuration's key of an entry: `aws`, `aws.east`, `module.x:aws`. */
export function providerOf(plan: Plan, entry: Named): string | undefined {
  return writtenAt(plan, entry)?.resource.providerKey;
}

/** Entries of the plan by what a reference names, without keys. Build it once a plan. */
export interface Instances {
  changes(target: Resolution): readonly ResourceChange[];
  prior(target: Resolution): readonly PriorResource[];
}

/** Indexes the instances of a plan at the first question. */
export function instancesOf(plan: Plan): Instances {
  let changes: ReadonlyMap<string, readonly ResourceChange[]> | undefined;
  let prior: ReadonlyMap<string, readonly PriorResource[]> | undefined;
  return {
    changes: (target) => {
      changes ??= indexed(plan.changes);
      return matching(changes, target);
    },
    prior: (target) => {
      prior ??= indexed(plan.prior);
      return matching(prior, target);
    },
  };
}

function indexed<T extends Named>(entries: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const entry of entries) {
    const key = indexKey(modulesOf(entry), entry);
    const known = index.get(key);
    if (known === undefined) index.set(key, [entry]);
    else known.push(entry);
  }
  return index;
}

function indexKey(
  modules: readonly ModuleStep[],
  { mode, type, name }: Pick<Named, 'mode' | 'type' | 'name'>,
): string {
  return `${modules.map((step) => step.name).join('/')} ${mode} ${type} ${name}`;
}

function matching<T extends Named & { readonly index?: unknown }>(
  index: ReadonlyMap<string, readonly T[]>,
  target: Resolution,
): readonly T[] {
  if (target.found !== 'resource') return [];
  const entries = index.get(indexKey(target.modules, target)) ?? [];
  return entries.filter((entry) => {
    const { index: key } = entry;
    if (target.key !== undefined && key !== undefined && !isHole(key) && key !== target.key) return false;
    const modules = modulesOf(entry);
    return target.modules.every((step, at) => step.key === undefined || modules[at]?.key === step.key);
  });
}
