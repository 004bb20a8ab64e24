/**
 * From what a search found to a request that a person believes: real words where the search left names open.
 */
import type { Caller, KeyValue, Request } from '../iam/request.ts';
import type { Cube } from './cube.ts';
import type { Filled } from './fillings.ts';
import { readable } from './readable.ts';
import { type Model, plainValue, type Surroundings } from './search.ts';
import type { World } from './worlds.ts';

/** What a search found. */
export interface Found {
  /** The request as the search found it. */
  readonly request: Request;
  /** The same in several words, the most readable first; not every one need be such a request. */
  readonly readable: Iterable<Request>;
  /** The allowance of the first layer. */
  readonly allowance: Cube;
  /** Full names of the actions that are treated alike, the most consequential first. */
  readonly actions: readonly string[];
}

/** What a request is put together from. */
export interface Pieces {
  readonly action: string;
  readonly actions: readonly string[];
  readonly model: Model;
  readonly world: World;
  /** Keys that some statement names. */
  readonly keys: readonly string[];
  readonly filled: Filled;
  readonly surroundings: Surroundings;
}

/** Puts the request together. */
export function foundOf({ action, actions, model, world, keys, filled, surroundings }: Pieces): Found {
  const values = new Map<string, KeyValue>();
  for (const key of keys) {
    const found = model.values.get(key);
    const value = found === undefined ? plainValue(key, surroundings) : found.value;
    if (value !== undefined) values.set(key, value);
  }
  const request: Request = {
    caller: callerOf(world, values),
    action,
    resource: model.resource,
    context: new Map([...values].filter(([key]) => !world.derived.has(key))),
  };
  return { request, readable: readable(request, filled), allowance: model.allowance, actions };
}

/** The name of a caller that is free is what the search found for it. */
function callerOf({ caller, free }: World, values: ReadonlyMap<string, KeyValue>): Caller {
  if (!free || !('arn' in caller)) return caller;
  const arn = values.get('aws:principalarn');
  if (typeof arn === 'string') return { ...caller, arn };
  const name = values.get('aws:username');
  if (caller.is !== 'user' || typeof name !== 'string') return caller;
  return { ...caller, arn: caller.arn.slice(0, caller.arn.lastIndexOf('/') + 1) + name };
}
