/**
 * The account behind a principal of type AWS, as far as the document tells.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import { type Hole, isHole, isTemplate, type Text } from '../../base/value.ts';

/** A principal's account: twelve digits; everyone; one that belongs to this plan; or not to be told, with the reason. */
export type PrincipalAccount =
  | { readonly account: string }
  | { readonly everyone: true }
  | { readonly own: true }
  | { readonly hidden: string; readonly reference?: string };

/** Tells the account of an `AWS` principal: `*`, twelve digits, or an ARN. */
export function accountOf(value: Text): PrincipalAccount {
  if (typeof value === 'string') return accountOfText(value);
  const holes = isHole(value) ? [value] : value.parts.filter((part) => isHole(part));
  const references = holes.map(({ reference }) => reference);
  const known = isTemplate(value) ? accountInTemplate(value.parts) : undefined;
  if (known !== undefined) return { account: known };
  if (holes.length > 0 && holes.every(isOfThisPlan)) return { own: true };
  const [reference] = references;
  return {
    hidden: 'whose principal it is, is known only after apply',
    ...(reference === undefined ? {} : { reference }),
  };
}

function accountOfText(value: string): PrincipalAccount {
  if (value === '*') return { everyone: true };
  const account = /^\d{12}$/.test(value) ? value : value.split(':')[4];
  if (account !== undefined && /^\d{12}$/.test(account)) return { account };
  if (account === '*') return { everyone: true };
  return { hidden: `\`${value}\` does not name an account` };
}

/** The account where it stands before the first hole, as in `arn:aws:iam::123456789012:role/HOLE`. */
function accountInTemplate([first]: readonly unknown[]): string | undefined {
  const [, , , , account, rest] = typeof first === 'string' ? first.split(':') : [];
  return account !== undefined && rest !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * Roles and users that the plan creates or reads, and the identity that runs it, are of the provider's own account:
 * IAM answers for no other. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/caller_identity
 */
function isOfThisPlan({ reference = '', type = '' }: Hole): boolean {
  const steps = [...reference.split('.'), ...type.split('.')];
  const isNamed = steps.some((step) =>
    ['aws_caller_identity', 'aws_iam_role', 'aws_iam_user'].includes(step),
  );
  return isNamed || type === 'arn:iam:role' || type === 'arn:iam:user';
}
