/**
 * The elements of a document and a statement by their names in the grammar.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { below, type Pointer } from '../base/pointer.ts';
import type { Value, ValueObject } from '../base/value.ts';
import { refused, tolerated } from './defects.ts';
import type { Defect } from './types.ts';

/**
 * The object with its elements under their own names. IAM's grammar has no other elements; one that differs only in
 * case is read and told, since it is better reported than passed over.
 */
export function withElements(
  object: ValueObject,
  names: readonly string[],
  pointer: Pointer,
  defects: Defect[],
): ValueObject {
  let renamed: Record<string, Value> | undefined;
  for (const key in object) {
    if (names.includes(key)) continue;
    const meant = names.find((name) => name.toLowerCase() === key.toLowerCase());
    const place = below(pointer, key);
    const value = object[key];
    if (meant === undefined || value === undefined || object[meant] !== undefined) {
      defects.push(refused('invalid-policy-element', place, `\`${key}\` is not an element of a policy`));
      continue;
    }
    renamed ??= { ...object };
    renamed[meant] = value;
    defects.push(tolerated('element-case', place, `\`${key}\` is written \`${meant}\` in the grammar`));
  }
  return renamed ?? object;
}
