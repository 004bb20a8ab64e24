/**
 * Which resource's document stands in a resource of its own: a bucket's in `aws_s3_bucket_policy`.
 */
import { own } from '../base/decode.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import { hasSatellite, satelliteOf } from './catalogue/satellites.ts';
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
  const found = new Map<string, string>();
  for (const change of plan.changes) {
    const satellite = satelliteOf(change.type);
    if (satellite === undefined || goneReason(change) !== undefined) continue;
    const { names, parent, by } = satellite;
    for (const { end } of endsOf(plan, change, names, (type) => type === parent)) {
      const parents =
        end.end === 'resource' ? [end.change] : end.end === 'text' ? named(plan, parent, by, end.text) : [];
      for (const { address } of parents) found.set(address, change.address);
    }
  }
  return found;
}

function named(plan: Plan, type: string, by: string, text: string): readonly ResourceChange[] {
  return plan.changes.filter((one) => one.type === type && own(one.raw.after, by) === text);
}
