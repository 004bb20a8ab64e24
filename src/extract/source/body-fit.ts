/**
 * Whether the arguments and blocks of a resource or call are those that the plan tells of.
 * `dynamic` blocks, and what is Terraform's own, are in no plan.
 */
import type { Body } from '../../hcl/syntax/tree.ts';
import type { Expression, Expressions } from '../../plan/types.ts';
import { expressionMisfit } from './expression-fit.ts';

/** Arguments that a plan shows elsewhere, or nowhere. */
const ownArguments = new Set([
  '//',
  'count',
  'depends_on',
  'enabled',
  'for_each',
  'provider',
  'providers',
  'source',
  'version',
]);

/** What does not fit, in words that follow the address; undefined where everything does. */
export function bodyMisfit(
  planned: Expressions,
  { attributes, blocks }: Body,
  repetition: Readonly<Record<string, Expression | undefined>> = {},
): string | undefined {
  for (const [name, expression] of Object.entries(repetition)) {
    const written = attributes.get(name)?.expression;
    if (expression === undefined) continue;
    if (written === undefined) return `\`${name}\` is in the plan, and not in the source`;
    const misfit = expressionMisfit(expression, written);
    if (misfit !== undefined) return `\`${name}\` ${misfit}`;
  }
  for (const [name, attribute] of attributes) {
    if (ownArguments.has(name)) continue;
    const node = Object.hasOwn(planned, name) ? planned[name] : undefined;
    if (node === undefined) return `\`${name}\` is in the source, and not in the plan`;
    if (node.node !== 'expression') continue;
    const misfit = expressionMisfit(node.expression, attribute.expression);
    if (misfit !== undefined) return `\`${name}\` ${misfit}`;
  }
  for (const [name, node] of Object.entries(planned)) {
    if (attributes.has(name)) continue;
    const written = blocks.filter(({ type }) => type === name);
    const inPlan = node.node === 'expression' ? [{}] : node.node === 'block' ? [node.block] : node.blocks;
    if (written.length !== inPlan.length)
      return `\`${name}\` stands ${inPlan.length} times in the plan, and ${written.length} times in the source`;
    for (const [at, block] of written.entries()) {
      const misfit = bodyMisfit(inPlan[at] ?? {}, block.body);
      if (misfit !== undefined) return `\`${name}\`: ${misfit}`;
    }
  }
  return undefined;
}
