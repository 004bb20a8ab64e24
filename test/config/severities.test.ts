/**
 * Severities by rule and address: the last entry that fits wins.
 */
import { describe, expect, it } from 'vitest';
import { severityByAddress } from '../../src/config/severities.ts';
import type { Rule } from '../../src/rule/types.ts';

const rules = [{ id: 'trust-anyone', aliases: ['public-trust'] }] as unknown as readonly Rule[];

describe('severities by address', () => {
  const severityOf = severityByAddress(
    [
      { rule: 'trust-anyone', severity: 'low' },
      { rule: 'trust-anyone', address: 'module.sandbox.*', severity: 'note' },
      { rule: 'public-trust', address: '*.aws_iam_role.ci["?"]', severity: 'critical' },
    ],
    rules,
  );

  it.each([
    ['trust-anyone', 'module.sandbox.aws_iam_role.a', 'note'],
    ['trust-anyone', 'module.sandbox.aws_iam_role.ci["x"]', 'critical'],
    ['trust-anyone', 'module.sandboxes', undefined],
    ['trust-anyone', 'aws_iam_role.a', undefined],
    ['full-admin-grant', 'module.sandbox.aws_iam_role.a', undefined],
  ])('%s at %s: %s', (rule, address, severity) => expect(severityOf?.(rule, address)).toBe(severity));

  it('are not asked where no entry is about addresses', () =>
    expect(severityByAddress([{ rule: 'trust-anyone', severity: 'low' }], rules)).toBeUndefined());
});
