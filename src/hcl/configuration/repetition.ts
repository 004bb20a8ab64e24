/**
 * `count` and `for_each`: which instances there are, and what `each` and `count` mean in one of them.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/for_each
 */
import type { Context } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { elementsOf } from '../evaluate/for.ts';
import type { Block } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { isKnown } from '../value/inspect.ts';
import { count, safeInteger } from '../value/number.ts';
import { type HclValue, number, object, text, tuple } from '../value/values.ts';
import type { InstanceKey } from './resolver.ts';

export type Repetition = 'single' | 'count' | 'for_each';

/** How a block is repeated. */
export function repetitionOf(block: Block): Repetition {
  if (block.body.attributes.has('count')) return 'count';
  return block.body.attributes.has('for_each') ? 'for_each' : 'single';
}

/** Instances beyond these are no configuration. */
const most = 10_000;

/** The keys of all instances; undefined where they are unknown. */
export function keysOf(block: Block, context: Context): readonly (InstanceKey | undefined)[] | undefined {
  const count = block.body.attributes.get('count');
  if (count !== undefined) {
    const value = convert(evaluate(count.expression, context), 'number');
    if (value.kind !== 'number') return undefined;
    const size = safeInteger(value.value) ?? refuse('`count` is no whole number');
    if (size > most) return giveUp(`\`count\` is greater than ${most}`);
    return Array.from({ length: size }, (_, index) => index);
  }
  const each = block.body.attributes.get('for_each');
  if (each === undefined) return [undefined];
  const over = evaluate(each.expression, context);
  if (over.kind === 'unknown') return undefined;
  const keys = elementsOf(over).map(([key]) => (key.kind === 'string' ? key.value : undefined));
  return keys.includes(undefined) ? undefined : keys;
}

/** The context within one instance: it knows `each` or `count`. */
export function contextOfInstance(block: Block, key: InstanceKey | undefined, context: Context): Context {
  if (key === undefined) return context;
  const resolve: Context['resolve'] = (root, names) => {
    if (root === 'count' && names[0] === 'index' && typeof key === 'number')
      return { value: number(count(key)), used: 1 };
    if (root === 'each' && names[0] === 'key') return { value: text(String(key)), used: 1 };
    if (root === 'each' && names[0] === 'value')
      return { value: eachValue(block, String(key), context), used: 1 };
    return context.resolve(root, names);
  };
  return { ...context, resolve };
}

function eachValue(block: Block, key: string, context: Context): HclValue {
  const each = block.body.attributes.get('for_each') ?? giveUp('`each` in a block without `for_each`');
  const over = evaluate(each.expression, context);
  if (over.kind === 'unknown') return over;
  if (!isKnown(over) && over.kind === 'set') return text(key);
  const found = elementsOf(over).find(([one]) => one.kind === 'string' && one.value === key);
  return found?.[1] ?? giveUp(`\`for_each\` has no \`${key}\`: the source is not that of the plan`);
}

/** The instances as references see them: one value, a tuple by index, or an object by key. */
export function together(
  repetition: Repetition,
  instances: readonly (readonly [InstanceKey | undefined, HclValue])[],
): HclValue {
  if (repetition === 'count')
    return tuple(instances.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value));
  if (repetition === 'for_each') return object(instances.map(([key, value]) => [String(key), value]));
  return instances[0]?.[1] ?? giveUp('there is no instance');
}
