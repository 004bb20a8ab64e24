/**
 * The shape of a policy document in the argument of a predicate.
 */
import type { JsonObject } from '../../base/value.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { PolicyDocument } from '../../iam/types.ts';
import { isMapping } from './record.ts';
import { mismatch, type Shape } from './shape.ts';

const words = 'a policy document';

const schema: JsonObject = {
  type: 'object',
  properties: { Version: { type: 'string' }, Statement: { type: ['array', 'object'] } },
  required: ['Statement'],
};

/** A policy document; each of its defects is a fault of the rule. */
export const policyDocument: Shape<PolicyDocument> = {
  words,
  schema,
  decode: (value, path, report) => {
    if (!isMapping(value)) return mismatch(words, value, path, report);
    const parsed = parsePolicy({ form: 'tree', tree: value });
    const refused = parsed.defects.filter((one) => one.refused);
    for (const { message } of refused)
      report({ path, code: 'rule-wrong-value', message: `AWS would refuse the policy document: ${message}` });
    return parsed.ok && refused.length === 0 ? parsed.document : undefined;
  },
};
