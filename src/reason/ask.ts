/**
 * One question about an access: is some request, or every request, that matches these patterns allowed? The patterns are
 * a layer of their own, so that the question is one about new access.
 */
import { parsePolicy } from '../iam/parse-policy.ts';
import type { PolicyDocument } from '../iam/types.ts';
import { type Answer, askAccess } from './compare.ts';
import type { Asking } from './new-access.ts';
import type { Access } from './replay.ts';

/** What is asked about. */
export interface Asked {
  /** Patterns of actions; some of them. */
  readonly actions: readonly string[];
  /** Patterns of resources. */
  readonly resources: readonly string[];
  /** Condition keys that the request carries, with their values. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** Is some such request allowed? Yes with the request and the statement that allows it. */
export function allowsSome(access: Access, asked: Asked, asking: Asking): Answer {
  return askAccess({ layers: [...access.layers, [documentOf(asked)]] }, nothing, asking);
}

/** Is every such request allowed? `yes` comes without a request; `no` with one that is not allowed. */
export function allowsEvery(access: Access, asked: Asked, asking: Asking): Answer {
  return askAccess({ layers: [[documentOf(asked)]] }, access, asking);
}

/** Allows no request. */
export const nothing: Access = { layers: [[]] };

function documentOf({ actions, resources, context = {} }: Asked): PolicyDocument {
  const keys = Object.entries(context).map(([key, values]) => [key, values] as const);
  const parsed = parsePolicy({
    form: 'tree',
    tree: {
      Version: '2008-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: actions,
          Resource: resources,
          ...(keys.length === 0 ? {} : { Condition: { StringEquals: Object.fromEntries(keys) } }),
        },
      ],
    },
  });
  if (!parsed.ok) throw new Error('a question that is no policy');
  return parsed.document;
}
