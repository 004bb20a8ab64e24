/**
 * Known attributes of a resource against what its source says of them: where they differ, the source was edited.
 */

import { own } from '../../base/decode.ts';
import type { Value } from '../../base/value.ts';
import type { ResourceChange } from '../../plan/types.ts';

/** The first attribute whose value in the plan is another than in the source; undefined where there is none. */
export function siblingMisfit(
  { raw }: ResourceChange,
  evaluate: (attribute: string) => Value | undefined,
): string | undefined {
  const after = raw.after ?? {};
  const names = typeof after === 'object' && after !== null ? Object.keys(after) : [];
  for (const name of names) {
    const planned = own(after, name);
    if (!isSettled(planned) || isDocument(planned)) continue;
    const written = evaluate(name);
    if (isSettled(written) && String(written) !== String(planned))
      return `\`${name}\` has another value in it`;
  }
  return undefined;
}

/** A known text, number or bool. Providers print documents in their own way, so that those are not compared. */
export function isSettled(value: Value | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isDocument(value: string | number | boolean): boolean {
  return typeof value === 'string' && /^\s*[{[]/.test(value);
}
