/**
 * Looking a part up in a constant: `var.roles["a"].arn` in the value of `var.roles`.
 */
import { own } from '../base/decode.ts';
import { isArray, type Value } from '../base/value.ts';
import type { Step } from './traversal.ts';
import type { Resolution } from './types.ts';

/** The part of a constant that the steps lead to; undetermined where it has none. */
export function constantAt(value: Value, steps: readonly Step[], reference: string): Resolution {
  let at: Value | undefined = value;
  for (const step of steps) {
    if ('keyUnknown' in step) at = undefined;
    else if (isArray(at)) at = 'key' in step ? at[Number(step.key)] : undefined;
    else at = own(at, 'name' in step ? step.name : `${step.key}`);
  }
  return at === undefined
    ? { found: 'undetermined', reference, reason: 'the constant has no such part' }
    : { found: 'constant', value: at };
}
