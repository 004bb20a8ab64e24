/**
 * `after` and `after_unknown` made one value: a hole wherever Terraform learns the value during apply.
 * Unknown members are absent from `after`; unknown elements are null there, and before Terraform 1.3 they were left
 * out, so their number comes from `after_unknown`.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
import { asObject } from '../base/decode.ts';
import { hole, type Json, type JsonObject, type Value, type ValueObject } from '../base/value.ts';

/** What env0 and HCP Terraform's API print in place of a sensitive value. */
const masked: ReadonlySet<string> = new Set(['<sensitive>', '(sensitive value)']);

/** Merges a value with its marks of what is unknown. Gives the value itself where nothing is. */
export function merge(value: Json | undefined, unknown: Json | undefined): Value | undefined {
  if (unknown === true) return hole();
  if (!containsTrue(unknown)) return value;
  if (Array.isArray(unknown)) return mergeArray(Array.isArray(value) ? value : [], unknown);
  return mergeObject(asObject(value) ?? {}, asObject(unknown) ?? {});
}

/** A value that a host masked is there and must not be read as text. */
export function unmask(value: Value | undefined): Value | undefined {
  return typeof value === 'string' && masked.has(value) ? hole({ opaque: true }) : value;
}

/** True where anything in it is known only after apply. `false` and empty containers mean known. */
export function containsTrue(unknown: Json | undefined): boolean {
  if (typeof unknown !== 'object' || unknown === null) return unknown === true;
  return (Array.isArray(unknown) ? unknown : Object.values(unknown)).some(containsTrue);
}

function mergeArray(value: readonly Json[], unknown: readonly Json[]): readonly Value[] {
  if (value.length < unknown.length) {
    return [...value, ...Array.from({ length: unknown.length - value.length }, () => hole())];
  }
  return value.map((element, at) => merge(element, unknown[at]) ?? null);
}

function mergeObject(value: JsonObject, unknown: JsonObject): ValueObject {
  const merged: Record<string, Value> = {};
  for (const [key, member] of Object.entries(value)) define(merged, key, merge(member, unknown[key]));
  for (const [key, marks] of Object.entries(unknown))
    if (!(key in value)) define(merged, key, merge(undefined, marks));
  return merged;
}

/** Sets a member whatever its name is; `__proto__` would otherwise set the prototype. */
function define(object: Record<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) return;
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
