/**
 * What is attached to whom: by value, or by reference where names and ARNs are known only after apply.
 */
import { isArray, isHole, type Value } from '../base/value.ts';
import { type Place, valueAt } from '../plan/change.ts';
import { changesAt } from '../plan/instances.ts';
import { resolveExpression } from '../plan/references.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import { configurationOf, expressionOf } from '../plan/written.ts';
import { type Link, linksOf, principalTypes } from './catalogue/links.ts';

/** One end of a link: a resource of the plan, a name or ARN that stands in it, or neither. */
export type End =
  | { readonly end: 'resource'; readonly change: ResourceChange }
  | { readonly end: 'name'; readonly name: string }
  | { readonly end: 'hidden'; readonly references: readonly string[] };

/** A link with its ends. */
export interface Attachment {
  readonly link: Link;
  readonly change: ResourceChange;
  /** The place of the policy in the resource that attaches it. */
  readonly place: Place;
  readonly policy: End;
  readonly principal: End;
}

/** All attachments that stand after apply, in the plan's order. */
export function attachmentsOf(plan: Plan): readonly Attachment[] {
  const byArn = new Map<string, ResourceChange>();
  const byName = new Map<string, ResourceChange>();
  const linked: { change: ResourceChange; links: readonly Link[] }[] = [];
  for (const change of plan.changes) {
    if (change.mode !== 'managed') continue;
    if (change.type === 'aws_iam_policy') note(byArn, change, 'arn', '');
    const principal = principalTypes.get(change.type);
    if (principal !== undefined) note(byName, change, principal.name, `${principal.kind} `);
    const links = linksOf(change.type);
    const isThere = (change.raw.after ?? null) !== null && !change.actions.includes('forget');
    if (links !== undefined && isThere) linked.push({ change, links });
  }
  return linked.flatMap(({ change, links }) =>
    links.flatMap((link) => read(plan, change, link, byArn, byName)),
  );
}

function read(
  plan: Plan,
  change: ResourceChange,
  link: Link,
  byArn: ReadonlyMap<string, ResourceChange>,
  byName: ReadonlyMap<string, ResourceChange>,
): readonly Attachment[] {
  const policies = ends(plan, change, link.policy, (text) => byArn.get(text));
  const self: readonly Ended[] = [
    { place: { path: '', steps: [], value: '', sensitive: false }, end: { end: 'resource', change } },
  ];
  const principals =
    link.principal === undefined
      ? self
      : ends(plan, change, link.principal, (text) => byName.get(`${link.kind} ${text}`));
  return policies.flatMap(({ place, end }) =>
    principals.map((principal) => ({ link, change, place, policy: end, principal: principal.end })),
  );
}

interface Ended {
  readonly place: Place;
  readonly end: End;
}

/** The ends that an attribute names: one for text, one an element for lists. */
function ends(
  plan: Plan,
  change: ResourceChange,
  path: string,
  known: (text: string) => ResourceChange | undefined,
): readonly Ended[] {
  return valueAt(change, 'after', path).flatMap((place) => {
    const values: readonly Value[] = isArray(place.value) ? place.value : [place.value];
    const resolved = values.some(isHole) ? targetsOf(plan, change, place) : [];
    let next = 0;
    return values.flatMap((value): Ended[] => {
      if (value === null || value === '') return [];
      if (typeof value === 'string') {
        const found = known(value);
        return [
          {
            place,
            end: found === undefined ? { end: 'name', name: value } : { end: 'resource', change: found },
          },
        ];
      }
      if (!isHole(value)) return [];
      if (isUnwritten(plan, change, place)) return [];
      if (!isArray(place.value))
        return resolved.length === 1 && resolved[0]
          ? [{ place, end: resolved[0] }]
          : resolved.map((end) => ({ place, end }));
      const end = resolved[next++];
      return [{ place, end: end ?? { end: 'hidden', references: [] } }];
    });
  });
}

function isUnwritten(plan: Plan, change: ResourceChange, place: Place): boolean {
  const expression = expressionOf(plan, change, place.path);
  return expression === 'unwritten' || (expression === 'unseen' && place.path.includes('['));
}

function targetsOf(plan: Plan, change: ResourceChange, place: Place): readonly End[] {
  const scope = configurationOf(plan, change);
  const expression = expressionOf(plan, change, place.path);
  if (scope === undefined || typeof expression === 'string') return [{ end: 'hidden', references: [] }];
  const found = resolveExpression(plan, scope, expression).flatMap((resolution): End[] => {
    if (resolution.found === 'constant') {
      return typeof resolution.value === 'string' ? [{ end: 'name', name: resolution.value }] : [];
    }
    const changes = changesAt(plan, resolution);
    return changes.map((one) => ({ end: 'resource', change: one }));
  });
  return found.length > 0 ? found : [{ end: 'hidden', references: expression.references }];
}

function note(
  index: Map<string, ResourceChange>,
  change: ResourceChange,
  attribute: string,
  prefix: string,
): void {
  for (const side of ['after', 'before'] as const) {
    for (const { value } of valueAt(change, side, attribute))
      if (typeof value === 'string') index.set(prefix + value, change);
  }
}
