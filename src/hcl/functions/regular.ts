/**
 * Regular expressions, run by a port of RE2: its time grows with the text, whatever the expression.
 * https://developer.hashicorp.com/terraform/language/functions/regex
 */
import { RE2JS } from 're2js';
import { derived } from '../value/derive.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { typeOf } from '../value/inspect.ts';
import { concatTexts } from '../value/text.ts';
import { type HclValue, list, nothing, object, text, tuple } from '../value/values.ts';
import { stringOf } from './arguments.ts';
import { define, type FunctionTable, free, known } from './define.ts';

export const regularFunctions: FunctionTable = {
  regex: define([known('string'), known('string')], 'unsure', ([pattern, value]) =>
    first(stringOf(pattern), stringOf(value)),
  ),
  regexall: define([known('string'), known('string')], 'unsure', ([pattern, value]) =>
    every(stringOf(pattern), stringOf(value)),
  ),
  replace: define([known('string'), known('string'), free('string')], 'string', ([value, wanted, by]) =>
    by === undefined || by.kind === 'string'
      ? text(replace(stringOf(value), stringOf(wanted), stringOf(by)))
      : replaceWith(stringOf(value), stringOf(wanted), by),
  ),
};

/** Instructions of a compiled expression; `x{1000}{1000}` would have a million. */
const longestProgram = 5000;

interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

function compile(pattern: string): RE2JS {
  if (pattern.length > longestProgram) return giveUp('the regular expression is too long');
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    return refuse(`invalid regular expression: ${error instanceof Error ? error.message : ''}`);
  }
  return compiled.programSize() > longestProgram ? giveUp('the regular expression is too long') : compiled;
}

/** Matches from left to right; an empty one right behind another is none. */
function matchesOf(compiled: RE2JS, value: string, most: number): readonly Match[] {
  const matcher = compiled.matcher(value);
  const found: Match[] = [];
  let last = -1;
  for (let from = 0; from <= value.length && found.length < most && matcher.find(from); ) {
    const [start, end] = [matcher.start(), matcher.end()];
    const groups = Array.from({ length: compiled.groupCount() + 1 }, (_, index) => matcher.group(index));
    if (end > start || start !== last) found.push({ start, end, groups });
    last = end;
    from = end > start ? end : end + ((value.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
  return found;
}

/** A text without groups, an object with named ones, else a tuple. */
function captured(compiled: RE2JS, { groups: [whole = null, ...groups] }: Match): HclValue {
  const values = groups.map((one) => (one === null ? nullText : text(one)));
  if (values.length === 0) return text(whole ?? '');
  const names = Object.entries(compiled.namedGroups());
  if (names.length === 0) return tuple(values);
  if (names.length < values.length) return refuse('named and unnamed groups cannot be mixed');
  return object(names.map(([name, index]) => [name, values[index - 1] ?? nothing]));
}

const nullText: HclValue = { kind: 'null', type: 'string' };

function first(pattern: string, value: string): HclValue {
  const compiled = compile(pattern);
  const [match] = matchesOf(compiled, value, 1);
  return match === undefined ? refuse('the pattern does not match') : captured(compiled, match);
}

function every(pattern: string, value: string): HclValue {
  const compiled = compile(pattern);
  const noMatch = { start: 0, end: 0, groups: Array.from({ length: compiled.groupCount() + 1 }, () => '') };
  const type = typeOf(captured(compiled, noMatch));
  return list(
    matchesOf(compiled, value, Number.POSITIVE_INFINITY).map((match) => captured(compiled, match)),
    type,
  );
}

/** Between slashes it is a regular expression, else plain text. */
/** A replacement that is unknown in part stands where the text stood; in a regular expression it may name groups. */
function replaceWith(value: string, wanted: string, by: HclValue): HclValue {
  if (wanted === '' || isRegular(wanted))
    return derived('replace', 'string', [text(value), text(wanted), by]);
  const pieces = value.split(wanted).map((one): HclValue => ({ kind: 'string', value: one }));
  return concatTexts(pieces.flatMap((one, at) => (at === 0 ? [one] : [by, one])));
}

function isRegular(wanted: string): boolean {
  return wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/');
}

function replace(value: string, wanted: string, by: string): string {
  if (!isRegular(wanted)) return value.replaceAll(wanted, () => by);
  const compiled = compile(wanted.slice(1, -1));
  let made = '';
  let at = 0;
  for (const match of matchesOf(compiled, value, Number.POSITIVE_INFINITY)) {
    made += value.slice(at, match.start) + expanded(by, match.groups, compiled.namedGroups());
    at = match.end;
  }
  return made + value.slice(at);
}

/** `$1`, `${1}`, `$name` and `$$`, as Go expands them. */
function expanded(
  by: string,
  groups: readonly (string | null)[],
  names: Readonly<Record<string, number>>,
): string {
  return by.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar: string, bare: string, braced: string) => {
    if (dollar !== undefined) return '$';
    const name = bare ?? braced;
    const index = /^\d+$/.test(name) ? Number(name) : Object.hasOwn(names, name) ? names[name] : undefined;
    return index === undefined ? '' : (groups[index] ?? '');
  });
}
