/**
 * The arguments of an `aws_iam_policy_document` as the configuration gives them, in the shape that a plan has: sets without
 * repetition, texts, and documents that are unknown in part as trees.
 */
import {
  type Hole,
  isArray,
  isHole,
  isObject,
  isTemplate,
  isText,
  type Value,
  type ValueObject,
} from '../base/value.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { FromSource, Source } from './source.ts';

/** Arguments, and where they are written. */
export interface WrittenArguments {
  readonly values: ValueObject;
  readonly sensitive: boolean;
  readonly written: FromSource;
}

/** What the configuration has for a data source; undefined where it does not tell. */
export function argumentsInSource(source: Source, change: ResourceChange): WrittenArguments | undefined {
  const body = source.bodyOf(change);
  if ('refused' in body) return undefined;
  const { value, sensitive, range, assuming } = body;
  const values = Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      shaped(name, one, (at) => documentAt(source, change, name, at)),
    ]),
  );
  return { values, sensitive, written: { range, ...(assuming === undefined ? {} : { assuming }) } };
}

const sets = new Set(['actions', 'not_actions', 'resources', 'not_resources', 'identifiers']);
const documents = new Set(['source_policy_documents', 'override_policy_documents']);

function shaped(name: string, value: Value, documentIn: (at: number) => Value | undefined): Value {
  if (isArray(value) && documents.has(name))
    return value.map((one, at) => (isTemplate(one) || isHole(one) ? (documentIn(at) ?? one) : one));
  if (isArray(value) && (sets.has(name) || name === 'values')) {
    const texts = value.filter((one) => one !== null).map(textOf);
    return sets.has(name) ? distinct(texts) : texts;
  }
  if (isArray(value)) return value.map((one) => (isObject(one) ? block(one) : one));
  return value;
}

function block(value: ValueObject): ValueObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, shaped(name, one, () => undefined)]),
  );
}

function textOf(value: Value): Value {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** Known texts once each; two that are unknown may yet be equal, and stay two. */
function distinct(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((one) => {
    if (typeof one !== 'string') return true;
    const isNew = !seen.has(one);
    seen.add(one);
    return isNew;
  });
}

function documentAt(source: Source, change: ResourceChange, name: string, at: number): Value | undefined {
  const found = source.valueAt(change, [name, at]);
  return 'refused' in found ? undefined : found.document;
}

/** True where what the plan knows of a rendered document is so in the other one too. */
export function agreesWith(planned: Value | undefined, written: Value | undefined): boolean {
  if (isHole(planned) && planned.entries !== undefined) return entriesAgree(planned.entries, written);
  if (isHole(planned) || isTemplate(planned)) return true;
  if (isArray(planned)) return isArray(written) ? listsAgree(planned, written) : planned.some(isHole);
  if (isObject(planned)) {
    if (!isObject(written)) return isHole(written);
    return [...new Set([...Object.keys(planned), ...Object.keys(written)])].every((key) =>
      agreesWith(planned[key], written[key]),
    );
  }
  return isHole(written) || isTemplate(written) || planned === written;
}

/** Of keys that the plan hides, the values: each stands under some key. */
function entriesAgree(planned: NonNullable<Hole['entries']>, written: Value | undefined): boolean {
  const entries = isHole(written) ? written.entries : isObject(written) ? Object.entries(written) : [];
  return (
    entries === undefined || planned.every(([, one]) => entries.some(([, other]) => agreesWith(one, other)))
  );
}

function listsAgree(planned: readonly Value[], written: readonly Value[]): boolean {
  const hides = planned.some((one) => isText(one) && typeof one !== 'string');
  if (!hides)
    return planned.length === written.length && planned.every((one, at) => agreesWith(one, written[at]));
  return planned.every(
    (one) => (typeof one !== 'string' && isText(one)) || written.some((other) => agreesWith(one, other)),
  );
}

/**
 * How much of a document is unknown: a statement weighs more than an element of it, that more than one of its values; what
 * has a type weighs half as much, and so does what is a part of a text.
 */
export function unknownIn(value: Value, weight = 10_000): number {
  if (isHole(value) && value.entries !== undefined)
    return value.entries.flat().reduce<number>((sum, one) => sum + unknownIn(one, weight / 10), 0);
  if (isHole(value)) return value.type === undefined ? weight : weight / 2;
  if (isTemplate(value))
    return Math.max(...value.parts.map((part) => (isHole(part) ? unknownIn(part, weight) / 2 : 0)));
  const parts: readonly Value[] = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return parts.reduce<number>((sum, one) => sum + unknownIn(one, weight / 10), 0);
}
