/**
 * Shapes: what a value in a rule file must look like. One shape decodes the value, names every fault with its path,
 * and gives the JSON Schema that editors use, so that the three never disagree.
 */
import type { Json, JsonObject } from '../../base/value.ts';

/** Where in the file a fault is: keys and positions from the root. */
export type Path = readonly (string | number)[];

/** One fault of a decoded value. */
export interface Fault {
  readonly path: Path;
  /** The key itself is wrong, not its value. */
  readonly atKey?: true;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Collects the faults of one decoding. */
export type Report = (fault: Fault) => void;

/** What a value must look like. */
export interface Shape<T> {
  /** The value in words, for messages: `a text`, `a list of texts`. */
  readonly words: string;
  readonly schema: JsonObject;
  /** The decoded value; undefined after a fault was reported. */
  readonly decode: (value: Json, path: Path, report: Report) => T | undefined;
}

/** The type that a shape decodes to. */
export type Decoded<S> = S extends Shape<infer T> ? T : never;

/** Reports that a value is something else than the shape's words; gives undefined. */
export function mismatch(words: string, value: Json, path: Path, report: Report): undefined {
  report({ path, code: 'rule-wrong-value', message: `${found(value)} stands where ${words} is expected` });
  return undefined;
}

/** A value as a message names it, short. */
export function found(value: Json): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}
