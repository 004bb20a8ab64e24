/**
 * What an offending part means, as text that does not change with its form.
 */
import { tokensOf } from '../base/pointer.ts';
import { isArray, isObject, type Value } from '../base/value.ts';
import { canonicalStatement } from '../iam/canonical.ts';
import type { Judgement } from '../rule/judgement.ts';

/** The meaning of the statement that a judgement is about, or of the values at the places of its evidence. */
export function meaningOf(judgement: Judgement, attributes?: Value): string {
  const { statement, verdict, pointer } = judgement;
  if (statement !== undefined) return canonicalStatement(statement);
  if (attributes === undefined) return pointer;
  const pointers = verdict.answer === 'yes' ? verdict.evidence.map((one) => one.pointer) : [pointer];
  return JSON.stringify(
    [...new Set(pointers)].sort().map((one) => [one, valueAtPointer(attributes, one) ?? null]),
  );
}

/** The value at a pointer; undefined where nothing is. */
export function valueAtPointer(root: Value, pointer: string): Value | undefined {
  let at: Value | undefined = root;
  for (const token of tokensOf(pointer)) {
    if (isArray(at)) at = at[Number(token)];
    else if (isObject(at)) at = Object.hasOwn(at, token) ? at[token] : undefined;
    else return undefined;
  }
  return at;
}
