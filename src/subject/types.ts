/**
 * What a rule can be about, and where it comes from. Types only.
 * The states are the words of every output: a document that was found and not evaluated is never shown as passed.
 */
import type { ValueObject } from '../base/value.ts';
import type { Content, ParsedPolicy, PolicyDocument, Statement } from '../iam/types.ts';

/** What an IAM policy document is for; the words of `--kind`. */
export type PolicyKind =
  | 'identity'
  | 'resource'
  | 'trust'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp'
  | 'endpoint'
  | 'other-non-IAM'
  | 'embedded'
  | 'generic';

/** How much of a document could be read. */
export type DocumentState =
  | 'known'
  | 'rebuilt'
  | 'partly'
  | 'undetermined'
  | 'default'
  | 'invalid'
  | 'other-grammar';

/** Where a subject stands in the plan. */
export interface Origin {
  /** Terraform's address, with module path and index keys: `module.a["x"].aws_iam_policy.p[0]`. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  /** Resource type: `aws_iam_policy`. */
  readonly type: string;
  /** Path in the resource: `policy`, `inline_policy["NAME"].policy`; empty for the resource itself. */
  readonly attribute: string;
  /** Terraform's actions: `create`, `update`, `delete`, `no-op`, `read`, `forget`. */
  readonly actions: readonly string[];
  /** The provider configuration that owns it (`aws`, `aws.east`, `module.x:aws`), where the plan tells. */
  readonly provider?: string;
}

/** A place in the configuration; lines and columns from 1, columns in UTF-16 units. */
export interface SourceRange {
  /** As it was reached: relative where the configuration was named so. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What the plan hides and what was put together again. */
export interface Rebuilt {
  /** The data source it was rebuilt from, or the place in the configuration: `main.tf:12`. */
  readonly from: string;
  /** Set where nothing proves that it is the configuration which was planned. */
  readonly assuming?: string;
}

/** One unknown place in a document. */
export interface HoleSite {
  readonly pointer: string;
  readonly reference?: string;
  readonly type?: string;
}

/**
 * What becomes of a public bucket policy: S3 refuses to take it (`refused`), keeps it from strangers (`restricted`), lets it
 * be (`open`); `assumed` where the plan does not tell, `undecided` where it is known only after apply.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export type PublicAccess = 'refused' | 'restricted' | 'open' | 'assumed' | 'undecided';

/** A principal that holds a policy. */
export interface HeldBy {
  /** Its address, where it is a resource of the plan. */
  readonly address?: string;
  /** Its ARN as far as the plan tells, `*` for what it does not; none where not even its name is known. */
  readonly arns: readonly string[];
}

/** Who gets to a resource at all: whoever is in its network (`network`), or whom it knows as its own users (`users`). */
export type Reach = 'network' | 'users';

/** A policy document that the plan holds or would hold. */
export interface DocumentSubject {
  readonly subject: 'document';
  /** The first is where it takes effect; further ones are where the same document also stands. */
  readonly origins: readonly [Origin, ...Origin[]];
  readonly kind: PolicyKind;
  /** AWS service prefix of the resource a resource or endpoint policy belongs to: `s3`, `kms`. */
  readonly service?: string;
  /** `known` may still turn out `invalid` when the content is parsed. */
  readonly state: DocumentState;
  /** Why it is not known, or what the service's default does; one line. */
  readonly reason?: string;
  /** References of the expression that hides it. */
  readonly references: readonly string[];
  /** Set where the plan hides it, and it was rebuilt wholly or in part. */
  readonly rebuilt?: Rebuilt;
  readonly sensitive: boolean;
  /** Absent when the state is undetermined, default or (for a deleted one) nothing is left. */
  readonly content?: Content;
  /** What stood there before this plan; absent when it is created. */
  readonly before?: Content;
  /** True where it goes together with the resource that it is about. */
  readonly withResource?: true;
  /** The account that owns it, where the plan tells (per provider configuration); facts decide the order of sources. */
  readonly account?: string;
  /** Of a managed policy: its own ARN as far as the plan tells, `*` for what it does not. */
  readonly arns?: () => readonly string[];
  /**
   * Of an identity policy: for each principal that holds it the documents of what else it holds; undefined where somebody
   * whom the plan does not name may hold it.
   */
  readonly besides?: () => readonly (readonly Content[])[] | undefined;
  /** Of an identity policy: who holds it, as far as the plan tells. */
  readonly holders?: () => readonly HeldBy[];
  /** Documents whose denials count for uploads to the buckets of the plan. */
  readonly bucketGuards?: () => readonly Content[];
  /** Of a bucket policy. */
  readonly publicAccess?: PublicAccess;
  /** Of the policy of a domain; absent where whoever the policy lets in gets to it. */
  readonly reach?: Reach;
  /** False when it is listed only: no consumer, deleted, another grammar. */
  readonly judged: boolean;
}

/** A document with what parsing it gave: what rules about documents look at. */
export interface PolicySubject {
  readonly subject: 'document';
  readonly document: DocumentSubject;
  readonly policy: ParsedPolicy;
}

/** What is attached to a principal: a document, or an ARN whose document is not in reach. */
export interface AttachedPolicy {
  /** The attachment: address and attribute of what attaches it. */
  readonly origin: Origin;
  /** `inline`, `customer` (managed by the customer) or `aws` (managed by AWS). */
  readonly by: 'inline' | 'customer' | 'aws';
  readonly arn?: string;
  /** Where the document stands, if elsewhere than the attachment: the managed policy in the plan. */
  readonly document?: Origin;
  readonly content?: Content;
  /** Why the document is not in reach. */
  readonly reason?: string;
  readonly rebuilt?: Rebuilt;
  readonly sensitive: boolean;
  /** Of what a user has by a membership: the `key` of the group. */
  readonly through?: string;
}

/** A role, user, group or permission set with everything that the plan attaches to it. */
export interface PrincipalSubject {
  readonly subject: 'principal';
  /** The same before and after the plan; principals of a plan have distinct ones. */
  readonly key: string;
  /** A resource of the plan, one that is only named by what it is attached, or one that is known only after apply. */
  readonly standing: 'resource' | 'named' | 'hidden';
  readonly origin: Origin;
  readonly principal: 'role' | 'user' | 'group' | 'permission-set';
  readonly name?: string;
  readonly policies: readonly AttachedPolicy[];
  /** Of a user: the keys of its groups. */
  readonly groups?: readonly string[];
  /** Of a user: what its groups are attached. A rule judges it at the group, the union of both is what the user may do. */
  readonly inherited?: readonly AttachedPolicy[];
  readonly boundary?: AttachedPolicy;
  /** Gives the principal as it stands before the plan; undefined where the plan holds none. Absent: nobody compares. */
  readonly before?: () => Holder | undefined;
  readonly trust?: Content;
  readonly account?: string;
}

/** What is attached to a principal, of one side of a plan. */
export type Holder = Pick<PrincipalSubject, 'policies' | 'groups' | 'inherited' | 'boundary'>;

/** What else the plan holds, by Terraform type; looked up once a type, and only where a rule asks. */
export interface Surroundings {
  /** What there is after apply: created, changed, left as it is, or read by a data source. */
  readonly standing: (type: string) => readonly ResourceSubject[];
  /** What the plan deletes, without what a replacement leaves over. */
  readonly deleted: (type: string) => readonly DeletionSubject[];
  /** Whether two resources are in one account, or in one Region whatever the account. */
  readonly sameAccount: (left: Whereabouts, right: Whereabouts) => Same;
  readonly sameRegion: (left: Whereabouts, right: Whereabouts) => Same;
  /** Where the plan has resources of AWS after apply, each place once. */
  readonly used: () => readonly Whereabouts[];
}

/** Where a resource is, as far as the plan tells. */
export interface Whereabouts {
  /** The key of its provider configuration. */
  readonly provider?: string;
  readonly account?: string;
  readonly region?: string;
}

/** `unknown` where the plan does not tell. */
export type Same = 'yes' | 'no' | 'unknown';

/** A resource with the policies that stand on it, in itself or in resources of their own. */
export interface OwnerSubject {
  /** Where it stands, if it is in the plan, and where its policies do. */
  readonly addresses: readonly string[];
  /** ARNs that it is or holds; `*` stands for what is not known. */
  readonly arns: readonly string[];
  /** Its documents: resource policies, or a trust policy; those of no content are undetermined, or nobody wrote one. */
  readonly documents: readonly DocumentSubject[];
  readonly kind: 'resource' | 'trust';
  readonly service: string;
  readonly account?: string;
}

/** Where an organisation's policy is attached: to an account, to a root or organizational unit, or to what only apply tells. */
export type OrganizationTarget =
  | { readonly target: 'account'; readonly account: string }
  | { readonly target: 'group' | 'hidden'; readonly name: string };

/** A service control policy or a resource control policy, with where the plan attaches it. */
export interface OrganizationPolicySubject {
  readonly document: DocumentSubject;
  readonly kind: 'scp' | 'rcp';
  /** Empty where the plan attaches it nowhere. */
  readonly targets: readonly OrganizationTarget[];
}

/** A policy for sessions of a role that something begins, with the roles as addresses, names or ARNs. */
export interface SessionPolicySubject {
  readonly address: string;
  readonly attribute: string;
  readonly roles: readonly string[];
}

/** A managed resource with its attributes after apply, unset ones that the provider fills left out. */
export interface ResourceSubject {
  readonly subject: 'resource';
  readonly origin: Origin;
  readonly attributes: ValueObject;
  readonly before?: ValueObject;
  readonly sensitive: boolean;
  /** Set where attributes that the plan hides were rebuilt. */
  readonly rebuilt?: Rebuilt;
  readonly where?: Whereabouts;
  readonly around?: Surroundings;
}

/** A resource that the plan deletes, with its attributes as they were. */
export interface DeletionSubject {
  readonly subject: 'deletion';
  readonly origin: Origin;
  readonly attributes: ValueObject;
  readonly sensitive: boolean;
  readonly where?: Whereabouts;
  readonly around?: Surroundings;
}

/** `aws_iam_account_password_policy`: its arguments, where an absent key is "unset" and a hole is unknown. */
export interface PasswordPolicySubject {
  readonly subject: 'password-policy';
  readonly origin: Origin;
  readonly attributes: ValueObject;
  readonly before?: ValueObject;
  readonly sensitive: boolean;
  readonly rebuilt?: Rebuilt;
}

/** The whole plan, for rules that ask whether something exists in it. */
export interface PlanSubject {
  readonly subject: 'plan';
  readonly around: Surroundings;
}

/** One statement of a document, for rules about statements. */
export interface StatementSubject {
  readonly subject: 'statement';
  readonly document: DocumentSubject;
  readonly policy: PolicyDocument;
  readonly statement: Statement;
}

export type Subject =
  | PolicySubject
  | PrincipalSubject
  | ResourceSubject
  | DeletionSubject
  | PasswordPolicySubject
  | PlanSubject
  | StatementSubject;

/**
 * Everything of one plan that rules can be about. The iterables are made afresh and lazily at each call,
 * so that a plan with 100,000 policies never stands in memory twice.
 */
export interface Extraction {
  readonly file: string;
  readonly formatVersion: string;
  readonly terraformVersion?: string;
  readonly complete: boolean;
  documents(): Iterable<DocumentSubject>;
  principals(): Iterable<PrincipalSubject>;
  /** The principals as they stand before the plan: the same `key` means the same principal. */
  principalsBefore(): Iterable<PrincipalSubject>;
  resources(): Iterable<ResourceSubject>;
  /** What the plan deletes, of the types that rules ask about. */
  deletions(): Iterable<DeletionSubject>;
  readonly surroundings: Surroundings;
  passwordPolicies(): Iterable<PasswordPolicySubject>;
}
