/**
 * Values as expressions, with the references of what is unknown in them. Two with the same text are the
 * same constant, so that whatever the text does not tell whole has none.
 */
import { isSensitive } from './inspect.ts';
import { type BigNumber, isInteger, literalPrecision, printNumber } from './number.ts';
import { isPrimitive } from './types.ts';
import { type Collection, entriesOf, type HclValue, isCollection, isMapping } from './values.ts';

const mostEntries = 20;

/**
 * The values as expressions, in no more than `room` characters; undefined where one has none. `isExact`: whether a number must
 * be the same in all its digits when it is read again.
 */
export function describeAll(
  values: readonly HclValue[],
  room: number,
  isExact: boolean,
): readonly string[] | undefined {
  const parts: string[] = [];
  let left = room;
  for (const value of values) {
    const part = isSensitive(value) ? undefined : describe(value, left, isExact);
    if (part === undefined) return undefined;
    left -= part.length + 2;
    if (left < 0) return undefined;
    parts.push(part);
  }
  return parts;
}

function describe(value: HclValue, room: number, isExact: boolean): string | undefined {
  if (room <= 0) return undefined;
  switch (value.kind) {
    case 'unknown':
      return value.isConverted === true && value.reference !== undefined
        ? `tostring(${value.reference})`
        : value.reference;
    case 'null':
      if (value.type === 'any') return 'null';
      return isPrimitive(value.type) ? `to${value.type}(null)` : undefined;
    case 'bool':
      return String(value.value);
    case 'number':
      return describeNumber(value.value, isExact);
    case 'string':
      return value.value.length > room ? undefined : quoted(value.value);
    case 'template':
      return value.unordered ? undefined : describeText(value.parts, room);
    case 'json': {
      const tree = describe(value.tree, room, false);
      return tree === undefined ? undefined : `jsonencode(${tree})`;
    }
    default:
      return describeInside(value, room, isExact);
  }
}

/**
 * A number of less precision than a literal has would be another one when it is written down: with a fraction it is printed
 * with other digits, without one it gives others when it is computed with.
 */
function describeNumber(value: BigNumber, isExact: boolean): string | undefined {
  const isLiteral = value.precision >= literalPrecision || (isInteger(value) && !isExact);
  return isLiteral ? printNumber(value) : undefined;
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
function describeInside(value: HclValue, room: number, isExact: boolean): string | undefined {
  if (isCollection(value)) {
    if (value.unordered === true && value.kind !== 'set') return undefined;
    if (value.elements.length === 0) return describeEmpty(value);
    const inside = describeAll(value.elements, room, isExact);
    if (inside === undefined) return undefined;
    const items = `[${inside.join(', ')}]`;
    return value.kind === 'tuple' ? items : `to${value.kind}(${items})`;
  }
  if (!isMapping(value) || value.isOpen === true || value.entries.size > mostEntries) return undefined;
  const entries = entriesOf(value);
  const parts = describeAll(
    entries.map(([, one]) => one),
    room,
    isExact,
  );
  if (parts === undefined) return undefined;
  const items = `{${entries.map(([key], at) => `${quoted(key)} = ${parts[at]}`).join(', ')}}`;
  if (value.kind === 'object') return items;
  return entries.length > 0 || value.element === 'any' ? `tomap(${items})` : undefined;
}

/** The shortest expressions that give a list or set without elements, of this type. */
const empties = { any: '[]', string: 'compact([])', number: 'range(0)' } as const;

function describeEmpty({ kind, element }: Collection): string | undefined {
  if (kind === 'tuple') return '[]';
  if (element !== 'any' && element !== 'string' && element !== 'number') return undefined;
  const items = empties[element];
  return kind === 'list' && element !== 'any' ? items : `to${kind}(${items})`;
}
