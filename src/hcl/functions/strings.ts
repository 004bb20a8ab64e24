/**
 * String functions.
 * https://developer.hashicorp.com/terraform/language/functions/chomp and its neighbours
 */

import { derived } from '../value/derive.ts';
import { refuse } from '../value/errors.ts';
import { hasUnordered } from '../value/inspect.ts';
import { concatTexts, joinText, partsOf } from '../value/text.ts';
import { bool, type HclValue, list, text } from '../value/values.ts';
import { integerOf, stringOf } from './arguments.ts';
import { define, type FunctionDefinition, type FunctionTable, free, known, shaped } from './define.ts';
import { capitalised, graphemesOf, lowered, raised, trimSpace } from './letters.ts';

const strings = { kind: 'list', element: 'string' } as const;

/** A function from one known text to another. */
function plain(change: (value: string) => string): FunctionDefinition {
  return define([known('string')], 'string', ([value]) => text(change(stringOf(value))));
}

function twoTexts(change: (value: string, other: string) => string): FunctionDefinition {
  return define([known('string'), known('string')], 'string', ([value, other]) =>
    text(change(stringOf(value), stringOf(other))),
  );
}

export const stringFunctions: FunctionTable = {
  chomp: plain((value) => value.replace(/[\r\n]+$/, '')),
  lower: plain(lowered),
  upper: plain(raised),
  title: plain(capitalised),
  trimspace: plain(trimSpace),
  strrev: plain((value) => graphemesOf(value).reverse().join('')),
  trim: twoTexts(trim),
  trimprefix: define([free('string'), known('string')], 'string', ([value, prefix]) =>
    trimPrefix(value, stringOf(prefix)),
  ),
  trimsuffix: twoTexts((value, end) =>
    end !== '' && value.endsWith(end) ? value.slice(0, -end.length) : value,
  ),
  startswith: define([free('string'), known('string')], 'bool', ([value, prefix]) =>
    startsWith(value, stringOf(prefix)),
  ),
  endswith: define([known('string'), known('string')], 'bool', ([value, end]) =>
    bool(stringOf(value).endsWith(stringOf(end))),
  ),
  strcontains: define([known('string'), known('string')], 'bool', ([value, part]) =>
    bool(stringOf(value).includes(stringOf(part))),
  ),
  indent: define([known('number'), free('string')], 'string', indent),
  join: define([free('string')], 'string', join, shaped(strings)),
  split: define([known('string'), known('string')], strings, ([separator, value]) =>
    split(stringOf(separator), stringOf(value)),
  ),
  substr: define([known('string'), known('number'), known('number')], 'string', substr),
};

/** Takes characters of the set off both ends. */
function trim(value: string, set: string): string {
  const cut = new Set(set);
  const characters = [...value];
  const start = characters.findIndex((one) => !cut.has(one));
  if (start < 0) return '';
  return characters.slice(start, characters.findLastIndex((one) => !cut.has(one)) + 1).join('');
}

/** What is known at the start of a text may decide. */
function startOf(value: HclValue | undefined): string {
  const first = value === undefined || hasUnordered(value) ? undefined : partsOf(value)?.[0];
  return typeof first === 'string' ? first : '';
}

function startsWith(value: HclValue | undefined, prefix: string): HclValue {
  const start = startOf(value);
  if (value?.kind === 'string' || start.length >= prefix.length) return bool(start.startsWith(prefix));
  if (!prefix.startsWith(start)) return bool(false);
  return derived('startswith', 'bool', [value ?? text(''), text(prefix)]);
}

function trimPrefix(value: HclValue | undefined, prefix: string): HclValue {
  const decided = startsWith(value, prefix);
  const parts = value === undefined ? undefined : partsOf(value);
  if (decided.kind !== 'bool' || parts === undefined)
    return derived('trimprefix', 'string', [value ?? text(''), text(prefix)]);
  if (!decided.value || prefix === '') return value ?? text('');
  return joinText([startOf(value).slice(prefix.length), ...parts.slice(1)]);
}

/** Spaces after every line break; one inside of an unknown part would get them too, so that part must not be there. */
function indent([spaces, value]: readonly HclValue[]): HclValue {
  const count = integerOf(spaces);
  if (count < 0 || count > 100_000) return refuse('indentation out of bounds');
  if (value?.kind !== 'string') return derived('indent', 'string', [spaces ?? text(''), value ?? text('')]);
  return text(value.value.replaceAll('\n', `\n${' '.repeat(count)}`));
}

function join([separator, ...lists]: readonly HclValue[]): HclValue {
  const elements = lists.flatMap((one) => ('elements' in one ? one.elements : []));
  if (elements.some((one) => one.kind === 'null')) return refuse('null cannot be joined');
  if (lists.some((one) => 'elements' in one && one.unordered === true))
    return derived('join', 'string', [separator ?? text(''), ...lists]);
  if (separator === undefined || elements.length === 0) return text('');
  return concatTexts(elements.flatMap((one, index) => (index === 0 ? [one] : [separator, one])));
}

function split(separator: string, value: string): HclValue {
  const parts = separator === '' ? Array.from(value) : value.split(separator);
  return list(parts.map(text), 'string');
}

function substr([value, offset, length]: readonly HclValue[]): HclValue {
  const characters = graphemesOf(stringOf(value));
  const from = integerOf(offset);
  const size = integerOf(length);
  const start = from < 0 ? Math.max(0, from + characters.length) : from;
  // From the end, a length of zero means all of the rest.
  const isRest = size < 0 || (size === 0 && from < 0);
  return text(characters.slice(start, isRest ? undefined : start + size).join(''));
}
