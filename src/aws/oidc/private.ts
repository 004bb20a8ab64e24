/**
 * Issuers whose URL is one customer's own: nobody else can have tokens minted by them.
 * What is open then is which of the customer's own workloads may assume the role.
 */
import type { OidcIssuer } from './issuer.ts';

const everyProject = { admits: 'every project of the organization', severity: 'low' } as const;
const everyWorkload = { admits: 'every workload of the cluster', severity: 'high' } as const;

const eks = {
  ...own(
    'Amazon EKS',
    '',
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  ),
  subjects: ['system:serviceaccount:<namespace>:<service account>'],
  withoutSubject: everyWorkload,
};

/** Issuers that belong to one customer each. */
export const privateIssuers: readonly OidcIssuer[] = [
  { ...eks, url: 'oidc.eks.<region>.amazonaws.com/id/<cluster>' },
  { ...eks, url: 'oidc.eks.<region>.amazonaws.com.cn/id/<cluster>' },
  { ...eks, url: 'oidc-eks.<region>.api.aws/id/<cluster>' },
  {
    ...own('CircleCI', 'oidc.circleci.com/org/<org id>', 'https://circleci.com/docs/openid-connect-tokens/'),
    subjects: ['org/<org id>/project/<project id>/user/<user id>'],
    claims: ['oidc.circleci.com/project-id'],
    withoutSubject: everyProject,
  },
  {
    ...own(
      'GitHub Actions (own issuer of an enterprise)',
      'token.actions.githubusercontent.com/<enterprise>',
      'https://docs.github.com/en/actions/reference/security/oidc',
    ),
    subjects: ['repo:<owner>/<repository>:<context>', 'repo:<owner>/<repository>:pull_request'],
    withoutSubject: { admits: 'every repository of the enterprise', severity: 'high' },
  },
  {
    ...own(
      'GitHub Actions (GHE.com)',
      'token.actions.<enterprise>.ghe.com',
      'https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency',
    ),
    subjects: ['repo:<owner>/<repository>:<context>', 'repo:<owner>/<repository>:pull_request'],
    withoutSubject: { admits: 'every repository of the enterprise', severity: 'high' },
  },
  {
    ...own(
      'Bitbucket Pipelines',
      'api.bitbucket.org/2.0/workspaces/<workspace>/pipelines-config/identity/oidc',
      'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
    ),
    subjects: ['{<repository uuid>}:{<step uuid>}'],
    withoutSubject: { admits: 'every repository of the workspace', severity: 'low' },
  },
  {
    ...own(
      'Azure DevOps',
      'vstoken.dev.azure.com/<organization id>',
      'https://learn.microsoft.com/en-us/azure/devops/pipelines/library/connect-to-azure',
    ),
    subjects: ['sc://<organization>/<project>/<connection>'],
    withoutSubject: everyProject,
  },
  {
    ...own('Vercel (team issuer)', 'oidc.vercel.com/<team>', 'https://vercel.com/docs/oidc/reference'),
    subjects: ['owner:<team>:project:<project>:environment:<environment>'],
    withoutSubject: everyProject,
  },
  {
    ...own(
      'Spacelift',
      '<account>.app.spacelift.io',
      'https://docs.spacelift.io/integrations/cloud-providers/oidc/aws-oidc',
    ),
    subjects: ['space:<space>:<caller type>:<caller id>:run_type:<run type>:scope:<scope>'],
    withoutSubject: { admits: 'every stack of the account', severity: 'low' },
  },
];

function own(title: string, url: string, page: string): OidcIssuer {
  return { title, url, tenancy: 'private', tenantClaims: [], subjects: [], tenantPrefixes: [], page };
}
