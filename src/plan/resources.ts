/**
 * Resources of a plan as they are printed: entries of resource_changes, and the module trees of prior_state and
 * planned_values. Values stay where JSON.parse put them; nothing is copied.
 */
import { asArray, asObject, asString, asStrings } from '../base/decode.ts';
import type { Json, JsonObject } from '../base/value.ts';
import { hole } from '../base/value.ts';
import type { PriorResource, ResourceChange } from './types.ts';

type Mode = ResourceChange['mode'];

/** One entry of resource_changes; undefined where it is none. There may be 100,000: one object each, no copies. */
export function readChange(entry: Json, deferred?: string): ResourceChange | undefined {
  const raw = asObject(entry);
  const change = asObject(raw?.change);
  const address = asString(raw?.address);
  const type = asString(raw?.type);
  if (raw === undefined || change === undefined || address === undefined || type === undefined)
    return undefined;
  const read: Writable<ResourceChange> = {
    address,
    type,
    mode: modeOf(raw.mode),
    name: asString(raw.name) ?? '',
    provider: asString(raw.provider_name) ?? '',
    actions: asStrings(change.actions),
    importing: (change.importing ?? null) !== null,
    raw: change,
  };
  if (typeof raw.previous_address === 'string') read.previousAddress = raw.previous_address;
  if (typeof raw.module_address === 'string') read.moduleAddress = raw.module_address;
  if (typeof raw.deposed === 'string') read.deposed = raw.deposed;
  if (typeof raw.action_reason === 'string') read.reason = raw.action_reason;
  if (raw.index_unknown === true) read.index = hole();
  else if (typeof raw.index === 'string' || typeof raw.index === 'number') read.index = raw.index;
  if (deferred !== undefined) read.deferred = deferred;
  return read;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** All resources of a `values` object (prior_state.values), module by module. */
export function readResources(values: JsonObject | undefined): readonly PriorResource[] {
  return resourcesOf(asObject(values?.root_module));
}

/**
 * Planned values as changes, for a plan whose resource_changes is absent: everything counts as created, and what is
 * unknown cannot be told from what is unset.
 */
export function readPlannedValues(plannedValues: JsonObject | undefined): readonly ResourceChange[] {
  return readResources(plannedValues).map((resource) => ({
    address: resource.address,
    type: resource.type,
    mode: resource.mode,
    name: resource.name,
    provider: resource.provider,
    actions: resource.mode === 'data' ? ['read'] : ['create'],
    importing: false,
    ...(resource.moduleAddress === undefined ? {} : { moduleAddress: resource.moduleAddress }),
    ...(resource.index === undefined ? {} : { index: resource.index }),
    raw: { before: null, after: resource.values, after_sensitive: resource.sensitiveValues },
  }));
}

function resourcesOf(module: JsonObject | undefined): readonly PriorResource[] {
  const found: PriorResource[] = [];
  const modules = module === undefined ? [] : [module];
  for (const one of modules) {
    const moduleAddress = asString(one.address);
    for (const entry of asArray(one.resources)) {
      const resource = resourceOf(asObject(entry), moduleAddress);
      if (resource !== undefined) found.push(resource);
    }
    for (const child of asArray(one.child_modules)) {
      const inner = asObject(child);
      if (inner !== undefined) modules.push(inner);
    }
  }
  return found;
}

function resourceOf(
  raw: JsonObject | undefined,
  moduleAddress: string | undefined,
): PriorResource | undefined {
  const address = asString(raw?.address);
  const type = asString(raw?.type);
  const values = asObject(raw?.values);
  if (raw === undefined || address === undefined || type === undefined || values === undefined)
    return undefined;
  const { index } = raw;
  return {
    address,
    type,
    mode: raw.mode === 'data' ? 'data' : 'managed',
    name: asString(raw.name) ?? '',
    provider: asString(raw.provider_name) ?? '',
    values,
    sensitiveValues: marksOf(raw.sensitive_values),
    ...(moduleAddress === undefined ? {} : { moduleAddress }),
    ...(typeof index === 'string' || typeof index === 'number' ? { index } : {}),
  };
}

function modeOf(mode: Json | undefined): Mode {
  return mode === 'data' || mode === 'ephemeral' ? mode : 'managed';
}

function marksOf(marks: Json | undefined): JsonObject | boolean {
  return marks === true ? true : (asObject(marks) ?? false);
}
