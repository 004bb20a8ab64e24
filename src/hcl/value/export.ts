/**
 * Values of expressions as the rest of grantlint has them: JSON with holes, and JSON documents inside of texts.
 */
import { parseJson } from '../../base/json.ts';
import {
  type Hole,
  hole,
  isText,
  type Json,
  type Text,
  template,
  type Value,
  type ValueObject,
} from '../../base/value.ts';
import { hasUnordered } from './inspect.ts';
import { toDouble } from './number.ts';
import { writtenOf } from './partial.ts';
import { partsOf } from './text.ts';
import { entriesOf, type HclValue, isCollection, isMapping, type TextHole, type Unknown } from './values.ts';

/** The value as a plan would show it. */
export function toPlanValue(value: HclValue): Value {
  switch (value.kind) {
    case 'unknown':
      return holeOf(value);
    case 'null':
      return null;
    case 'number':
      return toDouble(value.value);
    case 'bool':
    case 'string':
      return value.value;
    default:
      if (isCollection(value)) return value.elements.map(toPlanValue);
      return isMapping(value) ? toObject(value) : toText(value);
  }
}

function toObject(value: Extract<HclValue, { kind: 'map' | 'object' }>): ValueObject {
  return Object.fromEntries(entriesOf(value).map(([key, one]) => [key, toPlanValue(one)]));
}

/** A text with a list in an order that is not known is not known itself. */
function toText(value: HclValue): Value {
  if (hasUnordered(value)) return hole();
  return template((partsOf(value) ?? []).map((part) => (typeof part === 'string' ? part : textHole(part))));
}

/** The hole of an unknown, named by what it refers to. */
export function holeOf(unknown: Unknown): Hole {
  const { reference, holeType } = unknown;
  const entries = writtenOf(unknown);
  return hole({
    ...(reference === undefined ? {} : { reference }),
    ...(holeType === undefined ? {} : { type: holeType }),
    ...(entries === undefined ? {} : { entries: entries.map(toEntry) }),
  });
}

function toEntry([key, value]: readonly [HclValue, HclValue]): readonly [Text, Value] {
  const name = toPlanValue(key);
  return [isText(name) ? name : hole(), toPlanValue(value)];
}

/** JSON text of something is another constant than the thing; `quoted` has the escapes of text in JSON's quotes. */
function textHole({ unknown, as }: TextHole): Hole {
  const encodings = as[0] === 'quoted' ? as.slice(1) : as;
  if (encodings.length === 0) return holeOf(unknown);
  if (unknown.reference === undefined) return hole();
  const names = { json: 'jsonencode', quoted: 'quoted' };
  return hole({ reference: encodings.reduce((inner, one) => `${names[one]}(${inner})`, unknown.reference) });
}

/**
 * The JSON document in a text that is unknown in part; undefined where there is none that is certain. A hole inside of
 * quotes is a part of that string; one outside must be what `jsonencode` gives, since any other text could be anything.
 */
export function documentIn(value: HclValue): Value | undefined {
  if (value.kind === 'json') return toPlanValue(value.tree);
  const parts = value.kind === 'template' ? value.parts : undefined;
  if (parts === undefined || parts.some((part) => typeof part === 'string' && part.includes(mark)))
    return undefined;
  const holes: Hole[] = [];
  let source = '';
  let isQuoted = false;
  for (const part of parts) {
    if (typeof part === 'string') {
      isQuoted = endsQuoted(part, isQuoted);
      source += part;
    } else {
      const isValue = part.as.length === 1 && part.as[0] === 'json';
      if (!isQuoted && !isValue) return undefined;
      const placed = `${mark}${holes.push(isQuoted ? textHole(part) : holeOf(part.unknown)) - 1}${mark}`;
      source += isQuoted ? placed : `"${placed}"`;
    }
  }
  const parsed = parseJson(source);
  return parsed.ok ? withHoles(parsed.value, holes) : undefined;
}

/** Stands before and after the number of a hole; a private character of Unicode. */
const mark = '\uF8FF';

/** Whether the text ends inside of JSON's quotes, when it began there or not. */
function endsQuoted(text: string, startsQuoted: boolean): boolean {
  let isQuoted = startsQuoted;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && isQuoted) at++;
    else if (character === '"') isQuoted = !isQuoted;
  }
  return isQuoted;
}

function withHoles(value: Json, holes: readonly Hole[]): Value {
  if (typeof value === 'string') return textWithHoles(value, holes);
  if (Array.isArray(value)) return value.map((one: Json) => withHoles(one, holes));
  if (typeof value !== 'object' || value === null) return value as Value;
  const entries = Object.entries(value).map(([key, one]): readonly [Text, Value] => [
    textWithHoles(key, holes),
    withHoles(one, holes),
  ]);
  // An unknown key may be one of the others, of which the last would count.
  const isKnown = entries.every(([key]) => typeof key === 'string');
  return isKnown ? Object.fromEntries(entries) : hole({ entries });
}

function textWithHoles(value: string, holes: readonly Hole[]): Text {
  const pieces = value.split(mark);
  return template(pieces.map((piece, index) => (index % 2 === 0 ? piece : (holes[Number(piece)] ?? hole()))));
}
