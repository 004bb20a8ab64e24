/**
 * What a real plan changes, by meaning: each cause is told once, where it stands, with the request that it newly allows.
 */
import { describe, expect, it } from 'vitest';
import { scanPlanFile } from './fixture-scan.ts';

const { findings, undetermined } = scanPlanFile('fixtures/access/plan.json', 'strict');
const changes = /^(?:new-|principal-gains-|boundary-removed)/;

function told(address: string): readonly string[] {
  return findings.filter((one) => one.address === address && changes.test(one.rule)).map(({ rule }) => rule);
}

describe('in the plan of `fixtures/access`', () => {
  it.each<readonly [address: string, rules: readonly string[]]>([
    // The document changes where it is attached: told there, and not at whoever has it.
    ['aws_iam_policy.not_action', ['new-privileges']],
    ['aws_iam_user_policy.mfa', ['new-access']],
    ['aws_iam_user.mfa', []],
    // Nothing is new.
    ['aws_iam_policy.reformatted', []],
    ['aws_iam_policy.split', []],
    ['aws_iam_role_policy.narrowed', []],
    ['aws_iam_role.narrowed', []],
    // A managed policy is attached.
    ['aws_iam_role_policy_attachment.added', ['principal-gains-privileges']],
    ['aws_iam_role.attached', []],
    // The boundary goes.
    ['aws_iam_role.unbound', ['boundary-removed']],
    ['aws_iam_role_policy.unbound', []],
    // What the plan creates is judged by the other rules.
    ['aws_iam_role.created', []],
    ['aws_iam_role_policy.created', []],
    // Somebody else gets in.
    ['aws_iam_role.trust_widened', ['new-privileges']],
    ['aws_s3_bucket_policy.reports', ['new-data-access']],
  ])('%s: %j', (address, rules) => {
    expect(told(address)).toEqual(rules);
  });

  it('every one shows a request', () => {
    const all = findings.filter(({ rule }) => changes.test(rule));
    expect(all.length).toBeGreaterThan(6);
    expect(all.filter(({ evidence }) => !evidence.some(({ witness }) => witness))).toEqual([]);
  });

  it('the boundary held back what is shown', () => {
    const [finding] = findings.filter(({ rule }) => rule === 'boundary-removed');
    const action = finding?.evidence.flatMap(({ witness }) => witness?.action ?? []) ?? [];
    expect(action).toHaveLength(1);
    expect(action[0]).not.toMatch(/^(?:s3|logs):/);
  });

  it('leaves nothing open that is in the plan', () => {
    expect(undetermined.filter(({ rule = '' }) => changes.test(rule))).toEqual([]);
  });
});
