/**
 * Who gets to an OpenSearch domain at all, whatever its access policy says: one in a VPC is reached from its network alone,
 * and one with fine-grained access control asks everybody who they are. AWS recommends an open policy for both.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html#vpc-security
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html#fgac-recommendations
 */
import { isArray, isObject, type Value } from '../base/value.ts';
import { after } from '../plan/change.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { Reach } from '../subject/types.ts';
import { goneReason } from './documents.ts';
import { endsOf } from './ends.ts';

const domains: readonly string[] = ['aws_opensearch_domain', 'aws_elasticsearch_domain'];
const policies: readonly string[] = ['aws_opensearch_domain_policy', 'aws_elasticsearch_domain_policy'];

/** Tells who reaches the domain that a resource is, or sets the policy of; undefined for any other, and where anyone does. */
export function reachIn(plan: Plan): (change: ResourceChange) => Reach | undefined {
  return (change) => {
    if (domains.includes(change.type)) return reachOf(change);
    const [domain, ...others] = policies.includes(change.type) ? domainsOf(plan, change) : [];
    return domain === undefined || others.length > 0 ? undefined : reachOf(domain);
  };
}

function domainsOf(plan: Plan, change: ResourceChange): readonly ResourceChange[] {
  const ends = endsOf(plan, change, 'domain_name', (type) => domains.includes(type));
  return ends.flatMap(({ end }) => {
    if (end.end === 'resource') return [end.change];
    const isNamed = (one: ResourceChange) =>
      domains.includes(one.type) && end.end === 'text' && nameOf(one) === end.text;
    return plan.changes.filter((one) => goneReason(one) === undefined && isNamed(one));
  });
}

function nameOf(change: ResourceChange): Value | undefined {
  return after(change)?.domain_name;
}

function reachOf(change: ResourceChange): Reach | undefined {
  const values = after(change);
  if (values === null) return undefined;
  if (blockIn(values.vpc_options) !== undefined) return 'network';
  const security = blockIn(values.advanced_security_options);
  const asksEverybody = security?.enabled === true && security.anonymous_auth_enabled !== true;
  return asksEverybody ? 'users' : undefined;
}

function blockIn(blocks: Value | undefined) {
  const [block] = isArray(blocks) ? blocks : [];
  return isObject(block) ? block : undefined;
}
