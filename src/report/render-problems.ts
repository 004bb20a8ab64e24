/**
 * Problems of inputs, for standard error: what, where, and the fix.
 */
import { labelled } from '../base/layout.ts';
import { printable } from '../base/printable.ts';
import type { Problem } from '../base/problem.ts';
import { painter } from './color.ts';

/** How problems are laid out. */
export interface ProblemOptions {
  readonly width: number;
  readonly color: boolean;
  readonly warning?: boolean;
}

/** One block a problem, each ends with a line break. */
export function renderProblems(
  problems: readonly Problem[],
  { width, color, warning = false }: ProblemOptions,
): string {
  const paint = painter(color);
  const word = warning ? 'warning' : 'error';
  return problems
    .map((problem) => {
      const { message, hint, excerpt } = problem;
      const excerptLines =
        excerpt === undefined ? [] : excerpt.split('\n').map((line) => `  ${printable(line)}`);
      const helpLines = hint === undefined ? [] : labelled('help: ', printable(hint), { width, indent: 0 });
      return [
        `${paint(warning ? 'medium' : 'high', word)}: ${placeOf(problem)}${printable(message)}`,
        ...excerptLines,
        ...helpLines,
      ]
        .map((line) => `${line}\n`)
        .join('');
    })
    .join('');
}

function placeOf({ file, line, column }: Problem): string {
  if (file === undefined) return '';
  return printable(line === undefined ? `${file}: ` : `${file}:${line}:${column ?? 1}: `);
}
