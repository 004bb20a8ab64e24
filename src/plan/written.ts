/**
 * From an entry of the plan to what was written for it: its place in the configuration, its provider, its expressions.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
import { type Hole, isHole } from '../base/value.ts';
import { parseModules } from './address.ts';
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

/** A resource block: the same for all copies of the resource. */
type Block = Pick<Written, 'steps' | 'resource' | 'module'>;

const last = new WeakMap<Plan, { readonly entry: Entry; readonly block: Block | undefined }>();

/** Plans list the copies of a resource one after the other, so the block that was found last is mostly meant again. */
function blockOf(plan: Plan, entry: Entry): Block | undefined {
  const known = last.get(plan);
  if (known !== undefined && isCopy(known.entry, entry)) return known.block;
  const { mode, type, name } = entry;
  const steps = modulesOf(entry);
  const module = moduleAt(plan.configuration, steps);
  const resource = module?.resources[resourceKey(mode, type, name)];
  const block = module === undefined || resource === undefined ? undefined : { steps, resource, module };
  last.set(plan, { entry, block });
  return block;
}

function isCopy(one: Entry, other: Entry): boolean {
  return (
    one.name === other.name &&
    one.type === other.type &&
    one.mode === other.mode &&
    one.moduleAddress === other.moduleAddress
  );
}

/**
 * Where an entry of the plan is written. Undefined where the configuration does not have it (deleted from it, or the plan
 * was stripped of it): nothing can then be said about who wrote what.
 */
export function configurationOf(plan: Plan, entry: Entry): Written | undefined {
  const block = blockOf(plan, entry);
  if (block === undefined) return undefined;
  const { index } = entry;
  const { forEach } = block.resource;
  return {
    ...block,
    ...(index === undefined || isHole(index) ? {} : { key: index }),
    ...(forEach === undefined ? {} : { forEach }),
  };
}

/** The module path of an entry; the root's is empty. */
export function modulesOf({ moduleAddress }: { readonly moduleAddress?: string }): readonly ModuleStep[] {
  return moduleAddress === undefined ? [] : (parseModules(moduleAddress) ?? []);
}

/** The provider configuration's key of an entry: `aws`, `aws.east`, `module.x:aws`. */
export function providerOf(plan: Plan, entry: Entry): string | undefined {
  return blockOf(plan, entry)?.resource.providerKey;
}

/** What was written for an attribute of a change: `policy`, `inline_policy[0].policy`. */
export function expressionOf(plan: Plan, change: Entry & Changed, path: string): WrittenExpression {
  const block = blockOf(plan, change);
  if (block === undefined) return 'unseen';
  const value = path.includes('[') ? after(change) : null;
  return expressionAt(block.resource.expressions, path, value);
}

/** The references of the expression behind an attribute, in Terraform's words; none where none was written or seen. */
export function referencesOf(plan: Plan, change: Entry & Changed, path: string): readonly string[] {
  const expression = expressionOf(plan, change, path);
  return typeof expression === 'string' ? [] : longest(expression.references);
}
