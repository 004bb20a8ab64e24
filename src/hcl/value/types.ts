/**
 * Terraform's types, as the language documents them, and one more: `unsure`, where grantlint cannot know the type
 * although Terraform does (the schema of a provider is not at hand). What depends on it stays unknown.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
import type { HclValue } from './values.ts';

export type Type =
  | 'string'
  | 'number'
  | 'bool'
  /** Any type: of `null` as it is written, and of the constraint `any`. */
  | 'any'
  | 'unsure'
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | ObjectType;

export interface ObjectType {
  readonly kind: 'object';
  readonly attributes: ReadonlyMap<string, Type>;
  /** Attributes that may be left out, with their defaults. */
  readonly optional?: ReadonlyMap<string, HclValue | undefined>;
}

/** True where two types are one and the same. */
export function sameType(a: Type, b: Type): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a.kind === 'tuple')
    return (
      b.kind === 'tuple' &&
      a.elements.length === b.elements.length &&
      a.elements.every((one, i) => sameType(one, b.elements[i] ?? 'unsure'))
    );
  if (a.kind === 'object') return b.kind === 'object' && sameAttributes(a, b);
  return b.kind === a.kind && sameType(a.element, b.element);
}

function sameAttributes(a: ObjectType, b: ObjectType): boolean {
  if (a.attributes.size !== b.attributes.size) return false;
  return [...a.attributes].every(([name, type]) => {
    const other = b.attributes.get(name);
    return other !== undefined && sameType(type, other);
  });
}

/** True where `wanted` occurs in the type. */
export function mentions(type: Type, wanted: 'any' | 'unsure'): boolean {
  if (typeof type === 'string') return type === wanted;
  if (type.kind === 'tuple') return type.elements.some((one) => mentions(one, wanted));
  if (type.kind === 'object') return [...type.attributes.values()].some((one) => mentions(one, wanted));
  return mentions(type.element, wanted);
}

/** True for strings, numbers and booleans. */
export function isPrimitive(type: Type): type is 'string' | 'number' | 'bool' {
  return type === 'string' || type === 'number' || type === 'bool';
}
