/**
 * What the plan knows, as the evaluator asks for it.
 */
import type { Json, ValueObject } from '../../base/value.ts';

export type InstanceKey = string | number;

/** A step from a module to one it calls, with the instance where the call has `count` or `for_each`. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: InstanceKey;
}

export interface ResourceName {
  readonly module: readonly ModuleStep[];
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
}

/** One planned instance: attributes that are missing or holes are learnt during apply. */
export interface PlannedInstance {
  readonly key?: InstanceKey;
  readonly value: ValueObject;
}

export interface Resolver {
  /** The instances of a resource in one instance of a module; undefined where the plan has none. */
  readonly instances: (resource: ResourceName) => readonly PlannedInstance[] | undefined;
  /** The value of a variable of the root, or undefined where the plan does not name it. */
  readonly variable: (name: string) => Json | undefined;
  /** What is known of an attribute although its value is not: `arn:s3:bucket`, `string`; undefined for nothing. */
  readonly holeType: (resourceType: string, attribute: string) => string | undefined;
  readonly workspace?: string;
}

/** The address of a module instance, empty for the root. */
export function moduleAddress(module: readonly ModuleStep[]): string {
  return module.map(({ name, key }) => `module.${name}${keyText(key)}`).join('.');
}

/** The address of a resource. */
export function resourceAddress({ module, mode, type, name }: ResourceName, key?: InstanceKey): string {
  const own = `${mode === 'data' ? 'data.' : ''}${type}.${name}${keyText(key)}`;
  return module.length === 0 ? own : `${moduleAddress(module)}.${own}`;
}

function keyText(key: InstanceKey | undefined): string {
  return key === undefined ? '' : `[${JSON.stringify(key)}]`;
}
