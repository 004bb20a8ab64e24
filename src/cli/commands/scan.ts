/**
 * `grantlint scan`: plans to a verdict.
 */
import { InputError, type Problem } from '../../base/problem.ts';
import { changesAccess } from '../../extract/changes-access.ts';
import { extract } from '../../extract/extract.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { renderProblems } from '../../report/render-problems.ts';
import { renderText } from '../../report/render-text.ts';
import { scan } from '../../scan/scan.ts';
import type { ScanResult } from '../../scan/types.ts';
import type { Extraction } from '../../subject/types.ts';
import type { OutputFormat, ScanCommand } from '../command.ts';
import { type Exit, exitOf, exits } from '../exit.ts';
import { readPlanText } from '../inputs.ts';
import { writeOutput } from '../outputs.ts';
import { watched } from '../progress.ts';
import { type Ruleset, readRuleset } from '../ruleset.ts';
import type { World } from '../world.ts';

/** Runs it: what could not be read is told on standard error, and the other plans are scanned all the same. */
export async function runScan(command: ScanCommand, version: string, world: World): Promise<Exit> {
  const ruleset = await readRuleset(command);
  const { extractions, problems, changing } = readPlans(command, ruleset, world);
  // The engine is loaded only where something is there before and after, and may have become more.
  const { catalogue } = ruleset.context;
  const gains = changing ? { gains: (await import('../../scan/gain.ts')).gainsIn(catalogue) } : {};
  const result = scan(extractions, ruleset.compiled, { ...command, ...gains }, problems);
  const color = command.color === 'always' || (command.color === 'auto' && world.terminal.color);
  const isWarning = (problem: Problem) =>
    problem.code === 'newer-format' || problem.code === 'incomplete-plan';
  for (const problem of problems) {
    world.err(
      renderProblems([problem], { color: false, width: world.terminal.columns, warning: isWarning(problem) }),
    );
  }
  for (const output of command.outputs) {
    await emit(output, result, command, { version, color, width: world.terminal.columns }, world);
  }
  return exitOf([
    ...(problems.every(isWarning) ? [] : [exits.plan]),
    ...(result.gate.failing.length > 0 ? [exits.findings] : []),
    ...(result.gate.unknownFails ? [exits.undetermined] : []),
  ]);
}

function readPlans(
  command: ScanCommand,
  ruleset: Ruleset,
  world: World,
): { extractions: Extraction[]; problems: Problem[]; changing: boolean } {
  let changing = false;
  const extractions: Extraction[] = [];
  const problems: Problem[] = [];
  const types = new Set(
    ruleset.rules.flatMap((rule) =>
      rule.appliesTo.subject === 'resource' ? (rule.appliesTo.types ?? []) : [],
    ),
  );
  const { managedPolicy } = ruleset.context.catalogue;
  for (const file of command.plans) {
    try {
      const plan = readPlan(readPlanText(file, world.terminal), file);
      problems.push(...plan.problems);
      changing ||= changesAccess(plan);
      const extraction = extract(plan, { managedPolicy, types });
      extractions.push(command.progress && world.terminal.progress ? watched(extraction, world) : extraction);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  return { extractions, problems, changing };
}

interface Style {
  readonly version: string;
  readonly color: boolean;
  readonly width: number;
}

async function emit(
  output: OutputFormat,
  result: ScanResult,
  command: ScanCommand,
  style: Style,
  world: World,
): Promise<void> {
  writeOutput(await render(output, result, command, style), output.file, world);
}

async function render(
  { format, file }: OutputFormat,
  result: ScanResult,
  command: ScanCommand,
  style: Style,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../../report/render-json.ts')).renderJson(result, style);
    case 'sarif':
      return (await import('../../report/render-sarif.ts')).renderSarif(result, style);
    case 'text': {
      if (result.plans.length === 0) return '';
      const isQuiet = command.quiet && result.gate.passed && result.undetermined.length === 0;
      return isQuiet
        ? ''
        : renderText(result, { ...style, color: style.color && file === undefined, all: command.all });
    }
  }
}
