/**
 * A resource's attributes without those that are unknown only because nobody wrote them: those are unset, and the
 * provider or the service fills them.
 * https://developer.hashicorp.com/terraform/plugin/framework/handling-data/attributes#computed
 */
import { hole, isHole, type Value, type ValueObject } from '../base/value.ts';
import type { ResourceChange } from '../plan/types.ts';
import { expressionOf, referencesOf } from '../plan/written.ts';
import type { Context } from './context.ts';

/** The attributes that are set, each top-level hole named by its references. */
export function writtenAttributes(
  { plan }: Context,
  change: ResourceChange,
  values: ValueObject,
): ValueObject {
  const written: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === null) continue;
    if (!isHole(value) || value.opaque === true) written[name] = value;
    else if (expressionOf(plan, change, name) !== 'unwritten')
      written[name] = hole({ ...value, ...referenceOf(referencesOf(plan, change, name)) });
  }
  return written;
}

function referenceOf(references: readonly string[]): { readonly reference?: string } {
  return references.length === 0 ? {} : { reference: references.join(', ') };
}
