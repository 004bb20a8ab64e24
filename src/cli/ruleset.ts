/**
 * The rules in force: ours, ready compiled, and the user's own, read and checked. YAML is loaded only for those.
 */
import { openCatalogue } from '../aws/catalogue.ts';
import { selectProfile, selectRules } from '../config/select.ts';
import { type CompiledRule, compileRule } from '../rule/compile.ts';
import { readCompiledRules, rulesFile } from '../rule/compiled.ts';
import type { RuleContext } from '../rule/predicate.ts';
import type { Profile, Rule } from '../rule/types.ts';
import type { RuleSelection } from './command.ts';
import { readData } from './data.ts';
import { readYamlFiles } from './inputs.ts';

/** What a command needs of the rules. */
export interface Ruleset {
  readonly profile: Profile;
  /** Those in force, with the severities of the profile. */
  readonly rules: readonly Rule[];
  readonly compiled: readonly CompiledRule[];
  readonly context: RuleContext;
}

/** Throws InputError with exit 2 for a wrong rule file, profile or rule id. */
export async function readRuleset(selection: RuleSelection): Promise<Ruleset> {
  const ours = readCompiledRules(readData(rulesFile));
  const theirs = await readUserRules(selection.rules, ours.rules);
  const profile = selectProfile(ours.profiles, selection.profile);
  const all = [...(selection.defaultRules ? ours.rules : []), ...theirs];
  const rules = selectRules(all, profile, {
    only: selection.only,
    skip: selection.skip,
    added: theirs.map((rule) => rule.id),
  });
  const context = ruleContext();
  return { profile, rules, context, compiled: rules.map((rule) => compileRule(rule, context)) };
}

/** Facts that rules look up. Accounts come from the configuration, in a later version. */
export function ruleContext(): RuleContext {
  return { catalogue: openCatalogue(readData), accounts: { own: [], trusted: [] } };
}

async function readUserRules(names: readonly string[], ours: readonly Rule[]): Promise<readonly Rule[]> {
  if (names.length === 0) return [];
  const { loadRuleFiles } = await import('../rule/load/load.ts');
  const known = ours.map((rule) => rule.id);
  return loadRuleFiles(readYamlFiles(names), known).map((file) => file.rule);
}
