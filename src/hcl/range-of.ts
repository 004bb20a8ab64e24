/**
 * Source lines: where an argument or a nested block stands in the HCL.
 */
import { typeOfBlock } from './configuration/blocks.ts';
import { type Range, rangeIn } from './configuration/place.ts';
import { blockOf, moduleOf, type Target } from './configuration/target.ts';
import type { Configuration, Module, ModuleCall } from './configuration/types.ts';
import type { Block, Body, Expression, Span } from './syntax/tree.ts';
import { Undetermined } from './value/errors.ts';

export type { Place, Range } from './configuration/place.ts';

/**
 * The range of what the target's path leads to, as far as the source goes: an argument, a nested block, a part of a
 * literal value, else the resource itself. In a module that is not on the disk, the nearest call that is. Undefined
 * where the source has neither.
 */
export function rangeOf(configuration: Configuration, target: Target): Range | undefined {
  try {
    const block = blockOf(moduleOf(configuration, target), target);
    return rangeInBody(block.body, target.path) ?? rangeIn(block.source, headOf(block));
  } catch (error) {
    if (!(error instanceof Undetermined)) throw error;
    return rangeOfCall(configuration.root, target);
  }
}

/** The range of the deepest call on the way to the target's module. */
function rangeOfCall(root: Module, { module }: Target): Range | undefined {
  let found: Range | undefined;
  let at: Module | undefined = root;
  for (const { name } of module) {
    const call: ModuleCall | undefined = at?.calls.get(name);
    if (call === undefined) return found;
    found = rangeIn(call.block.source, headOf(call.block));
    at = call.module;
  }
  return found;
}

/** A block from its type to its opening brace. */
function headOf(block: Block): Span {
  const brace = block.source.text.indexOf('{', block.start);
  const isNative = !block.source.file.endsWith('.json') && brace >= 0 && brace < block.end;
  return { start: block.start, end: isNative ? brace + 1 : block.end };
}

function rangeInBody(body: Body, [first, second, ...rest]: Target['path']): Range | undefined {
  const attribute = body.attributes.get(String(first));
  if (attribute !== undefined) {
    const steps = second === undefined ? [] : [second, ...rest];
    return rangeIn(
      attribute.source,
      steps.length === 0 ? attribute : within(attribute.expression, steps, attribute),
    );
  }
  const blocks = body.blocks.filter((block) => typeOfBlock(block) === first);
  const block = blockAt(blocks, Number(second ?? 0));
  if (block === undefined) return undefined;
  const path = typeof second === 'number' ? rest : second === undefined ? [] : [second, ...rest];
  const inner = block.type === 'dynamic' ? contentOf(block) : block;
  return (path.length > 0 ? rangeInBody(inner.body, path) : undefined) ?? rangeIn(block.source, block);
}

/** The block of an index, where no dynamic block before it hides how many there are. */
function blockAt(blocks: readonly Block[], index: number): Block | undefined {
  const firstDynamic = blocks.findIndex(({ type }) => type === 'dynamic');
  if (firstDynamic < 0 || index < firstDynamic) return blocks[index];
  return firstDynamic === blocks.length - 1 ? blocks[firstDynamic] : undefined;
}

function contentOf(block: Block): Block {
  return block.body.blocks.find(({ type }) => type === 'content') ?? block;
}

/** The part of a literal object or tuple, or of what `jsonencode` is given, that the steps lead to. */
function within(expression: Expression, steps: Target['path'], last: Span): Span {
  const [step, ...rest] = steps;
  if (step === undefined) return expression;
  if (expression.kind === 'group') return within(expression.inner, steps, last);
  if (expression.kind === 'call' && expression.name === 'jsonencode' && expression.args[0] !== undefined)
    return within(expression.args[0], steps, expression);
  if (expression.kind === 'tuple' && typeof step === 'number' && expression.items[step] !== undefined)
    return within(expression.items[step], rest, expression);
  if (expression.kind !== 'object') return last;
  const item = expression.items.find(({ key }) => key.kind === 'literal' && key.value === step);
  return item === undefined
    ? expression
    : within(item.value, rest, { start: item.key.start, end: item.value.end });
}
