/**
 * Unknown values as expressions: what stands for `upper(aws_s3_bucket.logs.id)` is named so. Two with the same text are the
 * same constant, so that whatever the text does not tell whole has none.
 */
import { isSensitive } from './inspect.ts';
import { type BigNumber, isInteger, literalPrecision, printNumber } from './number.ts';
import { isPrimitive, type Type } from './types.ts';
import { entriesOf, type HclValue, isCollection, isMapping } from './values.ts';

/** Longer descriptions would cost more than they say. */
const longest = 300;
const mostEntries = 20;

/** The expression of an operation; undefined where an argument has no description, or it gets too long. */
export function describeOperation(name: string, type: Type, from: readonly HclValue[]): string | undefined {
  const parts = describeAll(from, longest - name.length);
  const written = parts === undefined ? undefined : operation(name, type, parts);
  return written === undefined || written.length > longest ? undefined : written;
}

function describeAll(values: readonly HclValue[], room: number): readonly string[] | undefined {
  const parts: string[] = [];
  let left = room;
  for (const value of values) {
    const part = isSensitive(value) ? undefined : describe(value, left);
    if (part === undefined) return undefined;
    left -= part.length + 2;
    if (left < 0) return undefined;
    parts.push(part);
  }
  return parts;
}

function operation(name: string, type: Type, parts: readonly string[]): string | undefined {
  const [first = '', second, third] = parts;
  if (name === 'if')
    return second === undefined || third === undefined ? undefined : `(${first} ? ${second} : ${third})`;
  if (name === '[]') return second === undefined ? undefined : `${first}[${second}]`;
  if (name === 'arguments') return `${parts.join(', ')}...`;
  if (name === 'convert') return conversion(first, type);
  if (name.startsWith('[*]')) return `${first}${name}`;
  if (/^[a-z]/.test(name)) return `${name}(${parts.join(', ')})`;
  return second === undefined ? `${name}(${first})` : `(${first} ${name} ${second})`;
}

/** Lists, sets and maps of simple values; other types take more to say than it is worth. */
function conversion(value: string, type: Type): string | undefined {
  if (typeof type === 'string' || !('element' in type)) return undefined;
  const { kind, element } = type;
  if (element === 'any' || element === 'unsure') return `to${kind}(${value})`;
  if (!isPrimitive(element)) return undefined;
  return kind === 'map'
    ? `tomap({for k, v in ${value} : k => to${element}(v)})`
    : `to${kind}([for v in ${value} : to${element}(v)])`;
}

function describe(value: HclValue, room: number): string | undefined {
  if (room <= 0) return undefined;
  switch (value.kind) {
    case 'unknown':
      return value.isConverted === true && value.reference !== undefined
        ? `tostring(${value.reference})`
        : value.reference;
    case 'null':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return describeNumber(value.value);
    case 'string':
      return value.value.length > room ? undefined : quoted(value.value);
    case 'template':
      return describeText(value.parts, room);
    case 'json': {
      const tree = describe(value.tree, room);
      return tree === undefined ? undefined : `jsonencode(${tree})`;
    }
    default:
      return describeInside(value, room);
  }
}

/** A number with a fraction of less precision than a literal has would be another one when it is written down. */
function describeNumber(value: BigNumber): string | undefined {
  return isInteger(value) || value.precision >= literalPrecision ? printNumber(value) : undefined;
}

/** A text as HCL has it in quotes. */
function quoted(value: string): string {
  return `"${escaped(value)}"`;
}

function escaped(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replace(/\\[bf]/g, (one) => (one === '\\b' ? '\\u0008' : '\\u000c'))
    .replace(/[$%](?=\{)/g, '$&$&');
}

function describeText(
  parts: Extract<HclValue, { kind: 'template' }>['parts'],
  room: number,
): string | undefined {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += escaped(part);
    else {
      const { reference } = part.unknown;
      const [as, ...more] = part.as;
      if (reference === undefined || as === 'quoted' || more.length > 0) return undefined;
      text += `\${${as === 'json' ? `jsonencode(${reference})` : reference}}`;
    }
    if (text.length > room) return undefined;
  }
  return `"${text}"`;
}

/** A list whose order unknowns decide has no description: the elements do not tell which comes first. */
function describeInside(value: HclValue, room: number): string | undefined {
  if (isCollection(value)) {
    if (value.unordered === true && value.kind !== 'set') return undefined;
    const inside = describeAll(value.elements, room);
    if (inside === undefined) return undefined;
    const items = `[${inside.join(', ')}]`;
    return value.kind === 'tuple' ? items : `to${value.kind}(${items})`;
  }
  if (!isMapping(value) || value.isOpen === true || value.entries.size > mostEntries) return undefined;
  const entries = entriesOf(value);
  const parts = describeAll(
    entries.map(([, one]) => one),
    room,
  );
  if (parts === undefined) return undefined;
  const items = `{${entries.map(([key], at) => `${quoted(key)} = ${parts[at]}`).join(', ')}}`;
  return value.kind === 'map' ? `tomap(${items})` : items;
}
