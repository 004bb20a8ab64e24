/**
 * `grantlint diff`: what access plans add and take away.
 */
import { openCatalogue } from '../../aws/catalogue.ts';
import { InputError, type Problem } from '../../base/problem.ts';
import { extract } from '../../extract/extract.ts';
import { hidesContent } from '../../extract/hides.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { renderDiffJson } from '../../report/render-diff-json.ts';
import { renderDiffMarkdown } from '../../report/render-diff-markdown.ts';
import { renderDiffText } from '../../report/render-diff-text.ts';
import { diff } from '../../scan/diff/diff.ts';
import type { DiffResult } from '../../scan/diff/types.ts';
import type { Extraction } from '../../subject/types.ts';
import { acquaintanceIn, checkProviders, namedAccounts } from '../accounts.ts';
import type { DiffCommand } from '../command.ts';
import { readSettings } from '../configuration.ts';
import { readData } from '../data.ts';
import { type Exit, exitOf, exits } from '../exit.ts';
import { readPlanText } from '../inputs.ts';
import { type Style, writeOutputs } from '../outputs.ts';
import { findSource, openerIn } from '../source.ts';
import { tellProblems } from '../tell-problems.ts';
import type { World } from '../world.ts';

/** Runs it: what could not be read is told on standard error, and the other plans are compared all the same. */
export async function runDiff(command: DiffCommand, version: string, world: World): Promise<Exit> {
  const { configuration, file: configured } = await readSettings(command);
  const catalogue = openCatalogue(readData);
  const accounts = namedAccounts(command.accounts, configuration);
  const providers = new Set<string>();
  const extractions: Extraction[] = [];
  const problems: Problem[] = [];
  for (const file of command.plans) {
    try {
      const plan = readPlan(readPlanText(file, world.terminal), file);
      problems.push(...plan.problems);
      for (const key of Object.keys(plan.configuration.providers)) providers.add(key);
      const types = new Set<string>();
      const found = hidesContent(plan, types) ? await findSource(plan, command.source) : undefined;
      problems.push(...(found?.problems ?? []));
      const { managedPolicy } = catalogue;
      extractions.push(extract(plan, { managedPolicy, types, accounts, ...openerIn(found) }));
    } catch (error) {
      if (!(error instanceof InputError) || error.exit === 2) throw error;
      problems.push(...error.problems);
    }
  }
  checkProviders(command.accounts, providers);
  const known = acquaintanceIn(command.accounts, configuration);
  const options = {
    failOn: command.failOn ?? configuration.failOn ?? 'medium',
    unknown: command.unknown ?? configuration.unknown ?? 'warn',
    ...(known === undefined ? {} : { known }),
  };
  const result = diff(extractions, catalogue, options, problems);
  const tool = { version, ...(configured === undefined ? {} : { configuration: configured }) };
  const isWhole = tellProblems(problems, world);
  writeOutputs(command, world, (format, style) => rendered(format, result, { ...style, ...tool }));
  return exitOf([
    ...(isWhole ? [] : [exits.plan]),
    ...(result.gate.failing > 0 ? [exits.findings] : []),
    ...(result.gate.unknownFails ? [exits.undetermined] : []),
  ]);
}

function rendered(
  format: DiffCommand['outputs'][number]['format'],
  result: DiffResult,
  style: Style & { readonly version: string; readonly configuration?: string },
): string {
  if (format === 'json') return renderDiffJson(result, style);
  if (result.plans.length === 0) return '';
  return format === 'markdown' ? renderDiffMarkdown(result, style) : renderDiffText(result, style);
}
