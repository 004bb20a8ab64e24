/**
 * From an entry of the plan to what was written for it: its place in the configuration, its provider, its expressions.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
import { type Hole, isHole } from '../base/value.ts';
import { parseAddress, parseModules } from './address.ts';
import { after, type Changed } from './change.ts';
import { resourceKey } from './configuration.ts';
import { expressionAt, type WrittenExpression } from './expressions.ts';
import { longest } from './traversal.ts';
import type {
  Configuration,
  Expression,
  ModuleConfiguration,
  ModuleStep,
  Plan,
  ResourceChange,
  ResourceConfiguration,
} from './types.ts';

/** Where an expression stands: its module with keys, and the key and `for_each` of the block it is in. */
export interface Scope {
  readonly steps: readonly ModuleStep[];
  readonly key?: string | number;
  readonly forEach?: Expression;
}

/** A resource in the configuration with the scope that its expressions stand in. */
export interface Written extends Scope {
  readonly resource: ResourceConfiguration;
  readonly module: ModuleConfiguration;
}

/** What identifies an entry of the plan. */
export type Entry = Pick<ResourceChange, 'type' | 'name' | 'moduleAddress'> & {
  readonly mode: ResourceChange['mode'];
  readonly index?: string | number | Hole;
};

/** The configuration of the module at a path; keys do not matter, all instances share it. */
export function moduleAt(
  configuration: Configuration,
  steps: readonly ModuleStep[],
): ModuleConfiguration | undefined {
  let at: ModuleConfiguration | undefined = configuration.root;
  for (const { name } of steps) {
    const calls: ModuleConfiguration['calls'] | undefined = at?.calls;
    at = calls !== undefined && Object.hasOwn(calls, name) ? calls[name]?.module : undefined;
  }
  return at;
}

/**
 * Where an entry of the plan, or an address, is written. Undefined where the configuration does not have it (deleted
 * from it, or the plan was stripped of it): nothing can then be said about who wrote what.
 */
export function configurationOf(plan: Plan, at: string | Entry): Written | undefined {
  const address = typeof at === 'string' ? parseAddress(at) : entryAddress(at);
  if (address === undefined) return undefined;
  const { modules: steps, mode, type, name, key } = address;
  const module = moduleAt(plan.configuration, steps);
  const resource = module?.resources[resourceKey(mode, type, name)];
  if (module === undefined || resource === undefined) return undefined;
  const { forEach } = resource;
  return {
    steps,
    resource,
    module,
    ...(key === undefined ? {} : { key }),
    ...(forEach === undefined ? {} : { forEach }),
  };
}

/** The module path of an entry; the root's is empty. */
export function modulesOf({ moduleAddress }: { readonly moduleAddress?: string }): readonly ModuleStep[] {
  return moduleAddress === undefined ? [] : (parseModules(moduleAddress) ?? []);
}

/** The provider configuration's key of an entry: `aws`, `aws.east`, `module.x:aws`. */
export function providerOf(plan: Plan, at: string | Entry): string | undefined {
  return configurationOf(plan, at)?.resource.providerKey;
}

/** What was written for an attribute of a change: `policy`, `inline_policy[0].policy`. */
export function expressionOf(plan: Plan, change: Entry & Changed, path: string): WrittenExpression {
  const written = configurationOf(plan, change);
  if (written === undefined) return 'unseen';
  const value = path.includes('[') ? after(change) : null;
  return expressionAt(written.resource.expressions, path, value);
}

/** The references of the expression behind an attribute, in Terraform's words; none where none was written or seen. */
export function referencesOf(plan: Plan, change: Entry & Changed, path: string): readonly string[] {
  const expression = expressionOf(plan, change, path);
  return typeof expression === 'string' ? [] : longest(expression.references);
}

function entryAddress(entry: Entry): ReturnType<typeof parseAddress> {
  const { mode, type, name, index } = entry;
  const key = index === undefined || isHole(index) ? {} : { key: index };
  return { modules: modulesOf(entry), mode, type, name, ...key };
}
