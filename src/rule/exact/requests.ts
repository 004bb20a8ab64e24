/**
 * Sets of requests as documents, the only language that the engine speaks.
 */
import type { Text, Value, ValueObject } from '../../base/value.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { PolicyDocument } from '../../iam/types.ts';

/** Patterns of requests; what is left out may be anything. */
export interface Matching {
  readonly actions?: readonly string[];
  readonly resources?: readonly Text[];
  /** A condition block. */
  readonly condition?: ValueObject;
}

/** A document that allows every request that matches, and nothing else. */
export function requestsMatching({ actions, resources, condition }: Matching): PolicyDocument {
  const tree: Value = {
    Version: '2008-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: actions ?? ['*'],
        Resource: resources ?? ['*'],
        ...(condition === undefined ? {} : { Condition: condition }),
      },
    ],
  };
  const parsed = parsePolicy({ form: 'tree', tree });
  if (!parsed.ok) throw new Error('a question that is no policy');
  return parsed.document;
}

/** The document's denials as allowances: it then allows what they deny. A statement of unknown effect may be one. */
export function denialsAsAllowances(document: PolicyDocument): PolicyDocument {
  const statements = document.statements.flatMap((one) => {
    if (one.effect === 'Allow') return [];
    if (one.effect === 'Deny') return [{ ...one, effect: 'Allow' as const }];
    return [{ ...one, effect: 'Allow' as const, moreConditions: one.effect }];
  });
  return { ...(document.version === undefined ? {} : { version: document.version }), statements };
}
