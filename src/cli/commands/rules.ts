/**
 * `grantlint rules list|lint|test`: the rules in force; rule files checked; their examples run.
 */
import { noConfiguration } from '../../config/configuration.ts';
import { subjectsOfExample } from '../../extract/example.ts';
import { renderExampleRun, renderRulesJson, renderRulesList } from '../../report/render-rules.ts';
import { subjectsOfGiven } from '../../rule/examples/given.ts';
import { testRules } from '../../rule/examples/test-rules.ts';
import { loadRuleFiles } from '../../rule/load/load.ts';
import type { RulesCommand } from '../command.ts';
import { readSettings } from '../configuration.ts';
import { type Exit, exits } from '../exit.ts';
import { readYamlFiles } from '../inputs.ts';
import { readRuleset, ruleContext } from '../ruleset.ts';
import type { World } from '../world.ts';

/** Runs it. Wrong files are thrown as problems with exit 2; examples that come out otherwise exit 1. */
export async function runRules(command: RulesCommand, world: World): Promise<Exit> {
  if (command.action === 'list') {
    const { configuration } = await readSettings(command);
    const { rules, profile } = await readRuleset(command, configuration);
    for (const { format, file } of command.outputs) {
      const text =
        format === 'json' ? renderRulesJson(rules, profile.name) : renderRulesList(rules, profile.name);
      if (file === undefined) world.out(text);
      else world.write(file, text);
    }
    return exits.ok;
  }
  const ours = await readRuleset({ ...command, rules: [] }, noConfiguration);
  const files = readYamlFiles(command.files).filter((file) => !/(^|\/)profiles\//.test(file.file));
  const loaded = loadRuleFiles(
    files,
    known(
      command,
      ours.rules.map((rule) => rule.id),
    ),
  );
  if (command.action === 'lint') {
    world.out(`${loaded.length} rule${loaded.length === 1 ? '' : 's'} checked: all right\n`);
    return exits.ok;
  }
  const context = ruleContext();
  // Resources of an example go through a plan, as a scan's do; anything else is a subject as it stands.
  const run = testRules(
    loaded,
    context,
    (given, appliesTo) =>
      subjectsOfExample(given, appliesTo, context.catalogue.managedPolicy) ??
      subjectsOfGiven(given, appliesTo),
  );
  world.out(renderExampleRun(run));
  return run.failures.length === 0 ? exits.ok : exits.findings;
}

/** Our own rule ids count as taken only where the files are not our own. */
function known(command: RulesCommand, ids: readonly string[]): readonly string[] {
  return command.defaultRules ? ids : [];
}
