/**
 * Session policies of the Terraform run itself: what `assume_role` of a provider lets the run do. They stand in the
 * configuration only.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assume_role-configuration-block
 */

import { longest } from '../plan/traversal.ts';
import type { ExpressionNode, Plan, ProviderConfiguration } from '../plan/types.ts';
import type { DocumentSubject } from '../subject/types.ts';

const blocks = ['assume_role', 'assume_role_with_web_identity'];

/** The documents, listed under the address `provider.KEY`. */
export function* sessionPolicies({ configuration }: Plan): Iterable<DocumentSubject> {
  for (const [key, provider] of Object.entries(configuration.providers)) {
    if (provider.name !== 'aws') continue;
    for (const block of blocks) yield* ofBlock(key, provider, block);
  }
}

function* ofBlock(
  key: string,
  { expressions }: ProviderConfiguration,
  block: string,
): Iterable<DocumentSubject> {
  for (const one of blocksOf(expressions[block])) {
    const policy = one.policy?.node === 'expression' ? one.policy.expression : undefined;
    if (policy === undefined || policy.constant === null || policy.constant === '') continue;
    const text = typeof policy.constant === 'string' ? policy.constant : undefined;
    const origin = {
      address: `provider.${key}`,
      mode: 'managed',
      type: 'provider.aws',
      attribute: `${block}.policy`,
      actions: ['no-op'],
      provider: key,
    } as const;
    yield {
      subject: 'document',
      origins: [origin],
      kind: 'session',
      service: 'sts',
      sensitive: false,
      references: longest(policy.references),
      ...(text === undefined
        ? { state: 'undetermined', reason: 'the plan does not hold what a provider is given', judged: false }
        : { state: 'known', content: { form: 'text', text }, before: { form: 'text', text }, judged: true }),
    };
  }
}

function blocksOf(node: ExpressionNode | undefined) {
  if (node?.node === 'blocks') return node.blocks;
  return node?.node === 'block' ? [node.block] : [];
}
