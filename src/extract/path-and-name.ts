/**
 * Path and name of a policy or principal of IAM, which the end of its ARN is made of: known long before the ARN is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
import { own } from '../base/decode.ts';
import type { Json } from '../base/value.ts';

/** `/team/app`, or the beginning of it and `*`; undefined where the name is known only after apply. */
export function pathAndName(
  values: Json | undefined,
  names: { readonly path: string; readonly name: string } = { path: 'path', name: 'name' },
): string | undefined {
  const name = own(values, names.name);
  const prefix = own(values, 'name_prefix');
  const written = typeof name === 'string' ? name : typeof prefix === 'string' ? `${prefix}*` : undefined;
  const path = own(values, names.path);
  return written === undefined ? undefined : `${typeof path === 'string' ? path : '/'}${written}`;
}
