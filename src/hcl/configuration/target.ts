/**
 * What is asked for: an argument of a resource's instance, by its path in the plan.
 */

import type { Block } from '../syntax/tree.ts';
import { giveUp } from '../value/errors.ts';
import type { InstanceKey, ResourceName } from './resolver.ts';
import type { Configuration, Module } from './types.ts';

export interface Target extends ResourceName {
  readonly key?: InstanceKey;
  /** From the resource to the value, as in the plan: `['policy']`, `['inline_policy', 0, 'policy']`. */
  readonly path: readonly (string | number)[];
}

/** The module that the target stands in. Throws Undetermined where its source is not on the disk. */
export function moduleOf(configuration: Configuration, target: ResourceName): Module {
  return target.module.reduce((module, { name }) => {
    const call = module.calls.get(name) ?? giveUp(`\`module.${name}\` is not in the source`);
    return call.module ?? giveUp(`the source of \`module.${name}\` is not on the disk`);
  }, configuration.root);
}

/** The block of the resource. Throws Undetermined where the source has none. */
export function blockOf(module: Module, { mode, type, name }: ResourceName): Block {
  const found = resourcesIn(module).get(`${mode === 'data' ? 'data' : 'resource'}.${type}.${name}`);
  return found ?? giveUp(`\`${type}.${name}\` is not in the source`);
}

const known = new WeakMap<Module, ReadonlyMap<string, Block>>();

/** The first block of each name. */
function resourcesIn(module: Module): ReadonlyMap<string, Block> {
  const before = known.get(module);
  if (before !== undefined) return before;
  const found = new Map<string, Block>();
  for (const block of module.blocks) {
    const key = [block.type, ...block.labels.slice(0, 2)].join('.');
    if (!found.has(key)) found.set(key, block);
  }
  known.set(module, found);
  return found;
}
