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

/** The place of an offset. */
export function placeOf({ text }: SourceText, offset: number): Place {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++;
  return { line, column: offset - lastBreak };
}

/** The range of a part of a file. */
export function rangeIn(source: SourceText, span: Span): Range {
  const [start, end] = [placeOf(source, span.start), placeOf(source, span.end)];
  return { file: source.file, ...start, endLine: end.line, endColumn: end.column };
}
