/**
 * Lists of texts, as most elements hold them.
 */
import type { Pointer } from '../base/pointer.ts';
import { isArray, isText, type Text, type Value } from '../base/value.ts';
import { refused } from './defects.ts';
import type { Defect } from './types.ts';

/** The texts of a list; IAM refuses what is none. */
export function textsOf(list: readonly Value[], pointer: Pointer, defects: Defect[]): readonly Text[] {
  if (list.every(isText)) return list;
  const texts: Text[] = [];
  for (const [at, one] of list.entries()) {
    if (isText(one)) texts.push(one);
    else
      defects.push(
        refused('data-type-mismatch', `${pointer}/${at}`, `a value is ${shown(one)}, and must be text`),
      );
  }
  return texts;
}

/** A value of the wrong type, as a message names it. */
export function shown(value: Value): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `\`${value}\``;
}
