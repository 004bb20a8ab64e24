/**
 * `grantlint document`: files of policy documents, judged like those of a plan.
 */
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileWith, grantlint } from './command.ts';

const policy = (...statements: unknown[]) =>
  fileWith(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'policy.json');
const admin = { Effect: 'Allow', Action: '*', Resource: '*' };
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' };
const json = (words: readonly string[]) => {
  const outcome = grantlint(['document', ...words, '--format', 'json']);
  return { ...outcome, result: JSON.parse(outcome.out) };
};
const rulesIn = ({ findings }: { findings: readonly { rule: string }[] }) => findings.map(({ rule }) => rule);

describe('documents in files', () => {
  it('are judged, with the file as their address, and everything as new', () => {
    const file = policy(admin);
    const { exit, result } = json([file, policy(read), '--kind', 'identity']);
    expect(exit).toBe(1);
    expect(result.coverage).toMatchObject({ found: 2, known: 2 });
    expect(result.findings).toEqual([
      expect.objectContaining({
        rule: 'full-admin-grant',
        plan: file,
        address: file,
        status: 'new',
        pointer: '/Statement/0',
      }),
    ]);
  });

  it('pass where nothing is wrong', () =>
    expect(grantlint(['document', policy(read), '--kind', 'identity']).exit).toBe(0));

  it('obey the gate and the rules that are asked for', () => {
    const words = [policy(admin), '--kind', 'identity'];
    expect(grantlint(['document', ...words, '--fail-on', 'never']).exit).toBe(0);
    expect(rulesIn(json([...words, '--skip', 'full-admin-grant']).result)).not.toContain('full-admin-grant');
  });

  it('come from standard input, and go to SARIF', () => {
    const input = JSON.stringify({ Version: '2012-10-17', Statement: [admin] });
    const outcome = grantlint(['document', '-', '--kind', 'identity', '--format', 'sarif'], { input });
    expect(outcome.exit).toBe(1);
    expect(JSON.parse(outcome.out).runs[0].results[0].ruleId).toBe('full-admin-grant');
  });

  it('obey the configuration', () => {
    const file = policy(admin);
    const configuration = fileWith('fail-on: never\naccount-baseline: true\n', 'grantlint.yaml');
    const { exit, result } = json([file, '--kind', 'identity', '--config', configuration]);
    expect(exit).toBe(0);
    expect(result.configuration).toBe(configuration);
    // A document is no plan in which a trail could be missing.
    expect(rulesIn(result)).toEqual(['full-admin-grant']);
  });
});

describe('the kind and the type of the resource', () => {
  const everyone = { ...read, Principal: '*' };

  it('tell what is valid', () => {
    expect(rulesIn(json([policy(everyone), '--kind', 'identity']).result)).toContain(
      'invalid-policy-document',
    );
    expect(rulesIn(json([policy(everyone), '--kind', 'resource']).result)).not.toContain(
      'invalid-policy-document',
    );
  });

  it('tell the service, as the actions do', () => {
    const typed = json([policy(everyone), '--kind', 'resource', '--resource-type', 'aws_s3_bucket_policy']);
    expect(typed.err).toBe('');
    const told = json([policy(everyone), '--kind', 'resource']);
    expect(told.err).toBe('');
    expect(rulesIn(told.result)).toEqual(rulesIn(typed.result));
    const untold = json([policy({ ...everyone, Action: '*' }), '--kind', 'resource']);
    expect(untold.err).toMatch(/warning: .*rules about the policies of one service were not asked/);
    expect(untold.exit).toBe(1);
  });
});

describe('wrong input', () => {
  it('is exit 3, and the other files are judged all the same', () => {
    const { exit, result, err } = json([fileWith('{', 'a.json'), policy(admin), '--kind', 'identity']);
    expect(exit).toBe(3);
    expect(err).toMatch(/a\.json:1:2: .*not JSON|a\.json:1:2: .*ends in the middle/);
    expect(rulesIn(result)).toEqual(['full-admin-grant']);
  });

  it('that is JSON and no policy is a finding', () => {
    const { exit, result } = json([fileWith('{"a": 1}', 'a.json'), '--kind', 'identity']);
    expect(exit).toBe(1);
    expect(rulesIn(result)).toEqual(['invalid-policy-document']);
    expect(result.coverage.invalid).toBe(1);
  });

  it.each<[string, string[], RegExp]>([
    ['no kind', ['a.json'], /kind/],
    ['no file', ['--kind', 'identity'], /no policy document was named/],
    ['a folder', [dirname(policy(read)), '--kind', 'identity'], /folder/],
    [
      'an unknown type',
      ['a.json', '--kind', 'resource', '--resource-type', 'aws_s3_bucket_polcy'],
      /aws_s3_bucket_policy/,
    ],
    [
      'a type of another kind',
      ['a.json', '--kind', 'trust', '--resource-type', 'aws_sqs_queue'],
      /no trust policy/,
    ],
    ['a provider', ['a.json', '--kind', 'identity', '--account', 'aws=123456789012'], /provider/],
  ])('%s', (_, words, says) => {
    const outcome = grantlint(['document', ...words]);
    expect([2, 3]).toContain(outcome.exit);
    expect(outcome.err).toMatch(says);
    expect(outcome.out).toBe('');
  });
});
