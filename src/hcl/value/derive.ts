/**
 * Unknown values that follow from unknown values. Functions are pure, so that the same call on the same constants is
 * the same constant: the call itself is the reference.
 */
import { isSensitive, waitsOf } from './inspect.ts';
import { printNumber } from './number.ts';
import type { Type } from './types.ts';
import { entriesOf, type HclValue, isCollection, isMapping, type Unknown } from './values.ts';

/** Longer descriptions would cost more than they say. */
const longest = 300;

/** The unknown result of an operation called `name`. */
export function derived(name: string, type: Type, from: readonly HclValue[]): Unknown {
  const reference = described(name, from);
  return {
    kind: 'unknown',
    type,
    waits: waitsOf(...from),
    ...(reference === undefined ? {} : { reference }),
    ...(from.some(isSensitive) ? { sensitive: true } : {}),
  };
}

/** The unknown without a name, where its arguments do not decide it alone. */
export function nameless({ reference: _, ...unknown }: Unknown): Unknown {
  return unknown;
}

/** `name(arguments)`, or undefined where an argument has no description, or it gets too long. */
function described(name: string, from: readonly HclValue[]): string | undefined {
  const parts: string[] = [];
  let length = name.length;
  for (const value of from) {
    const part = isSensitive(value) ? undefined : describe(value, longest - length);
    if (part === undefined) return undefined;
    length += part.length + 2;
    if (length > longest) return undefined;
    parts.push(part);
  }
  return `${name}(${parts.join(', ')})`;
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
      return printNumber(value.value);
    case 'string':
      return value.value.length > room ? undefined : JSON.stringify(value.value);
    case 'template':
      return describedText(value.parts, room);
    case 'json':
      return described('jsonencode', [value.tree]);
    default:
      return describeInside(value, room);
  }
}

function describedText(
  parts: Extract<HclValue, { kind: 'template' }>['parts'],
  room: number,
): string | undefined {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += JSON.stringify(part).slice(1, -1);
    else if (part.unknown.reference === undefined) return undefined;
    else text += `\${${part.as.reduce((inner, as) => `${as}(${inner})`, part.unknown.reference)}}`;
    if (text.length > room) return undefined;
  }
  return `"${text}"`;
}

function describeInside(value: HclValue, room: number): string | undefined {
  if (isCollection(value)) {
    const inside = described('', value.elements);
    return inside === undefined || inside.length > room
      ? undefined
      : `${value.kind === 'tuple' ? '' : value.kind}[${inside.slice(1, -1)}]`;
  }
  if (!isMapping(value)) return undefined;
  if (value.entries.size > 20) return undefined;
  const entries = entriesOf(value);
  const parts = entries.map(([key, one]) => [JSON.stringify(key), describe(one, room)] as const);
  if (parts.some(([, part]) => part === undefined)) return undefined;
  return `{${parts.map(([key, part]) => `${key} = ${part}`).join(', ')}}`;
}
