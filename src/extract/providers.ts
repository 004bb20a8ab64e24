/**
 * Which provider configuration owns an entry of the plan, looked up once for all copies of a resource.
 */
import type { Plan } from '../plan/types.ts';
import { type Entry, providerOf } from '../plan/written.ts';

/** Gives the key of an entry's provider configuration: `aws`, `aws.east`, `module.x:aws`. */
export function providersOf(plan: Plan): (entry: Entry) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (entry) => {
    const { moduleAddress = '', mode, type, name } = entry;
    const key = `${moduleAddress} ${mode} ${type}.${name}`;
    if (!known.has(key)) known.set(key, providerOf(plan, entry));
    return known.get(key);
  };
}
