/**
 * What the parts of the extraction share about one plan; each is worked out once, when something asks for it.
 */
import type { ManagedPolicy } from '../aws/managed-policy.ts';
import type { Content } from '../iam/types.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { Entry } from '../plan/written.ts';
import type { HeldBy, PublicAccess, Reach } from '../subject/types.ts';
import type { DataDocuments } from './data-documents.ts';
import type { AclReach } from './public-access-blocks.ts';
import type { Source } from './source.ts';

/** One plan and what is known about it as a whole. */
export interface Context {
  readonly plan: Plan;
  /** The document of an AWS-managed policy by its ARN; undefined for any other ARN. */
  readonly managedPolicy: (arn: string) => ManagedPolicy | undefined;
  /** The account that an entry belongs to, where the plan tells. */
  readonly account: (entry: Entry) => string | undefined;
  /** The key of an entry's provider configuration: `aws`, `aws.east`. */
  readonly provider: (entry: Entry) => string | undefined;
  /** Documents whose denials count for uploads to the buckets of the plan. */
  readonly bucketGuards: () => readonly Content[];
  /** What the holders of an identity policy hold beside it; undefined where others may hold it. */
  readonly besides: (
    change: ResourceChange,
    attribute: string,
  ) => readonly (readonly Content[])[] | undefined;
  /** Who holds an identity policy, of those that the plan names. */
  readonly holders: (change: ResourceChange, attribute: string) => readonly HeldBy[];
  readonly data: DataDocuments;
  /** The configuration beside the plan, where one fits it. */
  readonly source: Source | undefined;
  /** What a customer managed policy limits where the plan attaches it to nobody: a principal, or sessions. */
  readonly limits: (change: ResourceChange) => 'boundary' | 'session' | undefined;
  /** What the ACL that a resource sets for a bucket can do, by the attribute that names the bucket. */
  readonly aclReach: (change: ResourceChange, attribute: string) => AclReach;
  /** True where the plan also deletes the resource that the document of this one is about. */
  readonly parentGone: (change: ResourceChange) => boolean;
  /** What becomes of a public policy that a resource sets for a bucket. */
  readonly publicAccess: (change: ResourceChange) => PublicAccess | undefined;
  /** Who gets to the domain that a resource is, or sets the policy of. */
  readonly reach: (change: ResourceChange) => Reach | undefined;
  /** The address of the resource that holds this one's document in its place. */
  readonly satelliteOf: (change: ResourceChange) => string | undefined;
}
