/**
 * Ordinary, good policies are let through: nothing high, nothing medium, at most one low finding about each address, and
 * nothing undetermined but what the plan really does not tell. A false alarm makes people switch the tool off.
 */
import { describe, expect, it } from 'vitest';
import { byAddress, scanPlanFile } from './fixture-scan.ts';

/** What stands in a dynamic block is not in the plan's configuration, so nothing tells what the ARN will be. */
const reallyUnknown = [
  'module.events_queue.aws_sqs_queue_policy.this',
  'module.uploads_queue.aws_sqs_queue_policy.this',
];

const result = scanPlanFile('fixtures/ordinary/plan.json');
const found = byAddress(result);
const isNoticed = (severity: string) => !['low', 'note'].includes(severity);

describe('ordinary policies', () => {
  it('are more than 60', () => {
    const { known, rebuilt, partly } = result.coverage;
    expect(known + rebuilt + partly).toBeGreaterThanOrEqual(60);
    expect(result.problems).toEqual([]);
  });

  it('raise no alarm', () => {
    const alarms = result.findings.filter(({ severity }) => isNoticed(severity));
    expect(alarms.map(({ severity, rule, address }) => `${severity} ${rule} ${address}`)).toEqual([]);
  });

  it('have at most one low finding each', () => {
    const several = [...found].filter(
      ([, all]) => all.filter(({ severity }) => severity === 'low').length > 1,
    );
    expect(several.map(([address, all]) => [address, ...all.map(({ rule }) => rule)])).toEqual([]);
  });

  it('are judged wherever the plan tells enough', () => {
    const open = new Set(result.undetermined.map(({ address }) => address));
    expect([...open].sort()).toEqual(reallyUnknown);
  });
});
