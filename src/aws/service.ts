/**
 * What the Service Authorization Reference says of a service: its actions with access level, resource types
 * and condition keys. Names are AWS's own.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/**
 * AWS's access levels, the strongest word of each action.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export const accessLevels = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** A service by its action prefix. */
export interface Service {
  /** The prefix in policies, lower-case: `s3`, `access-analyzer`. */
  readonly prefix: string;
  /** AWS's name: `Amazon S3`. */
  readonly title: string;
  /** The action of that name in any case, without the prefix (`getobject`); undefined when the catalogue has none. */
  readonly action: (name: string) => Action | undefined;
  /** Names of its actions in canonical case, without the prefix, sorted. */
  readonly actionNames: readonly string[];
  /** Its resource types by name. */
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  /** The keys its actions and resource types list, by name in lower-case. */
  readonly conditionKeys: ReadonlyMap<string, ConditionKey>;
}

/** One action. */
export interface Action {
  /** As a policy writes it, canonical case: `s3:GetObject`. */
  readonly name: string;
  readonly service: string;
  readonly level: AccessLevel;
  /** What it can be scoped to; empty when only `Resource: "*"` covers it. */
  readonly resourceTypes: readonly ActionResourceType[];
  /** False when the action supports no resource scope, so that nothing narrower than `*` can grant it. */
  readonly hasResourceScope: boolean;
  /**
   * Every key that can be present on it: its own, and those that its resource types have with it or with every action.
   * Without global keys that AWS does not list.
   */
  readonly conditionKeys: readonly string[];
}

/** A resource type as one action takes it. */
export interface ActionResourceType {
  readonly name: string;
  /** ARN template with `${Partition}`, `${Region}`, `${Account}` and names of its own. */
  readonly arn: string;
  /** True where AWS marks it with `*`: a request always carries one. */
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
}

/** A resource type of a service. */
export interface ResourceType {
  readonly name: string;
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

/** A condition key that a service lists; `type` in AWS's words (`String`, `ArrayOfString`, `ARN`, `Bool` …), empty when AWS gives none. */
export interface ConditionKey {
  readonly name: string;
  readonly type: string;
}
