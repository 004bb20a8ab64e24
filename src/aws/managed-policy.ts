/**
 * AWS-managed policies by ARN: `arn:aws:iam::aws:policy/service-role/NAME`, the newest default version of each.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#aws-managed-policies
 * The table holds partition `aws`. Other partitions carry policies of the same name whose ARNs name their own partition;
 * that holds as long as the document names no account, Region or endpoint that only exists in `aws`.
 */
import { type Partition, partition } from './partition.ts';
import type { Table } from './table.ts';

/** An AWS-managed policy: its document, or why it cannot be told. `name` is the ARN's path and name. */
export type ManagedPolicy =
  | {
      readonly state: 'known';
      readonly name: string;
      /** The policy document as compact JSON. */
      readonly document: string;
      /** `assumed` where the document of partition `aws` was carried over to another one. */
      readonly certainty: 'definite' | 'assumed';
    }
  | { readonly state: 'undetermined'; readonly name: string; readonly reason: string };

/**
 * Looks an ARN up; `table` is only called when the ARN is one of an AWS-managed policy.
 * Gives undefined for any other ARN, and `undetermined` for a name or partition of which the table cannot tell.
 */
export function managedPolicyIn(table: () => Table, arn: string): ManagedPolicy | undefined {
  const named = managedPolicyName(arn);
  if (!named) return undefined;
  const { name } = named;
  const document = table().entry(name);
  if (document === undefined) {
    const { source, date } = table().origin;
    return {
      state: 'undetermined',
      name,
      reason: `not among the AWS-managed policies of ${date} (${source})`,
    };
  }
  if (named.partition.name === 'aws') return { state: 'known', name, document, certainty: 'definite' };
  const difference = partitionDifference(document, named.partition);
  if (difference) return { state: 'undetermined', name, reason: difference };
  const carried = document.replaceAll('arn:aws:', `arn:${named.partition.name}:`);
  return { state: 'known', name, document: carried, certainty: 'assumed' };
}

/** Partition and name of an AWS-managed policy's ARN; undefined when the ARN is anything else. */
export function managedPolicyName(
  arn: string,
): { readonly partition: Partition; readonly name: string } | undefined {
  const [scheme, partitionName = '', service, region, account, resource = '', ...rest] = arn.split(':');
  const found = partition(partitionName);
  const isManaged = scheme === 'arn' && service === 'iam' && region === '' && account === 'aws';
  if (!found || !isManaged || rest.length > 0 || !resource.startsWith('policy/')) return undefined;
  return { partition: found, name: resource.slice('policy/'.length) };
}

/** Why a document of partition `aws` may read differently in another one; undefined when nothing in it depends on that. */
function partitionDifference(
  document: string,
  { name, dnsSuffix, documented }: Partition,
): string | undefined {
  if (!documented) return `AWS publishes no managed policies of partition ${name}`;
  if (/\b\d{12}\b/.test(document)) return `its document names an account of partition aws, not of ${name}`;
  if (/\b[a-z]{2,4}-(?:[a-z]{3,9}-){1,2}\d\b/.test(document))
    return `its document names a Region of partition aws, not of ${name}`;
  if (dnsSuffix !== 'amazonaws.com' && document.includes('.amazonaws.com'))
    return `its document names service principals, which may end in ${dnsSuffix} in partition ${name}`;
  return undefined;
}
