/**
 * Verdicts that others published, read from `../shared/corpora` beside the project where it is there; nothing of it is kept
 * here. AWS's own answers come first, then a model counter, then a normal form of texts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import type { PolicyDocument } from '../../src/iam/types.ts';
import { askAccess, compareAccess, type Relation } from '../../src/reason/compare.ts';
import { universe } from './ask.ts';

const folder = join(import.meta.dirname, '../../../shared/corpora/expectations');

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
}

/** Undefined for a text that is no policy. */
function documentOf(document: unknown): PolicyDocument | undefined {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const parsed = parsePolicy({ form: 'text', text });
  return parsed.ok ? parsed.document : undefined;
}

function relationOf(reference: unknown, candidate: unknown): Relation | 'no policy' {
  const left = documentOf(reference);
  const right = documentOf(candidate);
  if (left === undefined || right === undefined) return 'no policy';
  return compareAccess({ layers: [[left]] }, { layers: [[right]] }, universe, 'one').relation;
}

describe.runIf(existsSync(folder))('verdicts that others published', () => {
  it("AWS's samples of new access: all agree", () => {
    interface Sample {
      readonly expected: 'PASS' | 'FAIL';
      readonly reference: unknown;
      readonly candidate: unknown;
    }
    const samples = read<readonly (Sample & object)[]>('aws_no_new_access_samples.json');
    const wrong = samples.filter(({ expected, reference, candidate }) => {
      const after = { layers: [[documentOf(candidate) as PolicyDocument]] };
      const before = { layers: [[documentOf(reference) as PolicyDocument]] };
      const { verdict } = askAccess(after, before, { universe, extent: 'one' });
      return verdict !== (expected === 'PASS' ? 'no' : 'yes');
    });
    expect(samples.length).toBe(88);
    expect(wrong).toEqual([]);
  });

  it("a model counter's pairs: all agree but where AWS's page says otherwise", () => {
    interface Pair {
      readonly policy1: { readonly Version?: string };
      readonly policy2: { readonly Version?: string };
      readonly policy1_is: 'less' | 'more' | 'equivalent' | 'incomparable';
    }
    const relations = { less: 'wider', more: 'narrower', equivalent: 'equal', incomparable: 'incomparable' };
    const pairs = read<readonly Pair[]>('quacky_pairs_ec2_iam.json');
    const answered = pairs.map((pair) => ({ pair, relation: relationOf(pair.policy1, pair.policy2) }));
    const undecided = answered.filter(({ relation }) => relation === 'undetermined');
    const unexplained = answered.filter(({ pair, relation }) => {
      if (relation === relations[pair.policy1_is]) return false;
      return !isOfVersion(pair, relations[pair.policy1_is]) && !isIfExists(pair);
    });
    expect(undecided.length).toBe(0);
    expect(unexplained).toEqual([]);

    /**
     * "Variables … are available only in version 2012-10-17; otherwise they are treated as literal strings": the counter
     * reads them the same without a version. With one on both sides it agrees.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
     */
    function isOfVersion({ policy1, policy2 }: Pair, expected: string): boolean {
      const Version = '2012-10-17';
      return relationOf({ ...policy1, Version }, { ...policy2, Version }) === expected;
    }
    /**
     * "If the policy key is not present, evaluate the condition element as true": the counter wants the key to be there, so
     * that a policy is not even equal to itself.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
     */
    function isIfExists({ policy1, policy2 }: Pair): boolean {
      return JSON.stringify([policy1, policy2]).includes('BoolIfExists');
    }
  });

  it('pairs that a normal form of texts calls equal: mean the same, but for what is listed', () => {
    interface Pair {
      readonly name: string;
      readonly policy1: string;
      readonly policy2: string;
      readonly equivalent: boolean;
    }
    const pairs = read<readonly Pair[]>('hashicorp_policy_equivalence.json');
    const differing = pairs.flatMap(({ name, policy1, policy2, equivalent }) => {
      const relation = relationOf(policy1, policy2);
      if (relation === 'no policy' || (relation === 'equal') === equivalent) return [];
      return [`${name}: ${relation}`];
    });
    expect(differing.sort()).toEqual([
      // `Effect` is compared with case: "allow" is no effect, so the statement grants nothing.
      'Casing of Effect: narrower',
      // Only the version differs, and neither policy holds a variable.
      'Different Effect: equal',
      // `NotAction` beside `Action` is in no grammar; the statement is read by its `Action`.
      'NotAction block on one side: equal',
      // The ARN's partition is the word PARTITION, in which nobody has an account.
      ...['map array multiple root', 'map array single root', 'map string root', 'string root'].map(
        (form) => `Principal with ${form} IAM user matches account ID: narrower`,
      ),
      'Single Statement vs []Statement: narrower',
    ]);
  });

  it('documents that IAM accepts: each is read and equal to itself in another order', () => {
    const { valid } = read<{ readonly valid: readonly unknown[] }>('moto_policy_validation.json');
    const wrong = valid.filter((document) => {
      const policy = documentOf(document);
      if (policy === undefined) return true;
      const turned = { ...policy, statements: [...policy.statements].reverse() };
      const { relation } = compareAccess({ layers: [[policy]] }, { layers: [[turned]] }, universe, 'one');
      return relation !== 'equal';
    });
    expect(wrong).toEqual([]);
  });
});
