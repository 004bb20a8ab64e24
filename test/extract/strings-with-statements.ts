/**
 * The independent count: every string of a plan that is JSON with a `Statement`, wherever it stands, with no knowledge of
 * resource types.
 */
import type { Json } from '../../src/base/value.ts';

/** A string that is a policy document, and where: the address of its resource and the attribute it is under. */
export interface Occurrence {
  readonly section: 'after' | 'before' | 'prior_state' | 'elsewhere';
  /** Type of the resource, with `data.` before that of a data source; empty outside of resources. */
  readonly type: string;
  readonly address: string;
  readonly attribute: string;
  readonly text: string;
}

/**
 * All of them, in `resource_changes`, `deferred_changes` and `prior_state`, and in `planned_values` where there are no
 * changes; `elsewhere` is the rest but copies of those.
 */
export function occurrencesIn(plan: Json): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const isPlanned = typeof plan === 'object' && plan !== null && !('resource_changes' in plan);
  const planned = isPlanned && 'planned_values' in plan ? (plan.planned_values ?? null) : null;
  walk(planned, { section: 'after', type: '', address: '', attribute: '' }, found);
  walk(plan, { section: 'elsewhere', type: '', address: '', attribute: '' }, found);
  return found;
}

type Here = Omit<Occurrence, 'text'>;

/** planned_values, resource_drift and outputs repeat what stands in the changes. */
const copies = new Set(['planned_values', 'resource_drift', 'output_changes', 'configuration', 'variables']);

function walk(value: Json, here: Here, found: Occurrence[]): void {
  if (typeof value === 'string') {
    if (isPolicy(value)) found.push({ ...here, text: value });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value as readonly Json[]) walk(one, here, found);
    return;
  }
  for (const [key, one] of Object.entries(value)) {
    if (here.address === '' && copies.has(key)) continue;
    walk(one, below(value as { readonly [key: string]: Json }, here, key), found);
  }
}

function below(object: { readonly [key: string]: Json }, here: Here, key: string): Here {
  const { address, type, mode } = object;
  if (key === 'prior_state') return { ...here, section: 'prior_state' };
  if (here.section === 'elsewhere' && (key === 'after' || key === 'before') && here.address !== '')
    return { ...here, section: key };
  if (typeof address === 'string' && typeof type === 'string')
    return { ...here, address, type: mode === 'data' ? `data.${type}` : type };
  return here.address === '' || key === 'values' || key === 'change' ? here : { ...here, attribute: key };
}

function isPolicy(text: string): boolean {
  if (!text.includes('tatement')) return false;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && 'Statement' in json;
  } catch {
    return false;
  }
}
