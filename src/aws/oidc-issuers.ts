/**
 * OIDC issuers that roles trust: whether one issuer URL serves every customer (shared) or each has its own (private),
 * and which claims say whose token it is. On a shared issuer anybody can open an account and have tokens minted, so a trust
 * policy that fixes no such claim trusts the world.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
import { globMatches } from './glob.ts';
import { claimIssuers } from './oidc/claims.ts';
import type { OidcIssuer } from './oidc/issuer.ts';
import { pipelineIssuers } from './oidc/pipelines.ts';
import { privateIssuers } from './oidc/private.ts';
import { productIssuers } from './oidc/products.ts';

export type { OidcIssuer } from './oidc/issuer.ts';

/** The day of this list, `YYYY-MM-DD`. */
export const oidcIssuersDate = '2026-11-24';

/** Every issuer known here. */
export const oidcIssuers: readonly OidcIssuer[] = [
  ...pipelineIssuers,
  ...productIssuers,
  ...claimIssuers,
  ...privateIssuers,
];

const schemes = ['https://', 'http://'];

/**
 * The issuer behind a URL, a bare host and path, or an ARN `arn:aws:iam::123456789012:oidc-provider/HOST/PATH`;
 * undefined when it is not known here, which says nothing about its tenancy.
 */
export function oidcIssuer(text: string): OidcIssuer | undefined {
  const mark = ':oidc-provider/';
  const url = text.startsWith('arn:') ? text.slice(text.indexOf(mark) + mark.length) : withoutScheme(text);
  const [host = '', ...path] = url.replace(/\/$/, '').split('/');
  return oidcIssuers.find((issuer) => {
    const [hostPattern = '', ...pathPattern] = issuer.url.split('/');
    return partsMatch(hostPattern.split('.'), host.toLowerCase().split('.')) && partsMatch(pathPattern, path);
  });
}

/**
 * True when every token that a pattern of `sub` admits comes from one named tenant of the issuer: the pattern begins with one of
 * the issuer's tenant prefixes and fixes the name up to its end. `repo:acme/*` does, `repo:acme*` also admits `acme-evil`.
 * The pattern is a `StringLike` value: `*`, `?` and policy variables end what is fixed.
 */
export function subjectFixesTenant(issuer: OidcIssuer, pattern: string): boolean {
  const wild = pattern.search(/[*?]|\$\{/);
  const fixed = wild < 0 ? pattern : pattern.slice(0, wild);
  return issuer.tenantPrefixes.some((prefix) => {
    if (!fixed.startsWith(prefix)) return false;
    const nameEnd = fixed.slice(prefix.length).search(/[/:@]/);
    return nameEnd > 0 || (wild < 0 && fixed.length > prefix.length);
  });
}

/**
 * True when a `StringLike` pattern of `sub` keeps out some workload of the issuer at `url`: `system:serviceaccount:web:*` does,
 * `system:serviceaccount:*` admits every service account of the cluster. What the address names is in every subject.
 */
export function subjectFixesWorkload(issuer: OidcIssuer, pattern: string, url: string): boolean {
  const named = namesIn(issuer.url, url);
  const other = issuer.subjects.map((subject) =>
    subject.replace(/<[^>]*>/g, (name) => named.get(name) ?? unnamed),
  );
  const widest = pattern.replace(/\$\{[^}]*\}/g, '*');
  return /[^*?]/.test(widest) && !other.some((subject) => globMatches(widest, subject));
}

/** A name that nobody gave to anything. */
const unnamed = '0unnamed0';

/** What stands in the address in place of each `<…>`. */
function namesIn(pattern: string, url: string): ReadonlyMap<string, string> {
  const parts = url.split(/[/.]/);
  return new Map(
    pattern
      .split(/[/.]/)
      .flatMap((one, index) => (one.startsWith('<') ? [[one, parts[index] ?? ''] as const] : [])),
  );
}

function withoutScheme(text: string): string {
  const scheme = schemes.find((one) => text.startsWith(one));
  return scheme ? text.slice(scheme.length) : text;
}

/** Part by part; a `<…>` part takes any text that is not empty. */
function partsMatch(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((one, index) => (one.startsWith('<') ? parts[index] !== '' : one === parts[index]))
  );
}
