/**
 * Where we and a peer differ, each reviewed: `wrong` with the page that says so; `other` where the peer asks something else
 * of the resource; `ours` where we have to mend something. An entry about which we no longer differ fails the test.
 */

const user = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

/** Why we differ about an address, or about every address of a check. */
export interface Reviewed {
  readonly check: string;
  readonly addresses?: readonly string[];
  readonly verdict: 'wrong' | 'other' | 'ours';
  readonly why: string;
  readonly page?: string;
}

const wrong: readonly Omit<Reviewed, 'verdict'>[] = [
  {
    check: 'CKV_AWS_393',
    addresses: ['fail-misused-repo', 'fail-wildcard', 'fail-wildcard-assertion', 'fail2'].map(
      (name) => `aws_iam_role.${name}`,
    ),
    why: '`StringEquals` takes `*` for a letter, so no token fits, and nobody gets in',
    page: `${user}/reference_policies_elements_condition_operators.html#Conditions_String`,
  },
  {
    check: 'CKV_AWS_393',
    addresses: ['aws_iam_role.fail-abusable'],
    why: 'the whole subject is fixed, with the own `repo`; a colon in a name of one’s own choice is written `%3A`',
    page: 'https://docs.github.com/en/actions/reference/security/oidc#customizing-the-token-claims',
  },
  {
    check: 'CKV_AWS_355',
    why: '`ec2:Describe*` takes no resource but `*`',
    page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html',
  },
  {
    check: 'CKV_AWS_301',
    why: 'requests without a source carry no `aws:SourceArn`, so only the one rule that is named gets through',
    page: `${user}/reference_policies_condition-keys.html#condition-keys-sourcearn`,
  },
  {
    check: 'lambda_permission_principal_is_wildcard',
    why: 'requests without a source carry no `aws:SourceArn`, so only the one rule that is named gets through',
    page: `${user}/reference_policies_condition-keys.html#condition-keys-sourcearn`,
  },
  {
    check: 'CKV_AWS_72',
    why: 'the condition fixes the one source, so the star in the actions is open to nobody else',
    page: `${user}/reference_policies_condition-keys.html#condition-keys-sourcearn`,
  },
  {
    check: 'CKV_AWS_32',
    why: '`ForAllValues` holds for callers without an organisation, who carry no such key',
    page: `${user}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  },
  {
    check: 'iam_user_policy_without_mfa',
    addresses: ['aws_iam_user.negative1', 'aws_iam_user_policy.negative3', 'aws_iam_user_policy.negative4'],
    why: '`BoolIfExists` in an Allow lets access keys through, and a principal named `mfa` is no condition',
    page: `${user}/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent`,
  },
  {
    check: 'kms_key_with_full_permissions',
    why: 'a key without a policy has AWS’s default one, which leaves it to IAM',
    page: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  },
  ...['access_to_any_principal', 'allows_delete_action_from_all_principals'].map(fixedAddress),
  ...['allows_list_action_from_all_principals', 'allows_put_action_from_all_principals'].map(fixedAddress),
];

function fixedAddress(name: string): Omit<Reviewed, 'verdict'> {
  return {
    check: `s3_bucket_${name}`,
    why: 'one fixed address: S3 does not call that public',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
  };
}

const keyTold = 'we tell of every access key whose secret comes into the state; the peer asks something else';

const other: readonly Omit<Reviewed, 'verdict'>[] = [
  {
    check: 'CKV_AWS_40',
    why: 'policies of users are told in the profiles `guide`, `strict`, `cis` and `fsbp`',
  },
  {
    check: 'iam_role_allows_all_principals_to_assume',
    addresses: ['aws_iam_policy_attachment.negative3'],
    why: 'the peer asks who may assume the role; we tell that the attachment takes the policy from others',
  },
  {
    check: 'CKV_AWS_168',
    why: 'a placeholder stands for the resource, an IAM policy, so the statement reaches no queue',
  },
  { check: 'CKV_AWS_273', why: 'that people come through single sign-on is an organisation’s choice' },
  { check: 'CKV_AWS_348', why: keyTold },
  { check: 'iam_access_key_is_exposed', why: keyTold },
  { check: 'iam_policies_attached_to_user', why: keyTold },
  { check: 'iam_policy_grants_full_permissions', why: keyTold },
  { check: 'iam_user_policy_without_mfa', addresses: ['aws_iam_access_key.negative2'], why: keyTold },
  {
    check: 'cloudwatch_logs_destination_with_vulnerable_policy',
    why: 'every action of the destination, for one principal that is named',
  },
  {
    check: 'cross_account_iam_assume_role_policy_without_external_id_or_mfa',
    why: 'MFA says how somebody signed in, not whose account it is: we still ask whether it is a third party’s',
  },
  { check: 'iam_group_without_users', why: 'an empty group grants nothing' },
  { check: 'iam_policies_with_full_privileges', why: 'told at the role policy that uses the document' },
  { check: 'iam_user_too_many_access_keys', why: 'long-lived keys are told in the profile `strict`' },
  { check: 'kms_key_with_no_deletion_window', why: 'the time for which a deleted key can be brought back' },
  {
    check: 'lambda_function_with_privileged_role',
    why: 'we tell of data of every resource; the peer asks for privileges only',
  },
  {
    check: 'lambda_with_vulnerable_policy',
    why: 'every action of the function, for one bucket that is named',
  },
  {
    check: 'no_password_policy_enabled',
    why: 'a login profile without a forced change is no password policy',
  },
  {
    check: 's3_bucket_public_acl_overridden_by_public_access_block',
    why: 'not overridden, as the peer says, and therefore public',
  },
];

const ours: readonly Omit<Reviewed, 'verdict'>[] = [
  {
    check: 'CKV_AWS_393',
    addresses: ['aws_iam_role.pass-gh-org'],
    why: 'the condition is on the key of another provider, which no token carries: nobody gets in, and we say anyone',
  },
  {
    check: 'CKV_AWS_61',
    why: 'the denial of the whole account takes what its role is allowed, and we do not subtract it',
  },
  { check: 'CKV_AWS_93', why: 'no rule yet about a bucket policy that denies everybody everything' },
  { check: 'iam_user_with_access_to_console', why: 'no rule yet about login profiles without a key' },
];

/** Every difference that was reviewed. */
export const reviewed: readonly Reviewed[] = [
  ...wrong.map((one) => ({ ...one, verdict: 'wrong' }) as const),
  ...other.map((one) => ({ ...one, verdict: 'other' }) as const),
  ...ours.map((one) => ({ ...one, verdict: 'ours' }) as const),
];
