/**
 * How much work a value makes: its characters and elements.
 */
import { valuesIn } from './inspect.ts';
import { type HclValue, isCollection, isMapping } from './values.ts';

/** Characters of texts, and sixteen for each element at the top. */
export function sizeOf(value: HclValue): number {
  if (value.kind === 'string') return value.value.length;
  if (value.kind === 'template')
    return value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 16), 0);
  if (isCollection(value)) return value.elements.reduce((sum, one) => sum + 16 + sizeOf(one), 0);
  if (isMapping(value) && value.entries instanceof Map)
    return [...valuesIn(value.entries)].reduce((sum, [key, one]) => sum + 16 + key.length + sizeOf(one), 0);
  return 16;
}
