/**
 * Blocks of which the plan does not even tell how many there are, since `dynamic` makes them: the configuration tells.
 * https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
import { hole, isArray, isHole, isObject } from '../base/value.ts';
import type { Place } from '../plan/change.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { Row } from './catalogue/row.ts';
import type { Context } from './context.ts';
import { attributeName } from './origin.ts';
import type { Refused } from './source.ts';

/** A place in a block that the configuration has, with the name that people know it by. */
export interface WrittenPlace {
  readonly place: Place;
  readonly attribute: string;
}

/** The places of an unknown list of blocks; undefined where the list is known, or there is no configuration. */
export function placesInSource(
  { source }: Context,
  change: ResourceChange,
  row: Row,
  place: Place,
): readonly WrittenPlace[] | Refused | undefined {
  if (source === undefined || !isHole(place.value)) return undefined;
  const [name, ...others] = place.steps;
  const [block = '', below = ''] = row.path.split('[].');
  const isList = others.length === 0 && name === block && below !== '';
  if (!isList || below.includes('[')) return undefined;
  if (!source.hasBlock(change, block)) return [];
  const body = source.bodyOf(change);
  if ('refused' in body) return body;
  const written = body.value[block] ?? [];
  if (!isArray(written) || !written.every(isObject))
    return { refused: `how many \`${block}\` there are is known only after apply` };
  return written.flatMap((one, at) => {
    if (one[below] === undefined || one[below] === null) return [];
    const steps = [block, at, below];
    const attribute = attributeName(steps, body.value);
    const path = `${block}[${at}].${below}`;
    return [{ place: { path, steps, value: hole(), sensitive: place.sensitive }, attribute }];
  });
}
