/**
 * What is known of an issuer of OIDC tokens that roles trust.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */

/** An issuer, or a family of issuers, of OIDC tokens. */
export interface OidcIssuer {
  readonly title: string;
  /** Host and path without `https://`; `<…>` stands for one label or path segment. It prefixes the condition keys. */
  readonly url: string;
  /** `shared`: every customer's tokens carry this issuer; `private`: the URL belongs to one customer. */
  readonly tenancy: 'shared' | 'private';
  /** Claims of which any one, fixed, names the tenant. Empty for a private issuer: its URL does. */
  readonly tenantClaims: readonly string[];
  /** The claim that IAM asks for when a trust policy is written; it may be a key without issuer (`sts:RoleSessionName`). */
  readonly required?: string;
  /** Formats of `sub`, for messages; `<…>` stands for text. */
  readonly subjects: readonly string[];
  /** What stands before the tenant's name in `sub`, in every format that names the tenant. */
  readonly tenantPrefixes: readonly string[];
  /** Claims whose condition keys AWS fills, beside `sub` and `aud`, where AWS lists them. */
  readonly claims?: readonly string[];
  /** For a private issuer: who may assume the role when `sub` is not fixed, and how bad that is. */
  readonly withoutSubject?: { readonly admits: string; readonly severity: 'low' | 'high' };
  /** The page that says so. */
  readonly page: string;
}

/** AWS's page on shared issuers and the claims that IAM requires for them. */
export const sharedIssuersPage =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html';

/** A shared issuer whose tenant stands in `sub`, which IAM requires. */
export function sharedBySubject(title: string, url: string, subject?: string): OidcIssuer {
  const tenant = subject?.indexOf('<') ?? -1;
  return {
    title,
    url,
    tenancy: 'shared',
    tenantClaims: ['sub'],
    required: 'sub',
    subjects: subject === undefined ? [] : [subject],
    tenantPrefixes: subject !== undefined && tenant > 0 ? [subject.slice(0, tenant)] : [],
    page: sharedIssuersPage,
  };
}
