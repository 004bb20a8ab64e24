import { describe, expect, it } from 'vitest';
import { subjectsOfExample } from '../../src/extract/example.ts';
import { subjectsOfGiven } from '../../src/rule/examples/given.ts';
import { testRules } from '../../src/rule/examples/test-rules.ts';
import { context, ruleFiles } from './files.ts';

describe('every rule', () => {
  it.each(ruleFiles.map((file) => [file.rule.id, file] as const))(
    '%s: its examples come out as expected, and each clause is needed',
    (_, file) => {
      const { failures } = testRules(
        [file],
        context,
        (given, appliesTo) =>
          subjectsOfExample(given, appliesTo, context.catalogue.managedPolicy) ??
          subjectsOfGiven(given, appliesTo),
      );
      expect(failures).toEqual([]);
    },
  );
});
