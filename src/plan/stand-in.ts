/**
 * What stands in where a plan has no resource_changes: planned values (some tools keep only those), or the state of a
 * refresh-only plan, whose apply changes nothing but whose policies are there.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
import type { PriorResource, ResourceChange } from './types.ts';

/** Planned values as resources to create: what is unknown cannot be told from what is unset. */
export function plannedAsChanges(resources: readonly PriorResource[]): readonly ResourceChange[] {
  return resources.map(({ values, sensitiveValues, ...resource }) => ({
    ...resource,
    actions: resource.mode === 'data' ? ['read'] : ['create'],
    importing: false,
    raw: { before: null, after: values, after_sensitive: sensitiveValues },
  }));
}

/** Managed resources of a state as changes that change nothing. */
export function stateAsChanges(resources: readonly PriorResource[]): readonly ResourceChange[] {
  return resources.flatMap(({ values, sensitiveValues, ...resource }) =>
    resource.mode === 'data'
      ? []
      : [
          {
            ...resource,
            actions: ['no-op'],
            importing: false,
            raw: {
              before: values,
              after: values,
              before_sensitive: sensitiveValues,
              after_sensitive: sensitiveValues,
            },
          },
        ],
  );
}
