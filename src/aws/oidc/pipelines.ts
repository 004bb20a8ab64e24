/**
 * Shared issuers of build and deployment systems whose tenant stands in `sub`.
 * `aud` binds nobody here: whoever asks for a token chooses it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
import { type OidcIssuer, sharedBySubject } from './issuer.ts';

/** Build and deployment systems that serve all customers with one issuer. */
export const pipelineIssuers: readonly OidcIssuer[] = [
  github(),
  {
    ...sharedBySubject(
      'GitLab.com',
      'gitlab.com',
      'project_path:<group>/<project>:ref_type:<type>:ref:<ref>',
    ),
    tenantClaims: ['sub', 'namespace_id', 'project_id'],
    claims: words(`namespace_id pipeline_source project_id ref_protected runner_environment user_access_level
      user_email user_id user_login`),
    page: 'https://docs.gitlab.com/ci/cloud_services/aws/',
  },
  {
    ...sharedBySubject(
      'HCP Terraform',
      'app.terraform.io',
      'organization:<organization>:project:<project>:workspace:<workspace>:run_phase:<phase>',
    ),
    page: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
  },
  {
    ...sharedBySubject(
      'Buildkite',
      'agent.buildkite.com',
      'organization:<organization>:pipeline:<pipeline>:ref:<ref>:commit:<commit>:step:<step>',
    ),
    // A pipeline's slug is unique only within its organization.
    tenantClaims: ['sub', 'organization_id', 'organization_slug', 'pipeline_id', 'cluster_id'],
    claims: words(`build_branch cluster_id cluster_name organization_id organization_slug pipeline_id
      pipeline_slug`),
    page: 'https://buildkite.com/docs/pipelines/security/oidc/aws',
  },
  {
    ...sharedBySubject('Codefresh', 'oidc.codefresh.io', 'account:<account>:pipeline:<pipeline>:<context>'),
    page: 'https://codefresh.io/docs/docs/integrations/oidc-pipelines/',
  },
  sharedBySubject(
    'Scalr',
    'scalr.io',
    'account:<account>:environment:<environment>:workspace:<workspace>:run_type:<type>',
  ),
];

/**
 * GitHub Actions. Tenant claims name a repository, its owner or the enterprise. Not among them: `environment`, `ref`, `workflow`
 * (anybody's to choose), `actor` (a person who may act in anybody's repository) and `job_workflow_ref` (anybody may call a
 * public workflow). `repository_owner` is among them because people write it, though AWS lists no key for it.
 * Repositories created, renamed or transferred since July 2026 carry ids in `sub`; owners can also choose a format of their own
 * from names of claims, so only formats that begin with such a claim bind an owner.
 * https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 */
function github(): OidcIssuer {
  return {
    ...sharedBySubject('GitHub Actions', 'token.actions.githubusercontent.com'),
    tenantClaims: words('sub repository repository_id repository_owner repository_owner_id enterprise_id'),
    subjects: [
      'repo:<owner>/<repository>:ref:refs/heads/<branch>',
      'repo:<owner>/<repository>:environment:<environment>',
      'repo:<owner>/<repository>:pull_request',
      'repo:<owner>@<owner id>/<repository>@<repository id>:ref:refs/heads/<branch>',
    ],
    tenantPrefixes: words(
      'repo: repository: repository_id: repository_owner: repository_owner_id: enterprise: enterprise_id:',
    ),
    claims: words(`actor actor_id enterprise_id environment job_workflow_ref ref repository repository_id
      repository_owner_id workflow`),
    page: 'https://docs.github.com/en/actions/reference/security/oidc',
  };
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}
