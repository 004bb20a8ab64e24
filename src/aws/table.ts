/**
 * The shape of grantlint's data files: a header line of JSON, then one line per entry (`key`, tab, text).
 * Lines are found by offset and only those asked for are parsed, so a scan pays for what it uses.
 */

/** Where a data file comes from. */
export interface Origin {
  /** The npm package it was made from. */
  readonly source: string;
  readonly version: string;
  /** The day of the newest fact in it, `YYYY-MM-DD`. */
  readonly date: string;
}

/** A data file, indexed by key. */
export interface Table {
  readonly origin: Origin;
  /** Keys in the order of the file. */
  readonly keys: () => IterableIterator<string>;
  /** The text of one entry; undefined when there is none. */
  readonly entry: (key: string) => string | undefined;
}

/** Renders a data file; entries are sorted by key, so that the same facts give the same bytes. */
export function renderTable(origin: Origin, entries: Iterable<readonly [key: string, text: string]>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([key, text]) => `${key}\t${ascii(text)}\n`);
  return `${JSON.stringify(origin)}\n${lines.join('')}`;
}

/** Indexes the text of a data file; throws when its first line is not a header. */
export function openTable(text: string): Table {
  const headerEnd = text.indexOf('\n');
  const origin = JSON.parse(text.slice(0, headerEnd)) as Origin;
  const starts = new Map<string, number>();
  for (let line = headerEnd + 1; line < text.length; line = text.indexOf('\n', line) + 1) {
    const tab = text.indexOf('\t', line);
    starts.set(text.slice(line, tab), tab + 1);
  }
  const entry = (key: string) => {
    const start = starts.get(key);
    return start === undefined ? undefined : text.slice(start, text.indexOf('\n', start));
  };
  return { origin, keys: () => starts.keys(), entry };
}

/** JSON text in ASCII, which V8 reads and keeps at one byte a character. */
function ascii(json: string): string {
  return json.replace(/[^\n -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
