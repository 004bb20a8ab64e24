/**
 * The shape of grantlint's data: an index (`NAME.json`: where the facts come from, and the keys), and the entries
 * (`NAME.txt`, one a line). The index is small, and of the entries only those asked for are read, so a scan pays for
 * what it uses.
 */
import type { ReadData } from '../base/reader.ts';

/** Where a table comes from. */
export interface Origin {
  /** The npm package it was made from. */
  readonly source: string;
  readonly version: string;
  /** The day of the newest fact in it, `YYYY-MM-DD`. */
  readonly date: string;
}

/** A table, indexed by key. */
export interface Table {
  readonly origin: Origin;
  /** Keys in the order of the file. */
  readonly keys: () => IterableIterator<string>;
  /** The text of one entry; undefined when there is none. */
  readonly entry: (key: string) => string | undefined;
}

/** The content of the index file. */
interface Index extends Origin {
  /** Keys in order, and the length of each entry. */
  readonly keys: readonly string[];
  readonly lengths: readonly number[];
}

/** The files of a table. */
export interface TableFiles {
  readonly index: string;
  readonly entries: string;
}

/** Names of the files of a table. */
export function filesOf(name: string): TableFiles {
  return { index: `${name}.json`, entries: `${name}.txt` };
}

/** Renders a table, as the text of each of its files; entries are sorted by key, so that the same facts give the same bytes. */
export function renderTable(
  { source, version, date }: Origin,
  entries: Iterable<readonly [key: string, text: string]>,
): TableFiles {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([, text]) => ascii(text));
  const keys = sorted.map(([key]) => key);
  const index: Index = { source, version, date, keys, lengths: lines.map((line) => line.length) };
  return { index: `${ascii(JSON.stringify(index))}\n`, entries: lines.map((line) => `${line}\n`).join('') };
}

/** Opens the table of that name: reads its index. Throws when that is none. */
export function openTable(name: string, read: ReadData): Table {
  const files = filesOf(name);
  const { keys, lengths, ...origin } = JSON.parse(read(files.index)) as Index;
  const places = new Map<string, readonly [start: number, end: number]>();
  let start = 0;
  keys.forEach((key, at) => {
    const end = start + (lengths[at] ?? 0);
    places.set(key, [start, end]);
    start = end + 1;
  });
  const entry = (key: string) => {
    const place = places.get(key);
    return place === undefined ? undefined : read(files.entries, ...place);
  };
  return { origin, keys: () => places.keys(), entry };
}

/** JSON text in ASCII, which V8 reads and keeps at one byte a character. */
function ascii(json: string): string {
  return json.replace(/[^\n -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
