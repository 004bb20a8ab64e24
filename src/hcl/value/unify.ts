/**
 * The type that values of several types can be converted to, as both sides of a conditional are.
 * https://developer.hashicorp.com/terraform/language/expressions/conditionals#result-types
 */
import { isConvertible } from './convertible.ts';
import { giveUp, refuse } from './errors.ts';
import { isPrimitive, mentions, type ObjectType, sameType, type Type } from './types.ts';

/**
 * One type for all. Without one Terraform refuses the expression, unless a type is not sure: then it may be of something
 * that fails itself, and nothing can be told.
 */
export function requireCommon(types: readonly Type[], refusal: string): Type {
  const type = unify(types);
  if (type !== undefined) return type;
  if (types.some((one) => mentions(one, 'unsure'))) return giveUp('a type is known only after apply');
  return refuse(refusal);
}

type Kind = 'list' | 'set' | 'map' | 'tuple' | 'object';

/** One type for all, or undefined where there is none. */
export function unify(types: readonly Type[]): Type | undefined {
  const [first, ...others] = types;
  if (first === undefined) return 'any';
  if (others.every((one) => sameType(first, one))) return first;
  if (types.includes('unsure')) return types.includes('string') ? 'string' : 'unsure';
  const kinds = new Set(types.flatMap((one) => (typeof one === 'string' ? [] : [one.kind])));
  if (kinds.size > 0) return types.includes('any') ? 'any' : unifyStructures(types, kinds);
  const rest = types.filter((one) => one !== 'any');
  // Everything converts to any type, which is what is left where nothing else fits.
  if (rest.length < types.length) return unify(rest) ?? 'any';
  return types.includes('string') ? 'string' : undefined;
}

function unifyStructures(types: readonly Type[], kinds: ReadonlySet<Kind>): Type | undefined {
  if (types.some(isPrimitive)) return undefined;
  const only = (...allowed: Kind[]): boolean => [...kinds].every((kind) => allowed.includes(kind));
  if (only('object')) return unifyObjects(types);
  if (only('map', 'object')) return collection('map', types) ?? preferred(types);
  if (only('tuple')) return unifyTuples(types);
  if (only('list', 'tuple')) return collection('list', types) ?? preferred(types);
  return only('set') ? collection('set', types) : preferred(types);
}

/** One of the types itself, to which all others convert. */
function preferred(types: readonly Type[]): Type | undefined {
  const order = (['list', 'set', 'tuple', 'map', 'object'] as const).flatMap((kind) =>
    types.filter((one) => typeof one !== 'string' && one.kind === kind),
  );
  return order.find((to) => types.every((from) => converts(from, to)));
}

/** Also to a collection of any type its parts must have one type in common. */
function converts(from: Type, to: Type): boolean {
  const isOpen = typeof to === 'object' && 'element' in to && to.element === 'any';
  return isConvertible(from, to) && !(isOpen && unify(elementTypes(from)) === undefined);
}

function unifyObjects(types: readonly Type[]): Type | undefined {
  const objects = types.filter((one): one is ObjectType => typeof one !== 'string' && one.kind === 'object');
  const [first] = objects;
  if (first === undefined) return undefined;
  const names = [...first.attributes.keys()];
  const isSame = objects.every(
    ({ attributes }) => attributes.size === names.length && names.every((name) => attributes.has(name)),
  );
  if (!isSame) return collection('map', types);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unify(objects.map((one) => one.attributes.get(name) ?? 'any'));
    if (type === undefined) return undefined;
    attributes.set(name, type);
  }
  return { kind: 'object', attributes };
}

function unifyTuples(types: readonly Type[]): Type | undefined {
  const tuples = types.map(elementTypes);
  const [first = []] = tuples;
  if (!tuples.every((one) => one.length === first.length)) return collection('list', types);
  const elements = first.map((_, index) => unify(tuples.map((one) => one[index] ?? 'any')));
  return elements.includes(undefined)
    ? undefined
    : { kind: 'tuple', elements: elements.map((one) => one ?? 'any') };
}

function collection(kind: 'list' | 'set' | 'map', types: readonly Type[]): Type | undefined {
  const element = unify(types.flatMap(elementTypes));
  if (element === undefined) return undefined;
  const made = { kind, element };
  return types.every((one) => converts(one, made)) ? made : undefined;
}

function elementTypes(type: Type): readonly Type[] {
  if (typeof type === 'string') return [type];
  if (type.kind === 'tuple') return type.elements;
  return type.kind === 'object' ? [...type.attributes.values()] : [type.element];
}
