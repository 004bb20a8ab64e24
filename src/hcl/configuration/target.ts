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
  const wanted = mode === 'data' ? 'data' : 'resource';
  const found = module.blocks.find(
    (block) => block.type === wanted && block.labels[0] === type && block.labels[1] === name,
  );
  return found ?? giveUp(`\`${type}.${name}\` is not in the source`);
}
