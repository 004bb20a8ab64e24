/**
 * The rules in force: ours, ready compiled, and the user's own, read and checked. YAML is loaded only for those.
 */
import { openCatalogue } from '../aws/catalogue.ts';
import { accountsOf, type Configuration, noConfiguration } from '../config/configuration.ts';
import { selectProfile, selectRules } from '../config/select.ts';
import { type CompiledRule, compileRule } from '../rule/compile.ts';
import { readCompiledRules, rulesFile } from '../rule/compiled.ts';
import type { RuleContext } from '../rule/predicate.ts';
import type { Profile, Rule } from '../rule/types.ts';
import type { AccountWords, RuleSelection } from './command.ts';
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

/** Throws InputError with exit 2 for a wrong rule file, profile or rule id, also where the configuration names it. */
export async function readRuleset(
  selection: RuleSelection,
  configuration: Configuration,
  accounts: AccountWords = { byProvider: {} },
): Promise<Ruleset> {
  const ours = readCompiledRules(readData(rulesFile));
  const theirs = await readUserRules(selection.rules, ours.rules);
  const profile = selectProfile(ours.profiles, selection.profile ?? configuration.profile ?? 'default');
  const all = [...(selection.defaultRules ? ours.rules : []), ...theirs];
  const rules = selectRules(all, profile, {
    only: selection.only,
    skip: selection.skip,
    added: [...theirs.map((rule) => rule.id), ...(configuration.addRules ?? [])],
    severities: configuration.severities,
    ...(configuration.parameters === undefined ? {} : { parameters: configuration.parameters }),
  });
  const context = ruleContext(configuration, accounts);
  return { profile, rules, context, compiled: rules.map((rule) => compileRule(rule, context)) };
}

/** Facts that rules look up: the catalogue, and what the user says of accounts. */
export function ruleContext(
  configuration: Configuration = noConfiguration,
  { all, byProvider }: AccountWords = { byProvider: {} },
): RuleContext {
  const { organization, requireBoundary = false, accountBaseline = false } = configuration;
  const named = [...(all === undefined ? [] : [all]), ...Object.values(byProvider)];
  return {
    catalogue: openCatalogue(readData),
    accounts: {
      own: [...new Set([...named, ...accountsOf(configuration, 'own')])],
      trusted: accountsOf(configuration, 'trusted'),
      vendors: accountsOf(configuration, 'vendor'),
      ...(organization === undefined ? {} : { organization }),
    },
    requireBoundary,
    accountBaseline,
  };
}

async function readUserRules(names: readonly string[], ours: readonly Rule[]): Promise<readonly Rule[]> {
  if (names.length === 0) return [];
  const { loadRuleFiles } = await import('../rule/load/load.ts');
  const known = ours.map((rule) => rule.id);
  return loadRuleFiles(readYamlFiles(names), known).map((file) => file.rule);
}
