/**
 * Whether Terraform converts from one type to another at all. It asks that also of null and of empty collections.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-complex-types
 */
import { isPrimitive, type Type } from './types.ts';

/** False where no value of the type could be converted. */
export function isConvertible(from: Type, to: Type): boolean {
  if (from === 'any' || from === 'unsure' || to === 'any' || to === 'unsure') return true;
  if (isPrimitive(to)) return isPrimitive(from) && (from === to || from === 'string' || to === 'string');
  if (isPrimitive(from) || typeof from === 'string' || typeof to === 'string') return false;
  if (to.kind === 'object') return toObject(from, to);
  if (to.kind === 'map')
    return (
      (from.kind === 'map' || from.kind === 'object') &&
      parts(from).every((one) => isConvertible(one, to.element))
    );
  if (from.kind === 'map' || from.kind === 'object') return false;
  if (to.kind === 'tuple')
    return (
      from.kind === 'tuple' &&
      from.elements.length === to.elements.length &&
      from.elements.every((one, index) => isConvertible(one, to.elements[index] ?? 'any'))
    );
  return parts(from).every((one) => isConvertible(one, to.element));
}

type Structure = Exclude<Type, string>;

function parts(type: Structure): readonly Type[] {
  if (type.kind === 'tuple') return type.elements;
  return type.kind === 'object' ? [...type.attributes.values()] : [type.element];
}

function toObject(from: Structure, to: Extract<Structure, { kind: 'object' }>): boolean {
  if (from.kind === 'map')
    return [...to.attributes.values()].every((one) => isConvertible(from.element, one));
  if (from.kind !== 'object') return false;
  return [...to.attributes].every(([name, type]) => {
    const own = from.attributes.get(name);
    return own === undefined ? to.optional?.has(name) === true : isConvertible(own, type);
  });
}
