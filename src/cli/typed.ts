/**
 * From what yargs hands over (values by option name, of the types that `options.ts` declares) to typed commands.
 */
import type { Severity } from '../rule/types.ts';
import type { ExplainCommand, ExtractCommand, OutputFormat, RulesCommand, ScanCommand } from './command.ts';
import { usageError } from './usage.ts';

/** Option values by name. */
export interface Arguments {
  readonly [name: string]: unknown;
}

/** `grantlint scan` */
export function scanCommand(argv: Arguments): ScanCommand {
  return {
    command: 'scan',
    plans: plansOf(argv),
    outputs: outputsOf(argv),
    failOn: argv['fail-on'] as Severity | 'never',
    gate: argv.gate as ScanCommand['gate'],
    unknown: argv.unknown as ScanCommand['unknown'],
    all: argv.all === true,
    quiet: argv.quiet === true,
    progress: argv.progress === true,
    ...selectionOf(argv),
  };
}

/** `grantlint extract` */
export function extractCommand(argv: Arguments): ExtractCommand {
  return { command: 'extract', plans: plansOf(argv), outputs: outputsOf(argv), color: colorOf(argv) };
}

/** `grantlint rules` */
export function rulesCommand(argv: Arguments): RulesCommand {
  const action = argv.action as RulesCommand['action'];
  const files = argv.files as readonly string[];
  if (action !== 'list' && files.length === 0)
    throw usageError(`\`rules ${action}\` needs rule files or folders`);
  return { command: 'rules', action, files, outputs: outputsOf(argv), ...selectionOf(argv) };
}

/** `grantlint explain` */
export function explainCommand(argv: Arguments): ExplainCommand {
  return { command: 'explain', topic: String(argv.topic), ...selectionOf(argv) };
}

function selectionOf(argv: Arguments) {
  return {
    profile: String(argv.profile),
    only: listOf(argv.only),
    skip: listOf(argv.skip),
    rules: argv.rules as readonly string[],
    defaultRules: argv['default-rules'] === true,
    color: colorOf(argv),
  };
}

function colorOf(argv: Arguments): ScanCommand['color'] {
  return argv.color as ScanCommand['color'];
}

function plansOf(argv: Arguments): readonly string[] {
  const plans = argv.plans as readonly string[];
  if (plans.length > 0) return plans;
  throw usageError(
    'no plan was named',
    'make one with `terraform plan -out tfplan && terraform show -json tfplan > plan.json`, then run `grantlint plan.json`',
  );
}

function outputsOf(argv: Arguments): readonly OutputFormat[] {
  const outputs = argv.format as readonly OutputFormat[];
  const places = outputs.map((output) => output.file ?? '');
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice === undefined) return outputs;
  const where = twice === '' ? 'standard output' : `\`${twice}\``;
  throw usageError(`two formats go to ${where}`, 'give one of them a file: `--format sarif=result.sarif`');
}

function listOf(value: unknown): readonly string[] {
  return (value as readonly string[]).flatMap((one) => one.split(',')).filter((one) => one !== '');
}
