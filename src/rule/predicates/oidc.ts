/**
 * Whose tokens a role accepts: could somebody who opens an account with the issuer today satisfy the conditions?
 * On a shared issuer a claim that names the tenant must be fixed; `aud` names none on most of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
import {
  type OidcIssuer,
  oidcIssuer,
  subjectFixesTenant,
  subjectFixesWorkload,
} from '../../aws/oidc-issuers.ts';
import { isHole } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { claimOfKey } from '../../iam/claim-keys.ts';
import type { Condition, PrincipalClause, PrincipalEntry, Statement } from '../../iam/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';
import { conditionFixes, type FixesTenant } from './token-claims.ts';
import { isSaml, issuerUrl, keyOf } from './token-issuer.ts';
import { admitsGuests, namesPullRequests } from './token-sorts.ts';

/**
 * Whose tokens: any tenant's of a shared issuer; any workload's, any project's of the one customer of a private issuer; anybody's
 * to whom an issuer gives one that is not known here; those of a run for a pull request; those of guests who did not sign in.
 */
const whose = [
  'any-tenant',
  'any-workload',
  'any-project',
  'any-identity',
  'pull-request',
  'guests',
] as const;
type Whose = (typeof whose)[number];

const tokensFrom = predicate({
  name: 'tokens-from',
  subjects: ['statement'],
  facts: ['issuer', 'claim'],
  summary:
    'an OIDC provider of the statement admits tokens of any tenant of a shared issuer (`any-tenant`), or, where the issuer belongs to one customer, of any workload of theirs (`any-workload`), of any project (`any-project`); or of anybody, from an issuer that is not known here (`any-identity`); or a condition names the subject of pull requests (`pull-request`), or lets guests of Cognito in (`guests`)',
  argument: oneOf(whose),
  bind:
    (wanted) =>
    ({ statement }) => {
      const { principal } = statement;
      if (!principal || principal.negated) return no;
      const federated = principal.principals.filter(
        (entry) => entry.type === 'Federated' && !isSaml(entry.value),
      );
      const found = federated.map((entry) => admits(wanted, entry, statement));
      return any(principal.more ? [...found, hiddenPrincipals(principal)] : found);
    },
});

/** Principals that are known only after apply may be a provider of any kind. */
function hiddenPrincipals({ more, pointer }: PrincipalClause): Verdict {
  const reason = 'the principals are known only after apply';
  return unknown({
    pointer,
    reason,
    ...(more?.reference === undefined ? {} : { reference: more.reference }),
  });
}

/** The predicates of this family. */
export const oidcPredicates: readonly Predicate[] = [tokensFrom];

function admits(wanted: Whose, entry: PrincipalEntry, statement: Statement): Verdict {
  const url = issuerUrl(entry.value, statement);
  const issuer = url === undefined ? undefined : oidcIssuer(url);
  if (url === undefined) return wanted === 'any-tenant' ? ofHiddenIssuer(entry, statement) : no;
  if (!issuer) return wanted === 'any-identity' ? ofUnknownIssuer(url, entry, statement) : no;
  if (wanted === 'guests') return admitsGuests(issuer, url, entry, statement);
  if (wanted === 'pull-request') return namesPullRequests(issuer, url, entry, statement);
  if (wanted !== worstOf(issuer)) return no;
  const claims = claimsOf(issuer);
  const bound = binds(statement, url, claims, (claim, pattern) => fixesTenant(issuer, url, claim, pattern));
  if (bound.answer === 'yes') return no;
  if (bound.answer === 'unknown') return bound;
  return yes({
    pointer: entry.pointer,
    facts: { issuer: issuer.title, claim: [shownKey(url, claims[0] ?? 'sub')] },
  });
}

/** The least that an unbound token of the issuer needs. */
function worstOf({ tenancy, withoutSubject }: OidcIssuer): Whose {
  if (tenancy === 'shared') return 'any-tenant';
  return withoutSubject?.severity === 'high' ? 'any-workload' : 'any-project';
}

/** Claims of which one must be fixed. A required key of another namespace (`sts:RoleSessionName`) counts like a claim. */
function claimsOf({ tenancy, tenantClaims, required }: OidcIssuer): readonly string[] {
  if (tenancy === 'private') return ['sub'];
  return required?.includes(':') ? [...tenantClaims, required] : tenantClaims;
}

function fixesTenant(issuer: OidcIssuer, url: string, claim: string, pattern: string): boolean {
  if (claim === 'sub' && issuer.tenantPrefixes.length > 0) return subjectFixesTenant(issuer, pattern);
  if (issuer.tenancy === 'private') return subjectFixesWorkload(issuer, pattern, url);
  return !/[*?]|\$\{/.test(pattern);
}

/** The key of a claim; of an issuer that is known only after apply the claim alone. */
function shownKey(url: string, claim: string): string {
  return url.includes('*') ? claim : keyOf(url, claim);
}

/** Whoever the issuer is, a subject that is written out is one token's alone. */
function ofHiddenIssuer({ value, pointer }: PrincipalEntry, { conditions }: Statement): Verdict {
  const subjects = conditions.filter((one) => one.issuer !== undefined && claimOfKey(one.key) === 'sub');
  const bound = subjects.map((one) => conditionFixes(one, 'sub', (_, pattern) => !/[*?]|\$\{/.test(pattern)));
  if (any(bound).answer === 'yes') return no;
  const reference = isHole(value) ? value.reference : undefined;
  const reason = 'the OIDC provider is known only after apply, and no condition names its issuer';
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

/** Nobody here knows who gets tokens of that issuer; a fixed `sub` settles it all the same. */
function ofUnknownIssuer(url: string, { pointer }: PrincipalEntry, statement: Statement): Verdict {
  const bound = binds(statement, url, ['sub'], (_, pattern) => !/^[*?]*$/.test(pattern));
  if (bound.answer === 'yes') return no;
  if (bound.answer === 'unknown') return bound;
  const assumption = `if others than those who may have the role get tokens of \`${url}\``;
  return yes({ pointer, facts: { issuer: url, claim: [keyOf(url, 'sub')] }, assumption });
}

/** The claim of a key whose issuer is known only after apply: of another issuer than the provider's it would admit nobody. */
function hiddenClaim({ issuer, key }: Condition, claims: readonly string[]): string | undefined {
  return issuer === undefined ? undefined : claims.find((one) => one === claimOfKey(key));
}

function binds(statement: Statement, url: string, claims: readonly string[], fixes: FixesTenant): Verdict {
  const byKey = new Map(claims.map((claim) => [keyOf(url, claim).toLowerCase(), claim]));
  const { conditions, moreConditions, pointer } = statement;
  const verdicts = conditions.map((condition) => {
    const claim = byKey.get(condition.key.toLowerCase()) ?? hiddenClaim(condition, claims);
    return claim === undefined ? no : conditionFixes(condition, claim, fixes);
  });
  if (!moreConditions) return any(verdicts);
  return any([
    ...verdicts,
    unknown({ pointer: `${pointer}/Condition`, reason: 'the conditions are known only after apply' }),
  ]);
}
