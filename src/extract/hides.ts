/**
 * Whether a plan hides something that rules ask about and that somebody wrote. Decided without working a document out, since
 * it decides whether the configuration is looked for at all.
 */
import { isObject } from '../base/value.ts';
import { containsTrue } from '../plan/merge.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import { expressionOf } from '../plan/written.ts';
import { dataRowsOf, rowsOf } from './catalogue/row-lookup.ts';

/** True where the configuration could tell more; `types` are those that rules look at besides documents. */
export function hidesContent(plan: Plan, types: ReadonlySet<string>): boolean {
  return plan.changes.some((change) => {
    if (change.mode === 'data') return dataRowsOf(change.type)?.some(({ role }) => role === 'made') === true;
    const isAsked = rowsOf(change.type) !== undefined || types.has(change.type);
    return isAsked && hidesAttribute(plan, change);
  });
}

function hidesAttribute(plan: Plan, change: ResourceChange): boolean {
  const unknown = change.raw.after_unknown;
  if (!isObject(unknown) || (change.raw.after ?? null) === null) return false;
  for (const name in unknown) {
    const marks = unknown[name];
    if (marks !== true && !containsTrue(marks)) continue;
    // A list of blocks that is unknown as a whole may come from `dynamic`, which no plan shows.
    const isList = marks !== true || rowsOf(change.type)?.some(({ path }) => path.startsWith(`${name}[].`));
    if (isList || expressionOf(plan, change, name) !== 'unwritten') return true;
  }
  return false;
}
