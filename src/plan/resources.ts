/**
 * Resources of a plan as they are printed: entries of resource_changes, and the module trees of prior_state and
 * planned_values. Values stay where JSON.parse put them; nothing is copied.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
import { asArray, asObject, asString, asStrings } from '../base/decode.ts';
import { below, type Pointer } from '../base/pointer.ts';
import { hole, type Json, type JsonObject } from '../base/value.ts';
import { containsTrue } from './merge.ts';
import type { PriorResource, ResourceChange } from './types.ts';

/** Called for an entry that has not the shape of a resource and was skipped: where it stands, and what it is called. */
export type Skipped = (at: Pointer, address: string | undefined) => void;

/** One entry of resource_changes; undefined where it is none. There may be 100,000: one object each, no copies. */
export function readChange(entry: Json | undefined, deferred?: string): ResourceChange | undefined {
  const raw = asObject(entry);
  const change = asObject(raw?.change);
  const address = asString(raw?.address);
  const type = asString(raw?.type);
  if (raw === undefined || change === undefined || address === undefined || type === undefined)
    return undefined;
  if (!isChange(change)) return undefined;
  const read: Writable<ResourceChange> = {
    address,
    type,
    mode: raw.mode === 'data' || raw.mode === 'ephemeral' ? raw.mode : 'managed',
    name: asString(raw.name) ?? '',
    provider: asString(raw.provider_name) ?? '',
    actions: asStrings(change.actions),
    importing: (change.importing ?? null) !== null,
    raw: change.after === undefined && containsTrue(change.after_unknown) ? { ...change, after: {} } : change,
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

/** Objects where objects belong: what is read as "nothing there" would otherwise be a silent pass. */
function isChange(change: JsonObject): boolean {
  const { actions, before, after } = change;
  return (
    Array.isArray(actions) &&
    actions.every((one) => typeof one === 'string') &&
    ((before ?? null) === null || asObject(before) !== undefined) &&
    ((after ?? null) === null || asObject(after) !== undefined) &&
    isMarks(change.after_unknown) &&
    isMarks(change.after_sensitive) &&
    isMarks(change.before_sensitive)
  );
}

function isMarks(marks: Json | undefined): boolean {
  return (
    marks === undefined || typeof marks === 'boolean' || (typeof marks === 'object' && !Array.isArray(marks))
  );
}

/** All resources of a module tree (`values` of prior_state, planned_values), module by module, the root first. */
export function readResources(values: Json | undefined, at: Pointer, skipped: Skipped): PriorResource[] {
  const found: PriorResource[] = [];
  const root = asObject(values)?.root_module;
  const modules = [{ module: root, at: below(at, 'root_module') }];
  for (const { module, at } of modules) {
    if (asObject(module) === undefined && (module ?? null) !== null) skipped(at, undefined);
    const { address, resources, child_modules: children } = asObject(module) ?? {};
    for (const [index, entry] of listed(resources, below(at, 'resources'), skipped).entries()) {
      const resource = resourceOf(asObject(entry), asString(address));
      if (resource !== undefined) found.push(resource);
      else skipped(below(at, 'resources', index), asString(asObject(entry)?.address));
    }
    for (const [index, child] of listed(children, below(at, 'child_modules'), skipped).entries())
      modules.push({ module: child, at: below(at, 'child_modules', index) });
  }
  return found;
}

/** The elements of a list that may be absent; anything else in its place is told. */
export function listed(list: Json | undefined, at: Pointer, skipped: Skipped): readonly Json[] {
  if ((list ?? null) !== null && !Array.isArray(list)) skipped(at, undefined);
  return asArray(list);
}

function resourceOf(
  raw: JsonObject | undefined,
  moduleAddress: string | undefined,
): PriorResource | undefined {
  const address = asString(raw?.address);
  const type = asString(raw?.type);
  const values = asObject(raw?.values ?? {});
  if (raw === undefined || address === undefined || type === undefined || values === undefined)
    return undefined;
  const { index, sensitive_values: marks = false } = raw;
  return {
    address,
    type,
    mode: raw.mode === 'data' ? 'data' : 'managed',
    name: asString(raw.name) ?? '',
    provider: asString(raw.provider_name) ?? '',
    values,
    sensitiveValues: marks === true ? true : (asObject(marks) ?? false),
    ...(moduleAddress === undefined ? {} : { moduleAddress }),
    ...(typeof index === 'string' || typeof index === 'number' ? { index } : {}),
  };
}
