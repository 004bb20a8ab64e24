/**
 * The principal of an attachment by its ARN: path and name are known long before the ARN is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
import { own } from '../base/decode.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { HeldBy } from '../subject/types.ts';
import type { Attachment } from './attachments.ts';

/** The holder that an attachment names, in the account where nobody knows another. */
export function heldBy({ principal, link: { kind } }: Attachment, account = '????????????'): HeldBy {
  if (kind === 'permission-set' || principal.end === 'hidden') return { arns: [] };
  const names = principal.end === 'text' ? [`/${principal.text}`] : namesOf(principal.change);
  const arns = names.map((name) => `arn:aws:iam::${account}:${kind}${name}`);
  return principal.end === 'resource' ? { address: principal.change.address, arns } : { arns };
}

/** Path and name, or the beginning of the name. */
function namesOf({ raw: { after } }: ResourceChange): readonly string[] {
  const path = own(after, 'path');
  const name = own(after, 'name');
  const prefix = own(after, 'name_prefix');
  const written = typeof name === 'string' ? name : typeof prefix === 'string' ? `${prefix}*` : undefined;
  return written === undefined ? [] : [`${typeof path === 'string' ? path : '/'}${written}`];
}
