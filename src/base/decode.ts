/**
 * Decoding of JSON whose shape nobody promised: each function gives the value as the type asked for, or nothing.
 */
import type { Json, JsonObject } from './value.ts';

/** The value as an object, if it is one. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The value as an array, or an empty one. */
export function asArray(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The value as text, if it is. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an array; anything else in it is left out. */
export function asStrings(value: unknown): readonly string[] {
  const array = asArray(value);
  const isText = (one: Json): one is string => typeof one === 'string';
  return array.every(isText) ? array : array.filter(isText);
}

/** A member of an object by its own key: what every object inherits (`constructor`) is not a member of JSON. */
export function own(value: unknown, key: string): Json | undefined {
  const object = asObject(value);
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
