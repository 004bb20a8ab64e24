/**
 * Shared issuers whose tenant stands in another claim than `sub`, or in several: identity brokers and log-in with a product.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
import { type OidcIssuer, sharedIssuersPage } from './issuer.ts';

const keysPage =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html';

/** Issuers that serve all customers and name the tenant in `aud` or another claim. */
export const claimIssuers: readonly OidcIssuer[] = [
  {
    // `aud` is the identity pool, `sub` one identity of it; `amr` tells signed-in users from guests.
    ...shared('Amazon Cognito', 'cognito-identity.amazonaws.com', ['aud', 'sub'], sharedIssuersPage),
    required: 'aud',
    claims: ['amr', 'aud', 'sub'],
  },
  {
    ...shared(
      'Pulumi Cloud',
      'api.pulumi.com/oidc',
      ['aud', 'sub'],
      'https://www.pulumi.com/docs/pulumi-cloud/oidc/provider/aws/',
    ),
    required: 'aud',
    subjects: [
      'pulumi:deploy:org:<organization>:project:<project>:stack:<stack>:operation:<operation>:scope:write',
      'pulumi:environments:org:<organization>:env:<environment>',
    ],
    tenantPrefixes: ['pulumi:deploy:org:', 'pulumi:environments:org:'],
  },
  { ...shared('sandboxes.cloud', 'sandboxes.cloud', ['aud'], sharedIssuersPage), required: 'aud' },
  {
    ...shared('Vercel', 'oidc.vercel.com', ['aud', 'sub'], 'https://vercel.com/docs/oidc/reference'),
    required: 'aud',
    subjects: ['owner:<team>:project:<project>:environment:<environment>'],
    tenantPrefixes: ['owner:'],
  },
  {
    ...shared(
      'Microsoft Sentinel',
      'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d',
      [],
      sharedIssuersPage,
    ),
    required: 'sts:RoleSessionName',
  },
  {
    // The key `aud` holds the authorized party, which is Google's to set; `oaud` is what the caller asked for.
    ...shared('Google', 'accounts.google.com', ['aud', 'sub', 'google/organization_number'], keysPage),
    claims: ['aud', 'google/organization_number', 'oaud', 'sub'],
  },
  { ...shared('Facebook', 'graph.facebook.com', ['app_id', 'id'], keysPage), claims: ['app_id', 'id'] },
  {
    ...shared('Login with Amazon', 'www.amazon.com', ['app_id', 'user_id'], keysPage),
    claims: ['app_id', 'user_id'],
  },
];

function shared(title: string, url: string, tenantClaims: readonly string[], page: string): OidcIssuer {
  return { title, url, tenancy: 'shared', tenantClaims, subjects: [], tenantPrefixes: [], page };
}
