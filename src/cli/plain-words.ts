/**
 * The common command line, read without yargs: a scan or an extraction whose words are all plain. Start-up is felt on
 * every run, and yargs costs half as much as starting Node. Whatever might be mistyped, and whatever yargs might
 * read in another way than it looks, is left to yargs, which also words what is wrong. A test holds that both agree.
 */
import { commonOptions, extractOptions, type OptionTable, scanOptions } from './options.ts';
import type { Arguments } from './typed.ts';

/** A command and its option values by name, defaults filled in, as yargs would give them. */
export interface PlainWords {
  readonly command: 'scan' | 'extract';
  readonly argv: Arguments;
}

const tables: Readonly<Record<PlainWords['command'], OptionTable>> = {
  scan: { ...commonOptions, ...scanOptions },
  extract: { ...commonOptions, ...extractOptions },
};

/** Reads the words after `grantlint`; undefined where yargs must. */
export function plainWords(words: readonly string[]): PlainWords | undefined {
  const [first = ''] = words;
  const command = first === 'extract' ? 'extract' : 'scan';
  const table = tables[command];
  const given = new Map<string, unknown>();
  const plans: string[] = [];
  for (let at = first === command ? 1 : 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (isPlan(word)) plans.push(word);
    else {
      const option = optionOf(word, words[at + 1], table);
      if (option === undefined || !add(given, option)) return undefined;
      if (option.usesNext) at++;
    }
  }
  const defaults = Object.entries(table).map(([name, option]) => [name, option.default]);
  return { command, argv: { ...Object.fromEntries([...defaults, ...given]), plans } };
}

/** A word that can be nothing but a path: no option, no name of a command, no number, not quoted. */
function isPlan(word: string): boolean {
  return word === '-' || (/^[^-'"].*[./\\]|^[./\\]/.test(word) && Number.isNaN(Number(word)));
}

interface GivenOption {
  readonly name: string;
  readonly value: string | boolean;
  readonly isList: boolean;
  readonly usesNext: boolean;
}

function optionOf(word: string, next: string | undefined, table: OptionTable): GivenOption | undefined {
  const [, no, name = '', inline] = /^--(no-)?([a-z-]+)(?:=(.+))?$/.exec(word) ?? [];
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  if (option === undefined) return undefined;
  if (option.type === 'boolean') {
    const isAlone = inline === undefined && next !== 'true' && next !== 'false';
    return isAlone ? { name, value: no === undefined, isList: false, usesNext: false } : undefined;
  }
  const value = inline ?? next ?? '';
  const isChoice = option.choices === undefined || option.choices.includes(value);
  if (no !== undefined || !isChoice || !/^[\w./\\]/.test(value)) return undefined;
  return { name, value, isList: option.array === true, usesNext: inline === undefined };
}

/** False where an option that has one value was given twice. */
function add(given: Map<string, unknown>, { name, value, isList }: GivenOption): boolean {
  const before = given.get(name);
  if (before !== undefined && !isList) return false;
  given.set(name, isList ? [...((before as readonly string[] | undefined) ?? []), value] : value);
  return true;
}
