/**
 * Our own rule files as the build reads them, and the context that judges them.
 */
import { join } from 'node:path';
import { readRuleFiles } from '../../src/cli/build/rule-files.ts';
import { type CompiledRule, compileRule } from '../../src/rule/compile.ts';
import { loadOwnRules } from '../../src/rule/generate/compile.ts';
import type { RuleContext } from '../../src/rule/predicate.ts';
import { catalogue } from '../aws/data.ts';

export const root = join(import.meta.dirname, '../..');
export const files = readRuleFiles(join(root, 'policies'));
export const { ruleFiles, profiles } = loadOwnRules(files);
export const context: RuleContext = { catalogue, accounts: { own: [], trusted: [] } };
export const compiled: readonly CompiledRule[] = ruleFiles.map(({ rule }) => compileRule(rule, context));
