/**
 * The principal of an attachment by its ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
import type { HeldBy } from '../subject/types.ts';
import type { Attachment } from './attachments.ts';
import { pathAndName } from './path-and-name.ts';

/** The holder that an attachment names, in the account where nobody knows another. */
export function heldBy({ principal, link: { kind } }: Attachment, account = '????????????'): HeldBy {
  if (kind === 'permission-set' || principal.end === 'hidden') return { arns: [] };
  const name = principal.end === 'text' ? `/${principal.text}` : pathAndName(principal.change.raw.after);
  const arns = name === undefined ? [] : [`arn:aws:iam::${account}:${kind}${name}`];
  return principal.end === 'resource' ? { address: principal.change.address, arns } : { arns };
}
