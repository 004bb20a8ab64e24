/**
 * Places in files, as people count them.
 */
import type { SourceText, Span } from '../syntax/tree.ts';

/** Lines and columns from 1; columns in UTF-16 units, as SARIF counts them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Range extends Place {
  readonly file: string;
  readonly endLine: number;
  readonly endColumn: number;
}

const starts = new WeakMap<SourceText, readonly number[]>();

/** Offsets at which lines start, found once for each file. */
function lineStarts(source: SourceText): readonly number[] {
  const before = starts.get(source);
  if (before !== undefined) return before;
  const found = [0];
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1))
    found.push(at + 1);
  starts.set(source, found);
  return found;
}

/** The place of an offset. */
export function placeOf(source: SourceText, offset: number): Place {
  const lines = lineStarts(source);
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}

/** The range of a part of a file. */
export function rangeIn(source: SourceText, span: Span): Range {
  const [start, end] = [placeOf(source, span.start), placeOf(source, span.end)];
  return { file: source.file, ...start, endLine: end.line, endColumn: end.column };
}
