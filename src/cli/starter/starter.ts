/**
 * What `grantlint init` puts down: a configuration whose every line explains itself, and one snippet a CI host.
 * Where each host reads its file, and what a step there may rely on:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 * https://docs.gitlab.com/ci/yaml/
 * https://www.runatlantis.io/docs/custom-workflows.html
 * https://docs.spacelift.io/concepts/configuration/runtime-configuration
 */

/** CI hosts by the words of `--ci`. */
export const hosts = ['github', 'gitlab', 'atlantis', 'spacelift'] as const;
export type Host = (typeof hosts)[number];

/** A file to begin with. */
export interface Starter {
  /** Where it belongs, from the folder in which `init` runs. */
  readonly file: string;
  readonly text: string;
}

/** Files and folders by which a repository shows that it runs on a host. */
export const marks: Readonly<Record<Host, string>> = {
  github: '.github',
  gitlab: '.gitlab-ci.yml',
  atlantis: 'atlantis.yaml',
  spacelift: '.spacelift',
};

/** The configuration: what holds without it, and what only the user knows, to be filled in. */
export const starterConfiguration: Starter = {
  file: '.grantlint.yaml',
  text: `# yaml-language-server: $schema=node_modules/grantlint/dist/schema/configuration.schema.json
# What only you know about your accounts, and how strict the gate is. Every line that is commented out shows an example.

# Which rules are in force: default, strict, guide, cis, fsbp or nist-800-63b. \`grantlint rules list\` names them.
profile: default

# The lowest severity of a finding that fails the run: critical, high, medium, low, note or never.
fail-on: medium

# Findings that fail it: \`new\` for what the plan brings or widens, \`all\` for what was there before, too.
gate: new

# What documents that nobody can read before apply do to the run: \`warn\` lists them, \`fail\` exits 4.
unknown: warn

# Whose an account is that a policy names. A policy for an own or a trusted account is no finding.
# accounts:
#   "123456789012": { name: prod, trust: own }
#   "210987654321": { name: log archive, trust: trusted }
#   "999988887777": { name: auditor, trust: vendor }
# organization: o-a1b2c3d4e5

# Another severity for a rule, everywhere or at some addresses.
# severities:
#   - { rule: service-wide-grant, address: "module.sandbox.*", severity: note }

# Rules beside those of the profile.
# add-rules: [sensitive-action-without-condition]

# Thresholds and lists of rules.
# parameters:
#   password-length: { minimum: 16 }
#   sensitive-action-without-condition:
#     sensitive-actions: ["dynamodb:DeleteTable", "kms:ScheduleKeyDeletion"]
#     demanded-keys: ["aws:MultiFactorAuthPresent"]

# Every role and user must carry a permissions boundary.
# require-boundary: true

# This plan owns what an account has once: its trail, its analyzer, its password policy.
# account-baseline: true
`,
};

/** The snippet of a host. \`version\` is the release that runs there, so that a run today and one next year agree. */
export function starterOf(host: Host, version: string): Starter {
  const grantlint = `npx --yes grantlint@${version}`;
  switch (host) {
    case 'github':
      return { file: '.github/workflows/grantlint.yaml', text: githubWorkflow(grantlint) };
    case 'gitlab':
      return { file: '.gitlab/grantlint.yml', text: gitlabJob(grantlint) };
    case 'atlantis':
      return { file: 'atlantis.yaml', text: atlantisWorkflow(grantlint) };
    case 'spacelift':
      return { file: '.spacelift/config.yml', text: spaceliftHooks(grantlint) };
  }
}

const githubWorkflow = (grantlint: string) => `# Says what access a pull request would grant, before apply.
name: grantlint
on: pull_request
permissions:
  contents: read
  security-events: write # for the upload of the SARIF file
jobs:
  grantlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: hashicorp/setup-terraform@v3
        with:
          terraform_wrapper: false # its text would end up in plan.json
      # Credentials for the plan go here; grantlint needs none.
      - run: terraform init
      - run: terraform plan -out tfplan
      - run: terraform show -json tfplan > plan.json
      - run: ${grantlint} plan.json --config .grantlint.yaml --format text --format sarif=grantlint.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: success() || failure()
        with:
          sarif_file: grantlint.sarif
`;

const gitlabJob = (
  grantlint: string,
) => `# Says what access a merge request would grant, before apply. In .gitlab-ci.yml:
#   include: { local: .gitlab/grantlint.yml }
# The job \`plan\` leaves \`plan.json\` as an artifact: terraform show -json tfplan > plan.json. Terraform prints sensitive
# values in clear there, so set \`artifacts: access: developer\`.
grantlint:
  image: node:22
  needs: [plan]
  script:
    - ${grantlint} plan.json --config .grantlint.yaml
`;

const atlantisWorkflow = (
  grantlint: string,
) => `# Says what access a plan would grant, and stops where a finding fails the gate.
version: 3
projects:
  - dir: .
    workflow: grantlint
workflows:
  grantlint:
    plan:
      steps:
        - init
        - plan
        - show
        - run: ${grantlint} "$SHOWFILE" --config .grantlint.yaml
`;

const spaceliftHooks = (
  grantlint: string,
) => `# Says what access a plan would grant, and stops where a finding fails the gate.
version: "1"
stack_defaults:
  after_plan:
    - terraform show -json spacelift.plan > plan.json
    - ${grantlint} plan.json --config .grantlint.yaml
`;
