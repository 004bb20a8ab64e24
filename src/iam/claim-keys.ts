/**
 * Condition keys on the claims of a token, whose first part is the issuer: `ISSUER:sub`. Where a plan creates the issuer, the
 * address is known only after apply and the claim is known all the same. Such a key is none of AWS's own, whatever the address.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
import { type Hole, isHole, isObject, isTemplate, type Text, type Value } from '../base/value.ts';

/** A key as it can be shown, and the issuer in it. */
export interface Claim {
  readonly key: string;
  readonly issuer: Hole;
  readonly values: Value;
}

/**
 * The conditions of an operator whose keys are unknown, where all of them are claims of tokens and the statement is about
 * such: it names providers of OpenID Connect alone. Undefined where anything else may be among them.
 */
export function claimsOf({ entries }: Hole, principal: Value | undefined): readonly Claim[] | undefined {
  if (entries === undefined || !takesTokens(principal)) return undefined;
  const claims = entries.map(([key, values]) => claimOf(key, values));
  return claims.every((one) => one !== undefined) ? claims : undefined;
}

/** The claim that a key is on. */
export function claimOfKey(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

function claimOf(key: Text, values: Value): Claim | undefined {
  if (!isTemplate(key)) return undefined;
  const [issuer, claim, ...rest] = key.parts;
  const isClaim = typeof claim === 'string' && /^:[a-z_]+$/i.test(claim) && rest.length === 0;
  if (!isHole(issuer) || !isClaim) return undefined;
  const name = issuer.reference === undefined ? '' : `: ${issuer.reference}`;
  return { key: `(known after apply${name})${claim}`, issuer, values };
}

/** Nothing but `Federated`, and nothing in it that is, or may be, a provider of SAML, whose keys are AWS's own. */
function takesTokens(principal: Value | undefined): boolean {
  if (principal === undefined || !isObject(principal)) return false;
  const { Federated: named, ...others } = principal;
  if (named === undefined || Object.keys(others).length > 0) return false;
  const providers = Array.isArray(named) ? (named as readonly Value[]) : [named];
  return providers.every((one) => {
    const texts = isTemplate(one) ? one.parts : [one];
    if (texts.some((part) => typeof part === 'string' && part.includes(':oidc-provider/'))) return true;
    return isHole(one) && isProvider(one);
  });
}

function isProvider({ type, reference = '' }: Hole): boolean {
  const isNamed = /(?:^|\.)aws_iam_openid_connect_provider\.[^.]+\.arn$/.test(reference);
  return isNamed || type?.startsWith('arn:iam:openid-connect-provider') === true;
}
