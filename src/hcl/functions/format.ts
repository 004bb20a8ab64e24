/**
 * `format` and `formatlist`.
 * https://developer.hashicorp.com/terraform/language/functions/format
 */
import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { isKnown } from '../value/inspect.ts';
import { concatTexts } from '../value/text.ts';
import { type HclValue, isCollection, list, nothing, text } from '../value/values.ts';
import { elementsOf, stringOf } from './arguments.ts';
import { define, type FunctionTable, free, known } from './define.ts';
import { printVerb, type Verb } from './format-verb.ts';

export const formatFunctions: FunctionTable = {
  format: define(
    [known('string')],
    'string',
    ([pattern, ...args]) => format(stringOf(pattern), typed(args)),
    free('any', true),
  ),
  formatlist: define(
    [known('string')],
    { kind: 'list', element: 'string' },
    ([pattern, ...args]) => formatLists(stringOf(pattern), typed(args)),
    free('any', true),
  ),
};

/** The arguments. Terraform takes a null without a type for unknown here, even where no verb asks for it. */
function typed(args: readonly HclValue[]): readonly HclValue[] {
  const isUntyped = args.some((one) => one.kind === 'null' && (one.type === 'any' || one.type === 'unsure'));
  return isUntyped ? giveUp('`format` of null is not supported') : args;
}

const verbPattern = /%(?:%|([ +\-#0]*)(\d*)(?:(\.)(\d*))?(?:\[(\d+)\])?([a-zA-Z]))/g;

function format(pattern: string, args: readonly HclValue[]): HclValue {
  const parts: HclValue[] = [];
  let at = 0;
  let next = 0;
  for (const match of pattern.matchAll(verbPattern)) {
    parts.push(textUpTo(pattern, at, match.index));
    at = match.index + match[0].length;
    const [all, flags = '', width = '', point, precision = '', position, mode] = match;
    if (mode === undefined) {
      parts.push(text('%'));
      continue;
    }
    const index = position === undefined ? next : Number(position) - 1;
    const arg = args[index] ?? refuse('`format` has too few arguments');
    next = index + 1;
    const verb: Verb = {
      mode,
      flags,
      ...(width === '' ? {} : { width: Number(width) }),
      ...(point === undefined ? {} : { precision: Number(precision || 0) }),
    };
    parts.push(part(all, verb, arg));
  }
  parts.push(textUpTo(pattern, at, pattern.length));
  if (next < args.length && !/\[\d+\]/.test(pattern)) return refuse('`format` has too many arguments');
  return concatTexts(parts);
}

function textUpTo(pattern: string, from: number, to: number): HclValue {
  const between = pattern.slice(from, to);
  return between.includes('%') ? refuse('unrecognized format verb') : { kind: 'string', value: between };
}

/** A text that is unknown stands for itself where nothing is to be done with it. */
function part(all: string, verb: Verb, arg: HclValue): HclValue {
  const isText =
    all === '%s' ||
    (all === '%v' &&
      (arg.kind === 'template' || arg.kind === 'json' || (arg.kind === 'unknown' && arg.type === 'string')));
  if (isText && arg.kind === 'null' && all === '%s') return refuse('null cannot be formatted');
  if (isText && !isKnown(arg)) return convert(arg, 'string');
  if (!isKnown(arg)) return derived('format', 'string', [text(all.replace(/\[\d+\]/, '')), arg]);
  return text(printVerb(verb, arg));
}

/** Lists go element by element, everything else is the same in each. */
function formatLists(pattern: string, args: readonly HclValue[]): HclValue {
  const lists = args.filter((one) => isCollection(one));
  if (args.some((one) => one.kind === 'unknown' || (isCollection(one) && one.unordered === true)))
    return derived('formatlist', { kind: 'list', element: 'string' }, [text(pattern), ...args]);
  const lengths = new Set(lists.map((one) => elementsOf(one).length));
  if (lengths.size > 1) return refuse('the lists must be of one length');
  const [length = 1] = lengths;
  const rounds = Array.from({ length }, (_, index) =>
    args.map((one) => (isCollection(one) ? (one.elements[index] ?? nothing) : one)),
  );
  return list(
    rounds.map((round) => format(pattern, round)),
    'string',
  );
}
