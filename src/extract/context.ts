/**
 * What the parts of the extraction share about one plan; each is worked out once, when something asks for it.
 */
import type { ManagedPolicy } from '../aws/managed-policy.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { Entry } from '../plan/written.ts';
import type { DataDocuments } from './data-documents.ts';

/** One plan and what is known about it as a whole. */
export interface Context {
  readonly plan: Plan;
  /** The document of an AWS-managed policy by its ARN; undefined for any other ARN. */
  readonly managedPolicy: (arn: string) => ManagedPolicy | undefined;
  /** The account that an entry belongs to, where the plan tells. */
  readonly account: (entry: Entry) => string | undefined;
  /** The key of an entry's provider configuration: `aws`, `aws.east`. */
  readonly provider: (entry: Entry) => string | undefined;
  readonly data: DataDocuments;
  /** True for a customer managed policy that the plan uses as a permissions boundary and attaches to nobody. */
  readonly isBoundaryOnly: (change: ResourceChange) => boolean;
  /** The address of the resource that holds this one's document in its place. */
  readonly satelliteOf: (change: ResourceChange) => string | undefined;
}
