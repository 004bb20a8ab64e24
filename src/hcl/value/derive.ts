/**
 * Unknown values that follow from unknown values. Functions are pure, so that the same call on the same constants is
 * the same constant: the call itself is the reference.
 */
import { describeOperation } from './describe-operation.ts';
import { isSensitive, waitsOf } from './inspect.ts';
import type { Type } from './types.ts';
import type { HclValue, Unknown } from './values.ts';

/**
 * The unknown result of an operation: a function or operator by its name, `if` of a condition and two sides, `[]` of a value
 * and a key, `[*].attribute`, `convert` to the type, `arguments` of which the last is taken apart.
 */
export function derived(name: string, type: Type, from: readonly HclValue[]): Unknown {
  const reference = describeOperation(name, type, from);
  return {
    kind: 'unknown',
    type,
    waits: waitsOf(...from),
    ...(reference === undefined ? {} : { reference }),
    ...(from.some(isSensitive) ? { sensitive: true } : {}),
  };
}

/** The unknown without a name, where its arguments do not decide it alone. */
export function nameless({ reference: _, ...unknown }: Unknown): Unknown {
  return unknown;
}
