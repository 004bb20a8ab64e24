/**
 * What a change says of its resource: the object before and after, single attributes by path, and what is sensitive.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
import { asObject, own } from '../base/decode.ts';
import {
  isArray,
  isHole,
  isObject,
  type Json,
  type JsonObject,
  type Value,
  type ValueObject,
} from '../base/value.ts';
import { marksBelow, unmask } from './masked.ts';
import { containsTrue, merge } from './merge.ts';
import { everyElement, formatPath, type PathStep, pathSteps } from './path.ts';
import type { ResourceChange } from './types.ts';

/** Which object of a change. */
export type Side = 'before' | 'after';

/** What the functions here need of a change. */
export type Changed = Pick<ResourceChange, 'raw'>;

/** One concrete place that a path leads to. */
export interface Place {
  /** `inline_policy[0].policy`; `inline_policy[].policy` where the whole block list is unknown. */
  readonly path: string;
  /** Where the value stands: `['inline_policy', 0, 'policy']`; shorter where what is above it is unknown. */
  readonly steps: readonly (string | number)[];
  /** A hole where it is known after apply; opaque where a host masked it. Never null. */
  readonly value: Exclude<Value, null>;
  readonly sensitive: boolean;
}

/** The object after apply, with holes; null when the resource is deleted. The plan's own object where nothing is unknown. */
export function after(change: Changed): ValueObject | null {
  return objectAt(change, 'after');
}

/** The object before this plan; null when it is created. */
export function before(change: Changed): ValueObject | null {
  return objectAt(change, 'before');
}

/**
 * The places a path leads to: `policy` is one attribute, `inline_policy[].policy` that attribute of every block, and an
 * unknown block list is one place with a hole. Unset and null attributes give none.
 */
export function valueAt(change: Changed, side: Side, path: string): readonly Place[] {
  const [name, ...rest] = pathSteps(path);
  if (typeof name !== 'string') return [];
  const marks = marksBelow(sensitiveOf(change, side), name);
  return placesBelow(attributeAt(change, side, name), rest, [name], marks);
}

/** One top-level attribute, merged; undefined where unset or null. Only this attribute is looked at. */
export function attributeAt(change: Changed, side: Side, name: string): Value | undefined {
  const value = own(change.raw[side], name);
  const merged = side === 'before' ? value : merge(value, unknownOf(change, name));
  if (merged === undefined || merged === null) return undefined;
  return unmask(merged, marksBelow(sensitiveOf(change, side), name));
}

/** True where the value at a path, or anything above or inside it, is marked sensitive. */
export function isSensitive(change: Changed, side: Side, path: string): boolean {
  return isMarked(sensitiveOf(change, side), pathSteps(path));
}

function isMarked(marks: Json | undefined, [step, ...rest]: readonly PathStep[]): boolean {
  if (step === undefined || marks === true) return containsTrue(marks);
  if (step !== everyElement) return isMarked(marksBelow(marks, step), rest);
  return isArray(marks) ? marks.some((element) => isMarked(element, rest)) : isMarked(marks, rest);
}

function objectAt(change: Changed, side: Side): ValueObject | null {
  const value = asObject(change.raw[side]);
  if (value === undefined) return null;
  const unknown = change.raw.after_unknown;
  const merged = side === 'before' ? value : merge(value, unknown === true ? allUnknown(value) : unknown);
  const readable = unmask(merged ?? value, sensitiveOf(change, side));
  return isObject(readable) ? readable : value;
}

function placesBelow(
  value: Value | undefined,
  path: readonly PathStep[],
  steps: readonly (string | number)[],
  marks: Json | undefined,
): readonly Place[] {
  if (value === undefined || value === null) return [];
  const [step, ...rest] = path;
  if (step === undefined || isHole(value)) {
    return [{ path: formatPath([...steps, ...path]), steps, value, sensitive: containsTrue(marks) }];
  }
  const down = (key: string | number, member: Value | undefined, path: readonly PathStep[]) =>
    placesBelow(member, path, [...steps, key], marksBelow(marks, key));
  if (isArray(value)) {
    if (typeof step === 'number') return down(step, value[step], rest);
    return value.flatMap((element, at) => down(at, element, step === everyElement ? rest : path));
  }
  if (typeof step !== 'string') return placesBelow(value, rest, steps, marks);
  return isObject(value) && Object.hasOwn(value, step) ? down(step, value[step], rest) : [];
}

function sensitiveOf(change: Changed, side: Side): Json | undefined {
  return side === 'after' ? change.raw.after_sensitive : change.raw.before_sensitive;
}

function unknownOf({ raw }: Changed, name: string): Json | undefined {
  if (asObject(raw.after) === undefined) return undefined;
  return raw.after_unknown === true ? true : own(raw.after_unknown, name);
}

function allUnknown(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(value).map((key) => [key, true]));
}
