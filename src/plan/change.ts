/**
 * What a change says of its resource: the object before and after, single attributes by path, and what is sensitive.
 */
import { asArray, asObject } from '../base/decode.ts';
import { isArray, isHole, isObject, type Json, type Value, type ValueObject } from '../base/value.ts';
import { containsTrue, merge, unmask } from './merge.ts';
import type { ResourceChange } from './types.ts';

/** Which object of a change. */
export type Side = 'before' | 'after';

/** One concrete place that a path leads to. */
export interface Place {
  /** Keys and indices from the resource's object: `['inline_policy', 0, 'policy']`. */
  readonly steps: readonly (string | number)[];
  /** A hole where it is known after apply; undefined never: unset places are left out. */
  readonly value: Value;
  readonly sensitive: boolean;
}

/** The object after apply with holes; null when the resource is deleted. */
export function after(change: ResourceChange): ValueObject | null {
  const value = asObject(change.raw.after);
  if (value === undefined) return null;
  const merged = merge(value, change.raw.after_unknown);
  return isObject(merged) ? merged : {};
}

/** The object before this plan; null when it is created. */
export function before(change: ResourceChange): ValueObject | null {
  return asObject(change.raw.before) ?? null;
}

/**
 * The places a path leads to. `policy` is one attribute, `inline_policy[].policy` that attribute of every block; an
 * unknown block list is one place with a hole. Unset and null attributes give none.
 */
export function placesAt(change: ResourceChange, side: Side, path: string): readonly Place[] {
  const marks = side === 'after' ? change.raw.after_sensitive : change.raw.before_sensitive;
  if (!path.includes('.') && !path.includes('[')) {
    const value = attributeAt(change, side, path);
    return value === undefined || value === null
      ? []
      : [{ steps: [path], value, sensitive: isMarked(marks, [path]) }];
  }
  const found: Place[] = [];
  const visit = (
    value: Value | undefined,
    rest: readonly string[],
    steps: readonly (string | number)[],
  ): void => {
    const [step, ...below] = rest;
    if (value === undefined || value === null) return;
    if (step === undefined || isHole(value)) found.push({ steps, value, sensitive: isMarked(marks, steps) });
    else if (step === '[]' && isArray(value))
      for (const [at, one] of value.entries()) visit(one, below, [...steps, at]);
    else if (step === '[]') visit(value, below, steps);
    else if (isObject(value)) visit(unmask(value[step]), below, [...steps, step]);
  };
  const [first = '', ...rest] = path.replaceAll('[]', '.[]').split('.');
  visit(attributeAt(change, side, first), rest, [first]);
  return found;
}

/** One top-level attribute, merged; undefined where unset. Cheap where nothing of the resource is unknown. */
export function attributeAt(change: ResourceChange, side: Side, name: string): Value | undefined {
  if (side === 'before') return unmask(own(change.raw.before, name));
  if ((change.raw.after ?? null) === null) return undefined;
  const unknown = change.raw.after_unknown;
  return unmask(merge(own(change.raw.after, name), unknown === true ? true : own(unknown, name)));
}

/** True where the value, or anything above or inside it, is marked sensitive. */
export function isMarked(marks: Json | undefined, steps: readonly (string | number)[]): boolean {
  let at = marks;
  for (const step of steps) {
    if (at === true) return true;
    at = typeof step === 'number' ? asArray(at)[step] : own(at, step);
  }
  return containsTrue(at);
}

function own(value: Json | undefined, name: string): Json | undefined {
  const object = asObject(value);
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}
