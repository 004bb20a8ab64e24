/**
 * What an attribute names: by value, or by reference where names and ARNs are known only after apply.
 */
import { isArray, isHole, type Value } from '../base/value.ts';
import { type Place, valueAt } from '../plan/change.ts';
import { changesAt } from '../plan/instances.ts';
import type { Plan, Resolution, ResourceChange } from '../plan/types.ts';
import { expressionOf, referencesOf } from '../plan/written.ts';
import { type Sources, sourcesOf } from './follow.ts';

/** One thing that is named: a resource of the plan, a name or ARN, or something that is known only after apply. */
export type End =
  | { readonly end: 'resource'; readonly change: ResourceChange }
  | { readonly end: 'text'; readonly text: string }
  | { readonly end: 'hidden'; readonly references: readonly string[] };

/** An end with the place of the attribute that names it. */
export interface Named {
  readonly place: Place;
  readonly end: End;
}

/** How far a value is followed from resource to resource. */
const furthest = 8;

/** What an attribute names after apply: one end for text, one an element for lists. `isWanted` tells types to stop at. */
export function endsOf(
  plan: Plan,
  change: ResourceChange,
  path: string,
  isWanted: (type: string) => boolean,
): readonly Named[] {
  return valueAt(change, 'after', path).flatMap((place) =>
    endsAt(plan, change, place, isWanted, furthest).map((end) => ({ place, end })),
  );
}

function endsAt(
  plan: Plan,
  change: ResourceChange,
  place: Place,
  isWanted: (type: string) => boolean,
  left: number,
): readonly End[] {
  const { value, path } = place;
  const elements: readonly Value[] = isArray(value) ? value : [value];
  const known = elements.filter((one) => typeof one === 'string' && one !== '');
  const texts = known.map((text): End => ({ end: 'text', text: String(text) }));
  const holes = elements.filter(isHole).length;
  if (holes === 0 || isUnwritten(plan, change, path)) return texts;
  const sources = sourcesOf(plan, change, path);
  const ends =
    left === 0 ? [] : sources.resources.flatMap((one) => endsBehind(plan, one, isWanted, left - 1));
  const hidden: End = { end: 'hidden', references: referencesOf(plan, change, path) };
  return [...texts, ...behindHoles(ends, sources, hidden, holes, isList(change, place))];
}

/**
 * A list is what its references lead to where they are as many as its unknown elements. Where the whole list is unknown
 * the plan has lost its literals: there may be more.
 */
function behindHoles(
  ends: readonly End[],
  { lost }: Sources,
  hidden: End,
  holes: number,
  isWhole: boolean,
): readonly End[] {
  if (isWhole) return [...ends.filter(({ end }) => end !== 'hidden'), hidden];
  return ends.length === holes && lost.length === 0 ? ends : [hidden];
}

/** A hole in place of a list of texts: attributes that name several things have names in the plural. */
function isList(change: ResourceChange, { value, path }: Place): boolean {
  if (!isHole(value)) return false;
  const before = valueAt(change, 'before', path)[0]?.value;
  return isArray(before) || path.endsWith('s');
}

/** What a reference leads to: resources of a wanted type, or whatever the attribute it names holds. */
function endsBehind(
  plan: Plan,
  source: Resolution,
  isWanted: (type: string) => boolean,
  left: number,
): readonly End[] {
  if (source.found !== 'resource') return [];
  const changes = changesAt(plan, source);
  const lost: End = { end: 'hidden', references: [`${source.type}.${source.name}`] };
  if (changes.length === 0) return [lost];
  if (isWanted(source.type)) return changes.map((change) => ({ end: 'resource', change }));
  return changes.flatMap((change) => {
    const places =
      source.attribute === '' ? [] : valueAt(change, 'after', source.attribute.replace(/\[.*/s, ''));
    return places.length === 0
      ? [lost]
      : places.flatMap((place) => endsAt(plan, change, place, isWanted, left));
  });
}

function isUnwritten(plan: Plan, change: ResourceChange, path: string): boolean {
  return expressionOf(plan, change, path) === 'unwritten';
}
