/**
 * Where an attribute that is unknown gets its value from. The plan shows what an expression refers to and not what it does
 * with it, so only one source, and nothing else that is unknown, tells.
 */
import { isHole } from '../base/value.ts';
import { valueAt } from '../plan/change.ts';
import { changesAt } from '../plan/instances.ts';
import { resolveExpression } from '../plan/references.ts';
import type { Plan, Resolution, ResourceChange } from '../plan/types.ts';
import { configurationOf, expressionOf } from '../plan/written.ts';

type Found = Extract<Resolution, { found: 'resource' }>;
type Lost = Extract<Resolution, { found: 'undetermined' }>;

/** What the expression of an unknown attribute depends on. */
export interface Sources {
  /** Resources and data sources that it refers to and that may be what is unknown. */
  readonly resources: readonly Found[];
  /** What could not be followed. */
  readonly lost: readonly Lost[];
  /** True where known values take part that may be more than a choice: text, or what another resource holds. */
  readonly mixed: boolean;
  /** True where a value of it went through a variable declared sensitive. */
  readonly sensitive: boolean;
}

const nothing: Sources = { resources: [], lost: [], mixed: false, sensitive: false };

/** The sources of an attribute; none where nobody wrote it, or the plan does not show what was written. */
export function sourcesOf(plan: Plan, change: ResourceChange, path: string): Sources {
  const scope = configurationOf(plan, change);
  const expression = expressionOf(plan, change, path);
  if (scope === undefined || typeof expression === 'string') return nothing;
  const found = resolveExpression(plan, scope, expression);
  const named = found.filter((one): one is Found => one.found === 'resource');
  const resources = named.filter((one) => mayBeUnknown(plan, one));
  return {
    resources,
    mixed: resources.length < named.length || found.some(isContent),
    lost: found.filter((one): one is Lost => one.found === 'undetermined'),
    sensitive: found.some((one) => one.found === 'constant' && one.sensitive === true),
  };
}

/**
 * What the whole value is, where the expression is one reference, or a choice that booleans make. With anything else in
 * it, a function may have put the two together.
 */
export function wholeSource({ resources, lost, mixed }: Sources): Found | undefined {
  const [only] = resources;
  return resources.length === 1 && lost.length === 0 && !mixed ? only : undefined;
}

/** A constant that may be a part of the value: a text, a number, a list. */
function isContent(one: Resolution): boolean {
  if (one.found !== 'constant') return false;
  return typeof one.value !== 'boolean' && one.value !== null && one.value !== '';
}

/** A value that is known cannot be why another is not. */
function mayBeUnknown(plan: Plan, found: Found): boolean {
  const changes = changesAt(plan, found);
  if (found.attribute === '' || changes.length === 0) return true;
  return changes.some((change) => {
    const places = valueAt(change, 'after', pathOf(found.attribute));
    return places.length === 0 || places.some(({ value }) => typeof value === 'object' || isHole(value));
  });
}

/** References write keys as `["a"]`; a path into a resource ends before the first. */
function pathOf(attribute: string): string {
  const at = attribute.search(/\[["']/);
  return at < 0 ? attribute : attribute.slice(0, at);
}
