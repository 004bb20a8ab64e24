/**
 * What is known of a condition key that AWS fills for every service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */

/** When a request carries a key. */
export type Availability =
  /** every request */
  | 'always'
  /** every request that is signed, so not anonymous ones */
  | 'signed'
  /** only some; `when` says which */
  | 'sometimes'
  /** seen in other tools' tables, not on AWS's page */
  | 'unverified';

/** What is known of a global condition key. */
export interface GlobalConditionKey {
  /** AWS's spelling; `${TagKey}` stands for the name of a tag. */
  readonly name: string;
  readonly type: 'String' | 'ARN' | 'Bool' | 'Date' | 'Numeric' | 'IPAddress';
  /** True when a request carries several values, so that a set operator is needed. */
  readonly multivalued: boolean;
  readonly availability: Availability;
  /** Which requests carry it, to follow "present"; absent where `availability` says all. */
  readonly when?: string;
}

/** A single-valued key that only some requests carry; `when` says which, to follow "present". */
export function sometimes(name: string, type: GlobalConditionKey['type'], when: string): GlobalConditionKey {
  return { name, type, multivalued: false, availability: 'sometimes', when };
}
