/**
 * Operations on unknown values as expressions: what stands for `upper(aws_s3_bucket.logs.id)` is named so. Two with the same
 * text are the same constant, so that whatever the text does not tell whole has none.
 */
import { describeAll } from './describe.ts';
import { isPrimitive, type Type } from './types.ts';
import type { HclValue } from './values.ts';

/** Longer descriptions would cost more than they say. */
const longest = 300;

/** The expression of an operation; undefined where an argument has no description, or it gets too long. */
export function describeOperation(name: string, type: Type, from: readonly HclValue[]): string | undefined {
  const room = longest - name.length;
  const [first = [], others = []] = positional.has(name) ? [from.slice(0, 1), from.slice(1)] : [from];
  const parts = describeAll(first, room, !forgetful.has(name) && keepsNumbers(type));
  const more = describeAll(others, room, false);
  if (parts === undefined || more === undefined) return undefined;
  const written = operation(name, type, [...parts, ...more]);
  return written === undefined || written.length > longest ? undefined : written;
}

/** Operations whose arguments behind the first say where something is. */
const positional: ReadonlySet<string> = new Set(['[]', 'element', 'slice', 'chunklist']);
/** Functions whose result is another number than those that they are given. */
const forgetful: ReadonlySet<string> = new Set([
  'length',
  'index',
  'signum',
  'log',
  'pow',
  'timecmp',
  'parseint',
]);

/** False where a number in the arguments cannot go on in the result. */
function keepsNumbers(type: Type): boolean {
  if (typeof type === 'object' && 'element' in type) return keepsNumbers(type.element);
  return type !== 'string' && type !== 'bool';
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
