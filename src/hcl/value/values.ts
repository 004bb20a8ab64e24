/**
 * Values of expressions: Terraform's, with what is unknown inside. Text may be unknown in part, and a JSON document
 * that `jsonencode` made keeps its tree, so that one unknown leaf does not hide the rest.
 */
import type { BigNumber } from './number.ts';
import type { Type } from './types.ts';

/** A value that Terraform learns during apply, or one that follows from such a value. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly type: Type;
  /** The same text means the same constant: a reference with its module, or a call of a function on such. */
  readonly reference?: string;
  /** What is known of it, for example `arn:s3:bucket`. */
  readonly holeType?: string;
  /** True for what a provider fills in: reading it cannot fail. */
  readonly firm?: true;
  /** True where the constant is converted to a string, and may be a number or bool itself. */
  readonly isConverted?: true;
  /** What it waits for, as Terraform writes it. */
  readonly waits: readonly string[];
  readonly sensitive?: true;
}

/** Entries of objects and maps; those of modules are evaluated when they are asked for. */
export interface Entries {
  readonly size: number;
  get(key: string): HclValue | undefined;
  has(key: string): boolean;
  keys(): Iterable<string>;
}

export type TextPart = string | TextHole;
/** How an unknown stands in a text: as `jsonencode` prints it, or with the escapes of text inside JSON's quotes. */
export type Encoding = 'json' | 'quoted';

/** An unknown in a text, with its encodings from the first to the last. */
export interface TextHole {
  readonly unknown: Unknown;
  readonly as: readonly Encoding[];
}

interface Mark {
  /** Comes from a sensitive value: must not be printed. */
  readonly sensitive?: true;
}

export type Collection = Mark & {
  readonly kind: 'list' | 'set' | 'tuple';
  readonly elements: readonly HclValue[];
  /** Of lists and sets. */
  readonly element?: Type;
  /** True where unknowns decide about order and repetition, as in a set. */
  readonly unordered?: true;
  /** True where a type that is not sure decides whether it is a list, a set or a tuple. */
  readonly isLoose?: true;
};

export type Mapping = Mark & {
  readonly kind: 'map' | 'object';
  readonly entries: Entries;
  /** Of maps. */
  readonly element?: Type;
  /** True where the entries are evaluated when they are asked for, and are not all asked for unasked. */
  readonly isOpen?: true;
};

export type Template = Mark & {
  readonly kind: 'template';
  readonly parts: readonly TextPart[];
  /** True where it holds the JSON of a list of which unknowns decide the order. */
  readonly unordered?: true;
};

export type HclValue =
  | Unknown
  | (Mark & { readonly kind: 'null'; readonly type: Type })
  | (Mark & { readonly kind: 'bool'; readonly value: boolean })
  | (Mark & { readonly kind: 'number'; readonly value: BigNumber })
  | (Mark & { readonly kind: 'string'; readonly value: string })
  | Template
  | (Mark & { readonly kind: 'json'; readonly tree: HclValue })
  | Collection
  | Mapping;

export const nothing: HclValue = { kind: 'null', type: 'any' };

/** Such a text is normalised as it is. */
const isAscii = /^[\t\n\r -~]*$/;

/** A known text, normalised as Terraform keeps it. */
export function text(value: string): HclValue {
  return { kind: 'string', value: isAscii.test(value) ? value : value.normalize('NFC') };
}

export function bool(value: boolean): HclValue {
  return { kind: 'bool', value };
}

export function number(value: BigNumber): HclValue {
  return { kind: 'number', value };
}

export function tuple(elements: readonly HclValue[], unordered = false): Collection {
  return { kind: 'tuple', elements, ...(unordered ? { unordered: true } : {}) };
}

export function list(elements: readonly HclValue[], element: Type): Collection {
  return { kind: 'list', elements, element };
}

/** An object; keys keep the order given, and are sorted where Terraform iterates. */
export function object(entries: Iterable<readonly [string, HclValue]>): Mapping {
  return { kind: 'object', entries: new Map(entries) };
}

export function map(entries: Iterable<readonly [string, HclValue]>, element: Type): Mapping {
  return { kind: 'map', entries: new Map(entries), element };
}

export function isCollection(value: HclValue): value is Collection {
  return value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple';
}

export function isMapping(value: HclValue): value is Mapping {
  return value.kind === 'map' || value.kind === 'object';
}

/** Keys and values in Terraform's order: by the bytes of the keys. */
export function entriesOf(value: Mapping): readonly (readonly [string, HclValue])[] {
  const keys = [...value.entries.keys()].sort(byBytes);
  return keys.map((key) => [key, value.entries.get(key) ?? nothing]);
}

/** Compares as Go does: by UTF-8 bytes, which is by code points. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return lifted(x) - lifted(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
function lifted(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x10000 : unit;
}
