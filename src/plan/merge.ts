/**
 * `after` and `after_unknown` made one value: a hole wherever Terraform learns the value during apply.
 * Unknown members are absent from `after`; unknown elements are null there, and before Terraform 1.3 unknown elements
 * of sets and tuples were left out, so that their number stands only in `after_unknown`.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
import { own } from '../base/decode.ts';
import { hole, isArray, isObject, type Json, type Value, type ValueObject } from '../base/value.ts';

/** Merges a value with its marks of what is unknown. Gives the value itself where nothing is. */
export function merge(value: Json | undefined, unknown: Json | undefined): Value | undefined {
  if (unknown === true) return hole();
  if (!containsTrue(unknown)) return value;
  if (isArray(unknown)) return mergeArray(isArray(value) ? value : [], unknown);
  return isObject(unknown) ? mergeObject(isObject(value) ? value : {}, unknown) : value;
}

/** True where something in it is marked. `false` and empty containers mean that nothing is. */
export function containsTrue(marks: Json | undefined): boolean {
  if (typeof marks !== 'object' || marks === null) return marks === true;
  if (isArray(marks)) return marks.some(containsTrue);
  // There are two or three marks a resource, most of them empty: nothing is allocated for them.
  for (const key in marks) if (containsTrue(marks[key])) return true;
  return false;
}

/**
 * Where `after` is shorter, the elements that are wholly unknown were left out of it: each becomes a hole in its place.
 * Where the numbers do not add up even so, the rest is unknown.
 */
function mergeArray(value: readonly Json[], unknown: readonly Json[]): readonly Value[] {
  const isShort = value.length < unknown.length;
  const merged: Value[] = [];
  let at = 0;
  for (const marks of unknown) {
    const isLeftOut = isShort && marks === true;
    merged.push((isLeftOut || at >= value.length ? hole() : merge(value[at], marks)) ?? null);
    if (!isLeftOut) at++;
  }
  return [...merged, ...value.slice(at)];
}

function mergeObject(value: { readonly [key: string]: Json }, unknown: ValueObject): ValueObject {
  const merged: Record<string, Value> = {};
  for (const [key, member] of Object.entries(value)) define(merged, key, merge(member, own(unknown, key)));
  for (const key of Object.keys(unknown))
    if (!Object.hasOwn(value, key)) define(merged, key, merge(undefined, own(unknown, key)));
  return merged;
}

/** Sets a member whatever its name is; `__proto__` would otherwise set the prototype. */
function define(object: Record<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) return;
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
