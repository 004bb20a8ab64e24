/**
 * Customer managed policies that exist already: in the state without being part of this plan, or read by a data source.
 */
import type { Content } from '../iam/types.ts';
import { containsTrue } from '../plan/merge.ts';
import type { Plan } from '../plan/types.ts';

/** The document of an existing policy by its ARN; undefined where the plan does not hold it. */
export type PriorPolicies = (
  arn: string,
) => { readonly content: Content; readonly sensitive: boolean } | undefined;

/** Looks them up; the index is made at the first question. */
export function priorPoliciesOf(plan: Plan): PriorPolicies {
  let index: ReadonlyMap<string, { content: Content; sensitive: boolean }> | undefined;
  return (arn) => {
    index ??= new Map(
      plan.prior.flatMap(({ type, values, sensitiveValues }) => {
        const { arn: own, policy: text } = values;
        if (type !== 'aws_iam_policy' || typeof own !== 'string' || typeof text !== 'string') return [];
        const sensitive = sensitiveValues === true || containsTrue(sensitiveValues);
        return [[own, { content: { form: 'text', text }, sensitive }] as const];
      }),
    );
    return index.get(arn);
  };
}
