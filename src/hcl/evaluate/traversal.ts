/**
 * References, attributes and indexes.
 * https://developer.hashicorp.com/terraform/language/expressions/references
 */
import type { Expression } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { refuse } from '../value/errors.ts';
import { isKnown, markedBy } from '../value/inspect.ts';
import { safeInteger } from '../value/number.ts';
import { isPrimitive } from '../value/types.ts';
import { type HclValue, isCollection, isMapping, type Unknown } from '../value/values.ts';
import { boundTo, type Context } from './context.ts';

/** The value of a name with the attributes behind it, or undefined when it does not begin with a name. */
export function reference(expression: Expression, context: Context): HclValue | undefined {
  const names: string[] = [];
  let root = expression;
  while (root.kind === 'attribute') {
    names.unshift(root.name);
    root = root.of;
  }
  if (root.kind !== 'variable') return undefined;
  const bound = boundTo(context, root.name);
  const found = bound === undefined ? context.resolve(root.name, names) : { value: bound, used: 0 };
  if (found === undefined) return undefined;
  const value = names.slice(found.used).reduce((one, name) => attributeOf(one, name), found.value);
  if (!isKnown(value)) context.budget.unknowns++;
  return value;
}

/** `value.name` */
export function attributeOf(value: HclValue, name: string): HclValue {
  if (value.kind === 'unknown') return attributeOfUnknown(value, name);
  if (value.kind === 'null') return refuse(`\`${name}\` of null`);
  if (!isMapping(value)) return refuse(`\`${name}\` of a value that has no attributes`);
  return markedBy(value.entries.get(name) ?? refuse(`there is no attribute \`${name}\``), value);
}

function attributeOfUnknown(value: Unknown, name: string): HclValue {
  if (isPrimitive(value.type)) return refuse(`\`${name}\` of a value that has no attributes`);
  const type = typeof value.type === 'object' && value.type.kind === 'map' ? value.type.element : 'unsure';
  const { holeType: _, firm: __, isConverted: ___, reference: whole, ...rest } = value;
  return { ...rest, type, ...(whole === undefined ? {} : { reference: `${whole}.${name}` }) };
}

/** `value[key]` */
export function indexOf(value: HclValue, key: HclValue): HclValue {
  if (value.kind === 'null' || key.kind === 'null') return refuse('index of null');
  if (value.kind === 'unknown' || key.kind === 'unknown' || key.kind === 'template')
    return indexOfUnknown(value, key);
  if (isMapping(value)) {
    const name = convert(key, 'string');
    if (name.kind !== 'string') return refuse('a key must be a string');
    return markedBy(
      value.entries.get(name.value) ?? refuse(`there is no element \`${name.value}\``),
      value,
      key,
    );
  }
  if (!isCollection(value) || value.kind === 'set') return refuse('this value has no indexes');
  const position = convert(key, 'number');
  const at = position.kind === 'number' ? safeInteger(position.value) : undefined;
  const found = at === undefined ? undefined : value.elements[at];
  if (found === undefined) return refuse('there is no element with this index');
  if (value.unordered && !isKnown(value)) return derived('[]', 'unsure', [value, key]);
  return markedBy(found, value, key);
}

function indexOfUnknown(value: HclValue, key: HclValue): HclValue {
  if (value.kind === 'unknown' && isPrimitive(value.type)) return refuse('this value has no indexes');
  if (value.kind !== 'unknown' && !isCollection(value) && !isMapping(value))
    return refuse('this value has no indexes');
  const type =
    value.kind === 'unknown' && typeof value.type === 'object' && 'element' in value.type
      ? value.type.element
      : 'unsure';
  return derived('[]', type, [value, key]);
}
