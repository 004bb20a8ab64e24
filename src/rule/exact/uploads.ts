/**
 * The ways in which an object is uploaded to S3, by what the request says of encryption. Without a header S3 encrypts by the
 * bucket's default, as it does for every object since January 2023; a key of the customer's own comes in headers of its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-s3-encryption.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
 */
import type { Condition, PolicyDocument, Statement } from '../../iam/types.ts';
import type { Asked } from './ask.ts';
import { carryingNone } from './demands.ts';

/** The key that carries the header, and the one of keys of the customer's own. */
export const encryptionKey = 's3:x-amz-server-side-encryption';
const customerKey = 's3:x-amz-server-side-encryption-customer-algorithm';

/** Values of the header. */
export const encryptions = ['AES256', 'aws:kms', 'aws:kms:dsse'] as const;
/** All five ways. */
export const uploads = ['no-header', ...encryptions, 'customer-key'] as const;
export type Upload = (typeof uploads)[number];

/** Every action by which objects are uploaded: copies, parts and forms need it too. */
export const uploading = 's3:PutObject';

/** Uploads in that way. */
export function uploadsBy(upload: Upload): Asked {
  const actions = [uploading];
  const resources = ['*'];
  if (upload === 'no-header') return { actions, resources, ...carryingNone([encryptionKey, customerKey]) };
  const [key, other] =
    upload === 'customer-key' ? [customerKey, encryptionKey] : [encryptionKey, customerKey];
  const condition = { StringEquals: { [key]: upload === 'customer-key' ? 'AES256' : upload } };
  return { actions, resources, condition, ...carryingNone([other]) };
}

/** True for a condition on encryption. */
export function isAboutEncryption({ key }: Condition): boolean {
  return [encryptionKey, customerKey].includes(key.toLowerCase());
}

/** What the statement is about, as an allowance whatever the encryption, beside denials. */
export function aboutUploads(
  { version }: PolicyDocument,
  statement: Statement,
  denials: readonly Statement[],
): PolicyDocument {
  const conditions = statement.conditions.filter((one) => !isAboutEncryption(one));
  return {
    ...(version === undefined ? {} : { version }),
    statements: [{ ...statement, effect: 'Allow', conditions }, ...denials],
  };
}
