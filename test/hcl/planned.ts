/**
 * What a plan says, as the evaluator asks for it; and its hidden arguments.
 */

import { hole, type Json, type Value, type ValueObject } from '../../src/base/value.ts';
import type { ModuleStep, Resolver, Target } from '../../src/hcl/evaluate-attribute.ts';

export interface PlanJson {
  readonly variables?: Readonly<Record<string, { readonly value: Json }>>;
  readonly resource_changes?: readonly Change[];
  readonly prior_state?: unknown;
}

export interface Change {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly change: { readonly after: unknown; readonly after_unknown: unknown };
}

/** `module.a["x"].module.b[0]` as steps. */
export function stepsOf(address = ''): readonly ModuleStep[] {
  return [...address.matchAll(/module\.([\w-]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?/g)].map(
    ([, name = '', key]) =>
      key === undefined ? { name } : { name, key: JSON.parse(key) as string | number },
  );
}

/** `after` with holes where it is unknown. */
export function merged(after: unknown, unknown: unknown): Value {
  if (unknown === true) return hole();
  if (Array.isArray(unknown))
    return unknown.map((one, index) => merged((after as unknown[] | undefined)?.[index] ?? null, one));
  if (typeof unknown === 'object' && unknown !== null) {
    const known = (after ?? {}) as Record<string, unknown>;
    const keys = new Set([...Object.keys(known), ...Object.keys(unknown)]);
    return Object.fromEntries(
      [...keys].map((key) => [key, merged(known[key], (unknown as Record<string, unknown>)[key])]),
    );
  }
  return (after ?? null) as Value;
}

/** A resolver over a plan. */
export function resolverOf(plan: PlanJson): Resolver {
  const keyOf = (module: readonly ModuleStep[], mode: string, type: string, name: string): string =>
    JSON.stringify([module, mode, type, name]);
  const found = new Map<string, Change[]>();
  for (const one of plan.resource_changes ?? []) {
    const key = keyOf(stepsOf(one.module_address), one.mode, one.type, one.name);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return {
    instances: ({ module, mode, type, name }) =>
      found.get(keyOf(module, mode, type, name))?.map(({ index, change }) => ({
        ...(index === undefined ? {} : { key: index }),
        value: merged(change.after, change.after_unknown) as ValueObject,
      })),
    variable: (name) => plan.variables?.[name]?.value,
    holeType: () => undefined,
    workspace: 'default',
  };
}

/** The target of an argument of a planned resource. */
export function targetOf({ module_address, mode, type, name, index }: Change, path: Target['path']): Target {
  return {
    module: stepsOf(module_address),
    mode,
    type,
    name,
    ...(index === undefined ? {} : { key: index }),
    path,
  };
}
