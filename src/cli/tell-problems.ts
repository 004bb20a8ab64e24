/**
 * Problems of what was read, on standard error: some only warn.
 */
import type { Problem } from '../base/problem.ts';
import { renderProblems } from '../report/render-problems.ts';
import type { World } from './world.ts';

const warnings = ['newer-format', 'incomplete-plan', 'unknown-service', 'unknown-action', 'source-misfit'];

/** Tells them; false where something could not be read. */
export function tellProblems(problems: readonly Problem[], world: World): boolean {
  const { columns: width } = world.terminal;
  for (const problem of problems)
    world.err(renderProblems([problem], { color: false, width, warning: isWarning(problem) }));
  return problems.every(isWarning);
}

function isWarning({ code }: Problem): boolean {
  return warnings.includes(code);
}
