/**
 * Shared issuers of products that AWS's page lists and whose tenant stands in `sub`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
import { type OidcIssuer, sharedBySubject } from './issuer.ts';

/** Products that serve all customers with one issuer. */
export const productIssuers: readonly OidcIssuer[] = [
  sharedBySubject(
    'GitHub (vstoken)',
    'vstoken.actions.githubusercontent.com',
    'repo:<owner>/<repository>:<context>',
  ),
  sharedBySubject(
    'GitHub audit log streaming',
    'oidc-configuration.audit-log.githubusercontent.com',
    'https://github.com/<enterprise>',
  ),
  sharedBySubject('DVC Studio', 'studio.datachain.ai/api', 'credentials:<team>/<name>'),
  sharedBySubject('Shisho Cloud', 'tokens.cloud.shisho.dev'),
  sharedBySubject('Upbound', 'proidc.upbound.io', 'mcp:<organization>/<control plane>:provider:<provider>'),
  turbonomic('rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7'),
  turbonomic('rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr'),
  turbonomic('rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg'),
  turbonomic('rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26'),
  turbonomic('oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb'),
  turbonomic('oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu'),
];

/** IBM Turbonomic SaaS runs on shared clusters, each an issuer; the subject is a service account of one customer's namespace. */
function turbonomic(url: string): OidcIssuer {
  return sharedBySubject('IBM Turbonomic', url, 'system:serviceaccount:<namespace>:<service account>');
}
