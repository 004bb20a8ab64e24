/**
 * A sample of the policies that AWS manages; `npm run managed` examines all.
 */
import { expect, it } from 'vitest';
import { randomFrom } from '../iam/random.ts';
import { askPairs, examine, managedPolicies, newTally } from './managed-policies.ts';

it('every version of a sample is decided, and means the same however it is written', () => {
  const random = randomFrom(7);
  const all = managedPolicies();
  const tally = newTally();
  for (let at = 0; at < 60; at++) examine(random.pick(all), tally);
  expect(tally.broken).toEqual([]);
  expect(tally.answers.yes).toBeGreaterThan(20);
  expect(tally.answers.no).toBeGreaterThan(20);
});

/**
 * "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond colon boundaries", says
 * the page; older pages bound wildcards by the segment. `arn:aws:secretsmanager:*:*:sqlworkbench!*` is nothing in the one
 * reading and secrets of that name in the other.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
it('what stays open of all pairs is one pattern that AWS’s pages read in two ways', () => {
  const names = [
    'AmazonRedshiftQueryEditorV2NoSharing',
    'AmazonDataZoneEnvironmentRolePermissionsBoundary',
    'AmazonSageMakerCanvasDirectDeployAccess',
    'SageMakerStudioProjectUserRolePolicy',
    'AWSQuickSetupPatchPolicyBaselineAccess',
    'ReadOnlyAccess',
  ];
  const { answers, undecided } = askPairs(managedPolicies().filter(({ name }) => names.includes(name)));
  expect(answers.yes + answers.no).toBe(35);
  expect(undecided.map(({ pair }) => pair)).toEqual([
    'AmazonRedshiftQueryEditorV2NoSharing beyond AmazonDataZoneEnvironmentRolePermissionsBoundary',
  ]);
});
