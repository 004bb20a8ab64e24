/**
 * Which resource's document stands in a resource of its own: a bucket's in `aws_s3_bucket_policy`.
 */
import { own } from '../base/decode.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import { hasSatellite, namesOf, satelliteOf } from './catalogue/satellites.ts';
import { goneReason } from './documents.ts';
import { endsOf } from './ends.ts';

/** Gives the address of the satellite of a resource; the index is made at the first question. */
export function satellitesOf(plan: Plan): (change: ResourceChange) => string | undefined {
  let index: ReadonlyMap<string, string> | undefined;
  return (change) => {
    if (!hasSatellite(change.type)) return undefined;
    index ??= readSatellites(plan);
    return index.get(change.address);
  };
}

function readSatellites(plan: Plan): ReadonlyMap<string, string> {
  const satellites = plan.changes.filter(
    (one) => satelliteOf(one.type) !== undefined && goneReason(one) === undefined,
  );
  const parents = new Map<string, string[]>();
  for (const { type, address, raw } of plan.changes) {
    for (const by of hasSatellite(type) ? namesOf(type) : []) {
      const key = `${type} ${String(own(raw.after, by))}`;
      parents.set(key, [...(parents.get(key) ?? []), address]);
    }
  }
  const found = new Map<string, string>();
  for (const change of satellites) {
    const { names = '', parent = '' } = satelliteOf(change.type) ?? {};
    for (const { end } of endsOf(plan, change, names, (type) => type === parent)) {
      const texts = end.end === 'text' ? (parents.get(`${parent} ${end.text}`) ?? []) : [];
      for (const address of end.end === 'resource' ? [end.change.address] : texts) {
        const other = found.get(address) ?? change.address;
        found.set(address, change.address < other ? change.address : other);
      }
    }
  }
  return found;
}

/** Tells whether the resource that a satellite belongs to is deleted by the plan as well; the index is made at the first question. */
export function parentGoneIn(plan: Plan): (change: ResourceChange) => boolean {
  let gone: ReadonlySet<string> | undefined;
  return ({ type, raw }) => {
    const { names = '', parent = '' } = satelliteOf(type) ?? {};
    if (parent === '') return false;
    gone ??= new Set(plan.changes.filter(isDeletedParent).flatMap(keysBefore));
    return gone.has(`${parent} ${String(own(raw.before, names))}`);
  };
}

function isDeletedParent({ type, raw, actions }: ResourceChange): boolean {
  return hasSatellite(type) && (raw.after ?? null) === null && !actions.includes('forget');
}

function keysBefore({ type, raw }: ResourceChange): readonly string[] {
  return namesOf(type).map((by) => `${type} ${String(own(raw.before, by))}`);
}
