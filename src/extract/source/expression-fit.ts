/**
 * Whether an expression of the source can be the one that the plan's `configuration` tells of: the same references, and
 * the same value where it is constant.
 */
import type { Value } from '../../base/value.ts';
import { isArray, isObject } from '../../base/value.ts';
import { referencesOf } from '../../hcl/configuration/references.ts';
import { newBudget } from '../../hcl/evaluate/context.ts';
import { evaluate } from '../../hcl/evaluate/evaluate.ts';
import type { Expression as Written } from '../../hcl/syntax/tree.ts';
import { toPlanValue } from '../../hcl/value/export.ts';
import type { Expression } from '../../plan/types.ts';

/** What does not fit, behind the name of the argument; undefined where it does. */
export function expressionMisfit(planned: Expression, written: Written): string | undefined {
  const before = new Set(planned.references);
  const now = new Set(referencesOf(written));
  const lost = [...before].find((one) => !now.has(one));
  if (lost !== undefined) return `refers to \`${lost}\` in the plan, and not in the source`;
  const more = [...now].find((one) => !before.has(one));
  if (more !== undefined) return `refers to \`${more}\` in the source, and not in the plan`;
  if (planned.constant === undefined) return undefined;
  const value = constantIn(written);
  const isSame = value !== undefined && isSameValue(planned.constant, value);
  return isSame ? undefined : 'is another constant in the source than in the plan';
}

/** The plan holds a default converted to the variable's type, with what is optional filled in: every leaf must be in it. */
export function defaultMisfit(planned: Value, written: Written): string | undefined {
  const value = constantIn(written);
  if (value === undefined) return undefined;
  const known = leavesOf(planned);
  const isSame = leavesOf(value).every((leaf) => known.includes(leaf)) && isSizeAlike(planned, value);
  return isSame ? undefined : 'has another default in the source than in the plan';
}

/** The value of an expression without references; undefined where it cannot be told. */
function constantIn(written: Written): Value | undefined {
  const files = { read: () => new Uint8Array(), list: () => [] };
  try {
    return toPlanValue(evaluate(written, { resolve: () => undefined, files, budget: newBudget() }));
  } catch {
    return undefined;
  }
}

function isSameValue(left: Value, right: Value): boolean {
  if (isArray(left))
    return (
      isArray(right) &&
      left.length === right.length &&
      left.every((one, at) => isSameValue(one, right[at] ?? null))
    );
  if (!isObject(left)) return left === right || JSON.stringify(left) === JSON.stringify(right);
  const keys = Object.keys(left);
  return (
    isObject(right) &&
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSameValue(left[key] ?? null, right[key] ?? null))
  );
}

function isSizeAlike(planned: Value, written: Value): boolean {
  // Sets drop what stands twice, so that only more than was written is wrong.
  if (isArray(planned) && isArray(written)) return planned.length <= written.length;
  return isArray(planned) === isArray(written);
}

function leavesOf(value: Value): readonly string[] {
  if (isArray(value)) return value.flatMap(leavesOf);
  if (isObject(value)) return Object.values(value).flatMap(leavesOf);
  return value === null ? [] : [String(value)];
}
