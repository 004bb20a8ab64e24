/**
 * Nested blocks, static and dynamic, in the order in which they stand.
 * https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
import { bind, type Context } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { elementsOf } from '../evaluate/for.ts';
import type { Block, Body } from '../syntax/tree.ts';
import { giveUp } from '../value/errors.ts';
import { isUnordered } from '../value/inspect.ts';
import { object } from '../value/values.ts';

/** A block as it will be: its body, and what names mean in it. */
export interface ExpandedBlock {
  readonly block: Block;
  readonly body: Body;
  readonly context: Context;
}

/** The type that a nested block has, or that a dynamic one makes. */
export function typeOfBlock(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type;
}

/** The blocks of one type in a body. Throws Undetermined where a dynamic block's elements are unknown. */
export function blocksIn(body: Body, type: string, context: Context): readonly ExpandedBlock[] {
  return body.blocks
    .filter((block) => typeOfBlock(block) === type)
    .flatMap((block) => expanded(block, context));
}

function expanded(block: Block, context: Context): readonly ExpandedBlock[] {
  if (block.type !== 'dynamic') return [{ block, body: block.body, context }];
  const type = typeOfBlock(block);
  const each =
    block.body.attributes.get('for_each') ?? giveUp(`the dynamic block \`${type}\` has no \`for_each\``);
  const content =
    block.body.blocks.find((one) => one.type === 'content') ??
    giveUp(`the dynamic block \`${type}\` has no content`);
  const iterator = block.body.attributes.get('iterator')?.expression;
  const name =
    iterator === undefined
      ? type
      : iterator.kind === 'variable'
        ? iterator.name
        : giveUp('the iterator cannot be read');
  const over = evaluate(each.expression, context);
  if (over.kind === 'unknown' || isUnordered(over))
    return giveUp(`how many blocks \`${type}\` there are is known only after apply`);
  return elementsOf(over).map(([key, value]) => ({
    block: content,
    body: content.body,
    context: bind(
      context,
      name,
      object([
        ['key', key],
        ['value', value],
      ]),
    ),
  }));
}
