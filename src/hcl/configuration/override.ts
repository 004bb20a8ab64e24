/**
 * Override files: their blocks change those of the other files.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
import type { Attribute, Block, Body } from '../syntax/tree.ts';

/** True for `override.tf` and `…_override.tf`, in any syntax. */
export function isOverride(name: string): boolean {
  return /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

/** The blocks with the overriding ones merged in, in order. */
export function withOverrides(blocks: readonly Block[], overrides: readonly Block[]): readonly Block[] {
  return overrides.reduce<readonly Block[]>((all, one) => applied(all, one), blocks);
}

function applied(blocks: readonly Block[], override: Block): readonly Block[] {
  if (override.type === 'locals') return overriddenLocals(blocks, override);
  return blocks.map((block) =>
    isSame(block, override) ? { ...block, body: mergedBody(block.body, override.body) } : block,
  );
}

function isSame(a: Block, b: Block): boolean {
  return a.type === b.type && a.labels.join('\n') === b.labels.join('\n');
}

/** Locals are merged one by one, whatever block they stand in. */
function overriddenLocals(blocks: readonly Block[], override: Block): readonly Block[] {
  return blocks.map((block) => {
    if (block.type !== 'locals') return block;
    const attributes = [...block.body.attributes].map(([name, own]): readonly [string, Attribute] => [
      name,
      override.body.attributes.get(name) ?? own,
    ]);
    return { ...block, body: { ...block.body, attributes: new Map(attributes) } };
  });
}

/** Arguments replace those of the same name, blocks all those of their type; `lifecycle` is merged. */
function mergedBody(base: Body, override: Body): Body {
  const replaced = new Set(override.blocks.map(typeOf));
  const kept = base.blocks.filter((block) => !replaced.has(typeOf(block)) || block.type === 'lifecycle');
  return {
    attributes: new Map([...base.attributes, ...override.attributes]),
    blocks: [...kept, ...override.blocks],
  };
}

/** A dynamic block stands for those that it makes. */
function typeOf(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type;
}
