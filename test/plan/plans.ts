/**
 * Small plans written by hand, shaped as Terraform prints them.
 */
import type { Json, JsonObject } from '../../src/base/value.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { Plan, ResourceChange } from '../../src/plan/types.ts';

/** A plan object with what every plan has; `parts` adds or replaces keys. */
export function planObject(parts: JsonObject = {}): JsonObject {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    configuration: { root_module: {} },
    ...parts,
  };
}

/** Reads a plan made of parts. */
export function planOf(parts: JsonObject = {}): Plan {
  return readPlan(JSON.stringify(planObject(parts)), 'plan.json');
}

/** An entry of resource_changes for an address without module and key; `change` and `more` add or replace. */
export function entry(address: string, change: JsonObject = {}, more: JsonObject = {}): JsonObject {
  const isData = address.startsWith('data.');
  const [type = '', name = ''] = address.replace(/^data\./, '').split('.');
  return {
    address,
    mode: isData ? 'data' : 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: [isData ? 'read' : 'create'],
      before: null,
      after: {},
      after_unknown: {},
      before_sensitive: false,
      after_sensitive: {},
      ...change,
    },
    ...more,
  };
}

/** One change as it is read from a plan. */
export function changeOf(change: JsonObject, more: JsonObject = {}): ResourceChange {
  const [read] = planOf({ resource_changes: [entry('aws_iam_role.r', change, more)] }).changes;
  if (read === undefined) throw new Error('the entry was not read');
  return read;
}

/** A resource of the configuration. */
export function written(address: string, expressions: JsonObject, more: JsonObject = {}): JsonObject {
  const { mode, type, name } = entry(address) as Record<string, Json>;
  return {
    address,
    mode: mode ?? '',
    type: type ?? '',
    name: name ?? '',
    provider_config_key: 'aws',
    expressions,
    ...more,
  };
}

/** An expression with references. */
export function references(...names: readonly string[]): JsonObject {
  return { references: names };
}
