/**
 * How the sessions of a principal come about, as far as its trust policy tells. Sessions of AWS services, of SAML and of
 * OIDC carry no information about MFA; a permission set's are SAML sessions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
import { all, no, unknown, type Verdict, verdictOf } from '../../base/verdict.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { Statement } from '../../iam/types.ts';
import type { PrincipalSubject } from '../../subject/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';

const sessionsCarry = predicate({
  name: 'sessions-carry',
  subjects: ['principal'],
  summary:
    'no session of the principal carries information about MFA (`no-mfa`): a permission set, or a role that only services, SAML or OIDC providers may assume',
  argument: oneOf(['no-mfa']),
  bind: () => withoutMfa,
});

/** The predicates of this family. */
export const sessionPredicates: readonly Predicate[] = [sessionsCarry];

function withoutMfa({ principal, trust }: PrincipalSubject): Verdict {
  if (principal === 'permission-set') return verdictOf(true);
  if (principal !== 'role') return no;
  const parsed = trust === undefined ? undefined : parsePolicy(trust);
  if (!parsed?.ok || parsed.document.moreStatements !== undefined)
    return unknown({ pointer: '', reason: 'who may assume the role is known only after apply' });
  const allowances = parsed.document.statements.filter((one) => one.effect !== 'Deny');
  return allowances.length === 0 ? no : all(allowances.map(fromProviders));
}

/** A session that an IAM user or another role asked for may carry it or not. */
function fromProviders({ principal }: Statement): Verdict {
  if (principal === undefined) return no;
  const { principals, more, negated } = principal;
  const ofWhom = principals.map(({ type }) => type);
  if (!negated && !more && ofWhom.every((type) => type === 'Service' || type === 'Federated'))
    return verdictOf(true);
  return unknown({
    pointer: '',
    reason: 'whether a session of the role carries information about MFA depends on who assumes it',
  });
}
