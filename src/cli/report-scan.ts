/**
 * The end of every scan, of plans or of documents: what was asked of the gate, the outputs, and the exit code.
 */
import { InputError } from '../base/problem.ts';
import { severityByAddress } from '../config/severities.ts';
import { renderText } from '../report/render-text.ts';
import type { GateOptions } from '../scan/gate.ts';
import type { ScanResult } from '../scan/types.ts';
import { formats, type OutputFormat, type ReportOptions } from './command.ts';
import type { Settings } from './configuration.ts';
import { type Exit, exitOf, exits } from './exit.ts';
import { type Style, styleOf, writeOutput } from './outputs.ts';
import type { Ruleset } from './ruleset.ts';
import { tellProblems } from './tell-problems.ts';
import { outputsOf } from './typed.ts';
import type { World } from './world.ts';

/** What the command line asks of the gate, then the configuration, then what holds where neither tells. */
export function gateOptions(
  command: ReportOptions,
  { configuration }: Settings,
  { rules }: Ruleset,
): GateOptions {
  const severityOf = severityByAddress(configuration.severities, rules);
  return {
    failOn: command.failOn ?? configuration.failOn ?? 'medium',
    gate: command.gate ?? configuration.gate ?? 'new',
    unknown: command.unknown ?? configuration.unknown ?? 'warn',
    ...(severityOf === undefined ? {} : { severityOf }),
  };
}

/** Prints problems and results, and gives the exit code. */
export async function reportScan(
  result: ScanResult,
  command: ReportOptions,
  settings: Settings,
  version: string,
  world: World,
): Promise<Exit> {
  const { problems, gate } = result;
  const isWhole = tellProblems(problems, world);
  const style = { ...styleOf(command, world), version, ...configurationIn(settings) };
  for (const { format, file } of outputsIn(command, settings)) {
    const color = style.color && file === undefined;
    writeOutput(await render(format, result, command, { ...style, color }), file, world);
  }
  if (command.quiet && settings.found && settings.file !== undefined)
    world.err(`note: configuration ${JSON.stringify(settings.file)}\n`);
  return exitOf([
    ...(isWhole ? [] : [exits.plan]),
    ...(gate.failing.length > 0 ? [exits.findings] : []),
    ...(gate.unknownFails ? [exits.undetermined] : []),
  ]);
}

/** Outputs name every configuration, so that nobody has to know which one was found. */
function configurationIn({ file }: Settings): { readonly configuration?: string } {
  return file === undefined ? {} : { configuration: file };
}

function outputsIn({ outputs }: ReportOptions, { configuration, file }: Settings): readonly OutputFormat[] {
  if (outputs !== undefined) return outputs;
  try {
    return outputsOf(configuration.formats ?? ['text'], formats);
  } catch (error) {
    if (!(error instanceof InputError) || file === undefined) throw error;
    throw new InputError(
      2,
      error.problems.map((one) => ({ ...one, file })),
    );
  }
}

async function render(
  format: OutputFormat['format'],
  result: ScanResult,
  command: ReportOptions,
  style: Style & { readonly version: string; readonly configuration?: string },
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/render-json.ts')).renderJson(result, style);
    case 'sarif':
      return (await import('../report/render-sarif.ts')).renderSarif(result, style);
    default: {
      if (result.plans.length === 0) return '';
      const isQuiet = command.quiet && result.gate.passed && result.undetermined.length === 0;
      return isQuiet ? '' : renderText(result, { ...style, all: command.all });
    }
  }
}
