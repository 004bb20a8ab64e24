/**
 * The condition block: operator, key, values. Booleans and numbers act as their text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
import { below, type Pointer } from '../base/pointer.ts';
import {
  type Hole,
  isArray,
  isHole,
  isObject,
  isText,
  type Text,
  type Value,
  type ValueObject,
} from '../base/value.ts';
import { claimsOf } from './claim-keys.ts';
import { refused, tolerated } from './defects.ts';
import { readOperator } from './operators.ts';
import type { Condition, Defect } from './types.ts';

const none: readonly Condition[] = [];

/** Parses the condition block of a statement: all its conditions, ANDed, and a hole where the whole or one operator's part is unknown. */
export function parseConditions(
  { Condition: value, Principal: principal }: ValueObject,
  statement: Pointer,
  defects: Defect[],
): { readonly conditions: readonly Condition[]; readonly more?: Hole } {
  if (value === undefined) return { conditions: none };
  const pointer = `${statement}/Condition`;
  if (isHole(value)) return { conditions: none, more: value };
  if (!isObject(value)) {
    defects.push(refused('data-type-mismatch', pointer, '`Condition` is an object of operators'));
    return { conditions: none };
  }
  const conditions: Condition[] = [];
  let more: Hole | undefined;
  for (const [operator, keys] of Object.entries(value)) {
    const place = below(pointer, operator);
    if (isHole(keys)) {
      const claims = claimsOf(keys, principal);
      if (claims === undefined) more = keys;
      for (const { key, issuer, values } of claims ?? []) {
        conditions.push({ ...conditionOf(operator, key, values, below(place, key), defects), issuer });
      }
    } else if (isObject(keys)) {
      checkOperator(operator, place, defects);
      for (const [key, values] of Object.entries(keys)) {
        conditions.push(conditionOf(operator, key, values, below(place, key), defects));
      }
      checkCase(Object.keys(keys), place, defects);
    } else
      defects.push(refused('data-type-mismatch', place, `\`${operator}\` is an object of condition keys`));
  }
  return more === undefined ? { conditions } : { conditions, more };
}

function conditionOf(
  operator: string,
  key: string,
  value: Value,
  pointer: Pointer,
  defects: Defect[],
): Condition {
  const { base, set, ifExists } = readOperator(operator);
  const condition: { -readonly [K in keyof Condition]: Condition[K] } = {
    operator,
    ifExists,
    key,
    values: valuesOf(value, pointer, defects),
    listed: isArray(value),
    pointer,
  };
  if (base !== undefined) condition.base = base.name;
  if (set !== undefined) condition.set = set;
  return condition;
}

function valuesOf(value: Value, pointer: Pointer, defects: Defect[]): readonly Text[] {
  if (typeof value === 'string') return [value];
  const list = isArray(value) ? value : [value];
  return list.flatMap((one, at) => {
    if (isText(one)) return [one];
    if (typeof one === 'boolean' || typeof one === 'number') return [String(one)];
    defects.push(
      refused(
        'data-type-mismatch',
        isArray(value) ? below(pointer, at) : pointer,
        'a condition value is text, a number or a boolean',
      ),
    );
    return [];
  });
}

function checkOperator(operator: string, pointer: Pointer, defects: Defect[]): void {
  const { base, set, ifExists } = readOperator(operator);
  if (base === undefined) {
    defects.push(
      refused('invalid-condition-operator', pointer, `\`${operator}\` is not a condition operator`),
    );
    return;
  }
  const spelled = `${set === undefined ? '' : `${set}:`}${base.name}${ifExists ? 'IfExists' : ''}`;
  if (operator !== spelled) {
    defects.push(
      tolerated(
        'condition-operator-case',
        pointer,
        `\`${operator}\` is written \`${spelled}\`; some services refuse other cases`,
      ),
    );
  }
}

/** Key names compare without case, so two that differ in case only are one key twice. */
function checkCase(keys: readonly string[], pointer: Pointer, defects: Defect[]): void {
  if (keys.length < 2) return;
  const seen = new Set<string>();
  for (const key of keys) {
    const folded = key.toLowerCase();
    if (seen.has(folded)) {
      defects.push(
        refused(
          'duplicate-keys-with-different-case',
          below(pointer, key),
          `\`${key}\` stands twice; keys compare without case`,
        ),
      );
    }
    seen.add(folded);
  }
}
