/**
 * Shapes of mappings: closed ones, where an unknown key is a fault with the nearest name, and maps of free keys.
 */
import { nearest } from '../../base/nearest.ts';
import type { Json, JsonObject } from '../../base/value.ts';
import { mismatch, type Path, type Report, type Shape } from './shape.ts';

/** A key that may be left out. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

type Member = Shape<unknown> | Optional<unknown>;
type OptionalKeys<M> = { [K in keyof M]: M[K] extends Optional<unknown> ? K : never }[keyof M];
type DecodedMember<M> = M extends Optional<infer T> ? T : M extends Shape<infer T> ? T : never;

/** What a mapping decodes to: keys left out of the file are absent. */
export type DecodedRecord<M> = {
  readonly [K in Exclude<keyof M, OptionalKeys<M>>]: DecodedMember<M[K]>;
} & { readonly [K in OptionalKeys<M>]?: DecodedMember<M[K]> };

/** Marks a key as one that may be left out. */
export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

/** A mapping of exactly these keys. */
export function record<const M extends Readonly<Record<string, Member>>>(
  words: string,
  members: M,
): Shape<DecodedRecord<M>> {
  const shapes = new Map(Object.entries(members).map(([key, member]) => [key, shapeOf(member)]));
  const required = Object.keys(members).filter((key) => !isOptional(members[key]));
  return {
    words,
    schema: {
      type: 'object',
      properties: Object.fromEntries([...shapes].map(([key, shape]) => [key, shape.schema])),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    },
    decode: (value, path, report) => {
      if (!isMapping(value)) return mismatch(words, value, path, report);
      const entries = decodeMembers(shapes, required, value, path, report);
      return entries && (Object.fromEntries(entries) as DecodedRecord<M>);
    },
  };
}

/** A mapping from free keys to one shape. */
export function mapOf<T>(words: string, element: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    words,
    schema: { type: 'object', additionalProperties: element.schema },
    decode: (value, path, report) => {
      if (!isMapping(value)) return mismatch(words, value, path, report);
      const entries: [string, T][] = [];
      for (const [key, member] of Object.entries(value)) {
        const decoded = element.decode(member, [...path, key], report);
        if (decoded !== undefined) entries.push([key, decoded]);
      }
      return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
    },
  };
}

/** Reports a key that is not one of those known, with the nearest of them. */
export function unknownKey(key: string, known: readonly string[], path: Path, report: Report): void {
  const near = nearest(key, known);
  report({
    path: [...path, key],
    atKey: true,
    code: 'rule-unknown-key',
    message: `\`${key}\` is not a key that is known here`,
    hint:
      near === undefined
        ? `known are ${known.map((one) => `\`${one}\``).join(', ')}`
        : `did you mean \`${near}\`?`,
  });
}

/** True for a mapping. */
export function isMapping(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decodeMembers(
  shapes: ReadonlyMap<string, Shape<unknown>>,
  required: readonly string[],
  value: JsonObject,
  path: Path,
  report: Report,
): [string, unknown][] | undefined {
  const entries: [string, unknown][] = [];
  let sound = true;
  for (const [key, member] of Object.entries(value)) {
    const shape = shapes.get(key);
    const decoded = shape?.decode(member, [...path, key], report);
    if (!shape) unknownKey(key, [...shapes.keys()], path, report);
    if (decoded === undefined) sound = false;
    else entries.push([key, decoded]);
  }
  for (const key of required.filter((one) => !(one in value))) {
    sound = false;
    report({ path, code: 'rule-missing-key', message: `\`${key}\` is missing` });
  }
  return sound ? entries : undefined;
}

function isOptional(member: Member | undefined): member is Optional<unknown> {
  return member !== undefined && 'optional' in member;
}

function shapeOf(member: Member): Shape<unknown> {
  return isOptional(member) ? member.optional : member;
}
