/**
 * A plan turned back: every resource as it stands before apply, with nothing unknown and nothing changed.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
import type { Plan, ResourceChange } from './types.ts';

/**
 * The plan that would change nothing about what is there now. Resources that are to be created are not in it, nor those
 * that Terraform forgets: they stay in AWS as they are, so nothing of them is lost.
 */
export function planBefore(plan: Plan): Plan {
  return { ...plan, hasChanges: true, changes: plan.changes.flatMap(changeBefore) };
}

function changeBefore(change: ResourceChange): readonly ResourceChange[] {
  const { mode, deposed, actions, raw } = change;
  const isGone = deposed !== undefined || actions.includes('forget');
  if (mode !== 'managed' || isGone || (raw.before ?? null) === null) return [];
  const { before = null, before_sensitive = false } = raw;
  const stays = { before, before_sensitive, after: before, after_sensitive: before_sensitive };
  return [{ ...change, actions: ['no-op'], raw: { actions: ['no-op'], ...stays, after_unknown: {} } }];
}
