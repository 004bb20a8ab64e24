/**
 * A resource's attributes without those that are unknown only because nobody wrote them: those are unset, and the
 * provider or the service fills them. What the plan hides is taken from the configuration beside it, where there is one.
 * https://developer.hashicorp.com/terraform/plugin/framework/handling-data/attributes#computed
 */
import { hole, isHole, type Value, type ValueObject } from '../base/value.ts';
import type { ResourceChange } from '../plan/types.ts';
import { expressionOf, referencesOf } from '../plan/written.ts';
import type { Context } from './context.ts';
import type { FromSource } from './source.ts';

/** The attributes that are set. */
export interface WrittenAttributes {
  /** Each top-level hole is named by its references. */
  readonly attributes: ValueObject;
  /** Where the first of those that the plan hides is written, when the configuration tells its value. */
  readonly source?: FromSource;
  /** One of them is sensitive, which the plan does not say. */
  readonly sensitive: boolean;
}

/** Reads them. */
export function writtenAttributes(
  context: Context,
  change: ResourceChange,
  values: ValueObject,
): WrittenAttributes {
  const { plan } = context;
  const attributes: Record<string, Value> = {};
  let source: FromSource | undefined;
  let sensitive = false;
  for (const [name, value] of Object.entries(values)) {
    if (value === null) continue;
    if (!isHole(value) || value.opaque === true) attributes[name] = value;
    else if (expressionOf(plan, change, name) !== 'unwritten') {
      const found = valueInSource(context, change, name);
      if (found?.value === null) continue;
      attributes[name] = found?.value ?? hole({ ...value, ...referenceOf(referencesOf(plan, change, name)) });
      source ??= found?.source;
      sensitive ||= found?.sensitive === true;
    }
  }
  return { attributes, sensitive, ...(source === undefined ? {} : { source }) };
}

/** A value of which nothing is unknown. */
function valueInSource(
  { source }: Context,
  change: ResourceChange,
  name: string,
): { readonly value: Value; readonly source: FromSource; readonly sensitive: boolean } | undefined {
  if (source === undefined) return undefined;
  const found = source.valueAt(change, [name]);
  if ('refused' in found || isHole(found.value)) return undefined;
  const { range, value, sensitive, assuming } = found;
  return { value, sensitive, source: { range, ...(assuming === undefined ? {} : { assuming }) } };
}

function referenceOf(references: readonly string[]): { readonly reference?: string } {
  return references.length === 0 ? {} : { reference: references.join(', ') };
}
