import { describe, expect, it } from 'vitest';
import { testRules } from '../../src/rule/examples/test-rules.ts';
import { context, ruleFiles } from './files.ts';

describe('every rule', () => {
  it.each(ruleFiles.map((file) => [file.rule.id, file] as const))(
    '%s: its examples come out as expected, and each clause is needed',
    (_, file) => {
      expect(testRules([file], context).failures).toEqual([]);
    },
  );
});
