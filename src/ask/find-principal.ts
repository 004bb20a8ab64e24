/**
 * The principal of a plan that a user means: by its address, its name or its ARN.
 */
import type { ValueObject } from '../base/value.ts';
import type { PrincipalSubject } from '../subject/types.ts';
import { arnOf } from './principal-side.ts';

/** A principal with the ARN that it has, or that the user gives it. */
export interface FoundPrincipal {
  readonly subject: PrincipalSubject;
  readonly arn: string;
}

/** All that fit; one where the text is clear. `attributesOf`: those of a resource by its address. */
export function findPrincipals(
  text: string,
  subjects: readonly PrincipalSubject[],
  attributesOf: (address: string) => ValueObject | undefined,
): readonly FoundPrincipal[] {
  const all = subjects
    .filter(({ standing }) => standing !== 'hidden')
    .map((subject) => ({
      subject,
      arn: arnOf(subject, subject.standing === 'resource' ? attributesOf(subject.origin.address) : undefined),
    }));
  const byAddress = all.filter(
    ({ subject: { standing, origin } }) => standing === 'resource' && origin.address === text,
  );
  if (byAddress.length > 0) return byAddress;
  if (!text.startsWith('arn:')) return all.filter(({ subject }) => subject.name === text);
  return all.filter((one) => isSame(one, text)).map(({ subject }) => ({ subject, arn: text }));
}

/** The same ARN; where the account of the principal is not known, that of the text is taken for it. */
function isSame({ subject, arn }: FoundPrincipal, text: string): boolean {
  if (arn === text) return true;
  const [, , service, , account, name] = text.split(':');
  const own = arn.split(':')[5];
  return service === 'iam' && name === own && (subject.account ?? account) === account;
}
