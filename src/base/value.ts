/**
 * Values as a plan knows them: JSON, with holes where Terraform learns something only during apply.
 * Terraform calls such a value "unknown" and prints it as `(known after apply)`.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */

// By name, since parts of the command that load on demand are bundles with a copy of this module.
const holeMark: unique symbol = Symbol.for('grantlint.hole');
const templateMark: unique symbol = Symbol.for('grantlint.template');

/** A value that Terraform learns during apply: one unknown constant, the same wherever its reference is. */
export interface Hole {
  readonly [holeMark]: true;
  /** What it refers to, as Terraform writes it (`aws_s3_bucket.logs.arn`), where the plan tells. */
  readonly reference?: string;
  /** What is known of it, for example `arn:s3:bucket`; absent when nothing is. */
  readonly type?: string;
  /** True when it stands for a value that is there but must not be read, for example `<sensitive>`. */
  readonly opaque?: true;
  /** Of an object that is unknown because its keys are: what is written of them, with their values. */
  readonly entries?: readonly (readonly [Text, Value])[];
}

/** Text with holes inside, in order; at least one part is a hole, and no two texts are neighbours. */
export interface Template {
  readonly [templateMark]: true;
  readonly parts: readonly (string | Hole)[];
}

/** A string that may be unknown, wholly or in part. */
export type Text = string | Hole | Template;

/** JSON as the grammar has it, nothing unknown. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** JSON in which any value may be unknown. */
export type Value = null | boolean | number | Text | readonly Value[] | ValueObject;
export interface ValueObject {
  readonly [key: string]: Value;
}

/** Makes a hole. */
export function hole(facts: Omit<Hole, typeof holeMark> = {}): Hole {
  return Object.freeze({ [holeMark]: true as const, ...facts });
}

/** Makes text with holes; joins neighbouring texts, and gives a plain string where no hole is left. */
export function template(parts: readonly (string | Hole | Template)[]): Text {
  const joined: (string | Hole)[] = [];
  for (const part of parts.flatMap((one) => (isTemplate(one) ? one.parts : [one]))) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  const [only] = joined;
  if (only === undefined) return '';
  if (joined.length === 1) return only;
  return Object.freeze({ [templateMark]: true as const, parts: joined });
}

/** True for a hole. */
export function isHole(value: unknown): value is Hole {
  return typeof value === 'object' && value !== null && holeMark in value;
}

/** True for text with holes inside. */
export function isTemplate(value: unknown): value is Template {
  return typeof value === 'object' && value !== null && templateMark in value;
}

/** True for text, known or not. */
export function isText(value: unknown): value is Text {
  return typeof value === 'string' || isHole(value) || isTemplate(value);
}

/** True for an object of the value tree: not null, not an array, not a hole. */
export function isObject(value: unknown): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isText(value);
}

/** True for an array of the value tree. */
export function isArray(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
