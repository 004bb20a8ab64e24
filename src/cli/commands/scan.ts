/**
 * `grantlint scan`: plans to a verdict.
 */
import { InputError, type Problem } from '../../base/problem.ts';
import { changesAccess } from '../../extract/changes-access.ts';
import { extract } from '../../extract/extract.ts';
import { hidesContent } from '../../extract/hides.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { resourceTypesOf } from '../../rule/rules-for.ts';
import { scan } from '../../scan/scan.ts';
import { withSource } from '../../scan/with-source.ts';
import type { Extraction } from '../../subject/types.ts';
import { checkProviders, namedAccounts } from '../accounts.ts';
import type { ScanCommand } from '../command.ts';
import { readSettings, type Settings } from '../configuration.ts';
import type { Exit } from '../exit.ts';
import { readPlanText } from '../inputs.ts';
import { watched } from '../progress.ts';
import { gateOptions, reportScan } from '../report-scan.ts';
import { type Ruleset, readRuleset } from '../ruleset.ts';
import { findSource, openedFor, openerIn, type ReadSource } from '../source.ts';
import type { World } from '../world.ts';

/** Runs it: what could not be read is told on standard error, and the other plans are scanned all the same. */
export async function runScan(command: ScanCommand, version: string, world: World): Promise<Exit> {
  const settings = await readSettings(command);
  const ruleset = await readRuleset(command, settings.configuration, command.accounts);
  const { extractions, problems, changing, sources } = await readPlans(command, ruleset, settings, world);
  // The engine is loaded only where something is there before and after, and may have become more.
  const { catalogue } = ruleset.context;
  const gains = changing ? { gains: (await import('../../scan/gain.ts')).gainsIn(catalogue) } : {};
  const options = { ...gateOptions(command, settings, ruleset), ...gains };
  const result = scan(extractions, ruleset.compiled, options, problems);
  return reportScan(
    withSource(result, await openedFor(result, sources, command.source)),
    command,
    settings,
    version,
    world,
  );
}

async function readPlans(
  command: ScanCommand,
  ruleset: Ruleset,
  { configuration }: Settings,
  world: World,
): Promise<{ extractions: Extraction[]; problems: Problem[]; changing: boolean; sources: ReadSource[] }> {
  let changing = false;
  const sources: ReadSource[] = [];
  const extractions: Extraction[] = [];
  const problems: Problem[] = [];
  const types = resourceTypesOf(ruleset.rules);
  const { managedPolicy } = ruleset.context.catalogue;
  const accounts = namedAccounts(command.accounts, configuration);
  const providers = new Set<string>();
  for (const file of command.plans) {
    try {
      const plan = readPlan(readPlanText(file, world.terminal), file);
      problems.push(...plan.problems);
      changing ||= changesAccess(plan);
      for (const key of Object.keys(plan.configuration.providers)) providers.add(key);
      const found = hidesContent(plan, types) ? await findSource(plan, command.source) : undefined;
      problems.push(...(found?.problems ?? []));
      sources.push({ plan, found });
      const extraction = extract(plan, { managedPolicy, types, accounts, ...openerIn(found) });
      extractions.push(command.progress && world.terminal.progress ? watched(extraction, world) : extraction);
    } catch (error) {
      if (!(error instanceof InputError) || error.exit === 2) throw error;
      problems.push(...error.problems);
    }
  }
  checkProviders(command.accounts, providers);
  return { extractions, problems, changing, sources };
}
