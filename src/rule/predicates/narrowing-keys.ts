/**
 * Which condition keys narrow a grant, and with which values: the provisional table, until the exact engine decides it
 * from an attacker's point of view.
 */

/** Tells whether a value of the key is narrow enough to exclude strangers. */
export type Narrow = (value: string) => boolean;

/** No wildcard and no variable: S3 calls that a fixed value. */
const fixed: Narrow = (value) => value !== '' && !/[*?]|\$\{/.test(value);

/** An ARN whose account, or for accountless ARNs (S3) whose resource, is fixed. */
const fixedOwner: Narrow = (value) => {
  const [scheme, , , , account = '', ...resource] = value.split(':');
  if (scheme !== 'arn') return false;
  return account === '' ? fixed(resource.join(':').split('/')[0] ?? '') : fixed(account);
};

/** S3 takes ranges wider than /8 (IPv6: /32) for public. */
const fewAddresses: Narrow = (value) => {
  const [address = '', bits] = value.split('/');
  if (!fixed(value)) return false;
  return bits === undefined || Number(bits) >= (address.includes(':') ? 32 : 8);
};

/** A user or role id is fixed; `AROA…:*` is any session of one fixed role. */
const fixedId: Narrow = (value) => fixed(value.split(':')[0] ?? '');

/**
 * Keys with which only known callers get through. Lower-case.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const callerKeys: ReadonlyMap<string, Narrow> = new Map([
  ['aws:principalaccount', fixed],
  ['aws:principalarn', fixedOwner],
  ['aws:principalorgid', fixed],
  // A path may end in a wildcard as long as the organisation before the first slash is fixed.
  ['aws:principalorgpaths', (value) => fixed(value.split('/')[0] ?? '')],
  ['aws:principalservicename', fixed],
  ['aws:sourceaccount', fixed],
  ['aws:sourcearn', fixedOwner],
  ['aws:sourceip', fewAddresses],
  ['aws:sourceorgid', fixed],
  ['aws:sourceorgpaths', (value) => fixed(value.split('/')[0] ?? '')],
  ['aws:sourceowner', fixed],
  ['aws:sourcevpc', fixed],
  ['aws:sourcevpcarn', fixedOwner],
  ['aws:sourcevpce', fixed],
  ['aws:vpceaccount', fixed],
  ['aws:vpceorgid', fixed],
  ['aws:userid', fixedId],
  ['kms:calleraccount', fixed],
  ['s3:dataaccesspointaccount', fixed],
  ['s3:dataaccesspointarn', fixedOwner],
]);

/**
 * Keys about who asks, from where and when: whatever they say, a grant on every resource reaches every resource. Lower-case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ambientKeys: readonly string[] = [
  'aws:currenttime',
  'aws:epochtime',
  'aws:federatedprovider',
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:referer',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:tokenissuetime',
  'aws:useragent',
  'aws:userid',
  'aws:username',
  'aws:viaawsservice',
  'aws:vpcsourceip',
];

/** True for a key that says something about the resource or the request's content, not only about caller, place and time. */
export function isResourceKey(key: string): boolean {
  const lower = key.toLowerCase();
  return !ambientKeys.includes(lower) && !lower.startsWith('aws:principal') && !lower.startsWith('aws:vpce');
}

/** Keys whose value is a choice, so that a lone wildcard narrows nothing; for tags even `*` asks that the tag is there. */
export function narrowsResource(key: string): Narrow {
  const isChoice = ['iam:passedtoservice', 'iam:awsservicename', 'iam:permissionsboundary'].includes(
    key.toLowerCase(),
  );
  return isChoice ? (value) => !/^\**$/.test(value) : () => true;
}
