/**
 * How much work a value makes: its characters and elements.
 */
import { factsOf } from './facts.ts';
import type { HclValue } from './values.ts';

/** Characters of a text; sixteen for each value inside of anything else. */
export function sizeOf(value: HclValue): number {
  if (value.kind === 'string') return value.value.length;
  if (value.kind === 'template')
    return value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 16), 0);
  return 16 * factsOf(value).weight;
}
