/**
 * The issuer behind a provider that a trust policy names, and the condition keys of its claims.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
import { isHole, type Text } from '../../base/value.ts';
import type { Statement } from '../../iam/types.ts';

/** The condition key of a claim; one with a namespace of its own is a key already. */
export function keyOf(url: string, claim: string): string {
  return claim.includes(':') ? claim : `${url}:${claim}`;
}

const providerMark = /(?:oidc|openid-connect)-provider\/(.+)$/;

/** The issuer's host and path: from the provider's ARN, else from a condition key, whose first part it is. */
export function issuerUrl(value: Text, { conditions }: Statement): string | undefined {
  const written = isHole(value) ? (value.type ?? '') : textOf(value);
  const [, url] = providerMark.exec(written) ?? [];
  if (url !== undefined) return url;
  if (typeof value === 'string' && !value.startsWith('arn:')) return value;
  const key = conditions
    .map((condition) => condition.key)
    .find((one) => /^[a-z0-9-]+(\.[a-z0-9-]+)+/i.test(one));
  return key?.slice(0, key.lastIndexOf(':'));
}

/** True for a provider of SAML, also one of which only the reference is known. */
export function isSaml(value: Text): boolean {
  return typeof value === 'string'
    ? value.includes(':saml-provider/')
    : /saml[-_]provider/.test(textOf(value) + referencesOf(value));
}

/** The known end of the text: what stands after the last hole. */
export function textOf(value: Text): string {
  if (typeof value === 'string') return value;
  const last = isHole(value) ? undefined : value.parts.at(-1);
  return typeof last === 'string' ? last : '';
}

function referencesOf(value: Text): string {
  if (typeof value === 'string') return '';
  const parts = isHole(value) ? [value] : value.parts;
  return parts.map((part) => (isHole(part) ? (part.reference ?? '') : part)).join(' ');
}
