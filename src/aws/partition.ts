/**
 * AWS partitions: groups of Regions with their own IAM, so no policy reaches from one into another.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */

/** A partition as the second part of an ARN names it. */
export interface Partition {
  readonly name: string;
  readonly title: string;
  /** The suffix of its endpoints. */
  readonly dnsSuffix: string;
  /** True where AWS publishes its documentation, so that facts about it can be checked. */
  readonly documented: boolean;
}

/** The partitions that AWS's own SDKs know. https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json */
export const partitions: readonly Partition[] = [
  { name: 'aws', title: 'AWS', dnsSuffix: 'amazonaws.com', documented: true },
  { name: 'aws-cn', title: 'AWS China', dnsSuffix: 'amazonaws.com.cn', documented: true },
  { name: 'aws-us-gov', title: 'AWS GovCloud (US)', dnsSuffix: 'amazonaws.com', documented: true },
  { name: 'aws-eusc', title: 'AWS European Sovereign Cloud', dnsSuffix: 'amazonaws.eu', documented: false },
  { name: 'aws-iso', title: 'AWS ISO (US)', dnsSuffix: 'c2s.ic.gov', documented: false },
  { name: 'aws-iso-b', title: 'AWS ISOB (US)', dnsSuffix: 'sc2s.sgov.gov', documented: false },
  { name: 'aws-iso-e', title: 'AWS ISOE (Europe)', dnsSuffix: 'cloud.adc-e.uk', documented: false },
  { name: 'aws-iso-f', title: 'AWS ISOF', dnsSuffix: 'csp.hci.ic.gov', documented: false },
];

const byName = new Map(partitions.map((partition) => [partition.name, partition]));

/** The partition of that name, exactly as ARNs write it; undefined when AWS has none. */
export function partition(name: string): Partition | undefined {
  return byName.get(name);
}
