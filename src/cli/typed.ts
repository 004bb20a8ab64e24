/**
 * From what yargs hands over (values by option name, of the types that `options.ts` declares) to typed commands.
 */
import type { DocumentKind } from '../ask/document-kinds.ts';
import type { Severity } from '../rule/types.ts';
import {
  type AccountWords,
  type CanCommand,
  type CompareCommand,
  type DiffCommand,
  type DocumentCommand,
  type ExplainCommand,
  type ExtractCommand,
  formats,
  type InitCommand,
  type OutputFormat,
  type ReportOptions,
  type RulesCommand,
  type ScanCommand,
} from './command.ts';
import { suggestion, usageError } from './usage.ts';

/** Option values by name. */
export interface Arguments {
  readonly [name: string]: unknown;
}

/** `grantlint scan` */
export function scanCommand(argv: Arguments): ScanCommand {
  return {
    command: 'scan',
    plans: plansOf(argv),
    accounts: accountsOf(argv),
    ...reportOptionsOf(argv),
    ...given({ source: argv.source as string | undefined }),
    progress: argv.progress === true,
    ...selectionOf(argv),
  };
}

/** `grantlint extract` */
export function extractCommand(argv: Arguments): ExtractCommand {
  return {
    command: 'extract',
    plans: plansOf(argv),
    ...given({ source: argv.source as string | undefined }),
    outputs: outputsOf(argv.format, ['text', 'json']),
    color: colorOf(argv),
  };
}

/** `grantlint diff` */
export function diffCommand(argv: Arguments): DiffCommand {
  return {
    command: 'diff',
    plans: plansOf(argv),
    ...given({ source: argv.source as string | undefined }),
    outputs: outputsOf(argv.format, ['text', 'json', 'markdown']),
    accounts: accountsOf(argv),
    ...given({
      config: argv.config as string | undefined,
      failOn: argv['fail-on'] as Severity | 'never' | undefined,
      unknown: argv.unknown as ScanCommand['unknown'],
    }),
    color: colorOf(argv),
  };
}

/** `grantlint compare` */
export function compareCommand(argv: Arguments): CompareCommand {
  const [reference = '', candidate = ''] = filesOf([argv.reference, argv.candidate]);
  if (reference === '-' && candidate === '-')
    throw usageError('one of the two documents can come from standard input, not both');
  return {
    command: 'compare',
    reference,
    candidate,
    ...(argv.kind === undefined ? {} : { kind: argv.kind as DocumentKind }),
    outputs: outputsOf(argv.format, ['text', 'json']),
    color: colorOf(argv),
  };
}

/** `grantlint can` */
export function canCommand(argv: Arguments): CanCommand {
  const [plan = ''] = filesOf([argv.plan]);
  const actions = listOf(argv.action);
  const wrong = actions.find((one) => one !== '*' && !/^[a-z0-9-]+:.+$/i.test(one));
  if (wrong !== undefined)
    throw usageError(`\`${wrong}\` is no action`, 'an action is named with its service: `s3:GetObject`');
  const resources = argv.resource as readonly string[];
  if (actions.length === 0 || resources.length === 0)
    throw usageError('`can` needs an action and a resource: `--action`, `--resource`');
  return {
    command: 'can',
    plan,
    ...given({ source: argv.source as string | undefined }),
    principal: String(argv.principal),
    actions,
    resources,
    context: contextIn(argv.context as readonly string[]),
    before: argv.before === true,
    accounts: accountsOf(argv),
    ...given({ config: argv.config as string | undefined }),
    outputs: outputsOf(argv.format, ['text', 'json']),
    color: colorOf(argv),
  };
}

/** Condition keys with their values; a key that is given twice has both. */
function contextIn(words: readonly string[]): CanCommand['context'] {
  const context = new Map<string, string[]>();
  for (const word of words) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (key === undefined || value === undefined || !key.includes(':'))
      throw usageError(`\`${word}\` is no condition key with a value`, 'write it as `aws:SourceVpce=vpce-1`');
    context.set(key, [...(context.get(key) ?? []), value]);
  }
  return Object.fromEntries(context);
}

/** `grantlint document` */
export function documentCommand(argv: Arguments): DocumentCommand {
  const files = filesOf(argv.files);
  if (files.length === 0) throw usageError('no policy document was named');
  const accounts = accountsOf(argv);
  if (Object.keys(accounts.byProvider).length > 0)
    throw usageError('documents have no provider configuration', 'name their account alone: `--account ID`');
  return {
    command: 'document',
    files,
    scope: {
      kind: argv.kind as DocumentKind,
      ...given({ type: argv['resource-type'] as string | undefined }),
    },
    accounts,
    ...reportOptionsOf(argv),
    ...selectionOf(argv),
  };
}

/** `grantlint rules` */
export function rulesCommand(argv: Arguments): RulesCommand {
  const action = argv.action as RulesCommand['action'];
  const files = argv.files as readonly string[];
  if (action !== 'list' && files.length === 0)
    throw usageError(`\`rules ${action}\` needs rule files or folders`);
  return {
    command: 'rules',
    action,
    files,
    outputs: outputsOf(argv.format, ['text', 'json']),
    ...selectionOf(argv),
  };
}

/** `grantlint explain` */
export function explainCommand(argv: Arguments): ExplainCommand {
  return { command: 'explain', topic: String(argv.topic), ...selectionOf(argv) };
}

/** `grantlint init` */
export function initCommand(argv: Arguments): InitCommand {
  return { command: 'init', ci: argv.ci as InitCommand['ci'], color: colorOf(argv) };
}

function reportOptionsOf(argv: Arguments): ReportOptions {
  return {
    ...given({
      outputs: argv.format === undefined ? undefined : outputsOf(argv.format, formats),
      failOn: argv['fail-on'] as Severity | 'never' | undefined,
      gate: argv.gate as ScanCommand['gate'],
      unknown: argv.unknown as ScanCommand['unknown'],
    }),
    all: argv.all === true,
    quiet: argv.quiet === true,
    color: colorOf(argv),
  };
}

function selectionOf(argv: Arguments) {
  return {
    ...given({
      profile: argv.profile as string | undefined,
      config: argv.config as string | undefined,
    }),
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

function filesOf(files: unknown): readonly string[] {
  return (files as readonly string[]).map((file) => (file === standardInput ? '-' : file));
}

function plansOf(argv: Arguments): readonly string[] {
  const plans = filesOf(argv.plans);
  if (plans.length > 0) return plans;
  throw usageError(
    'no plan was named',
    'make one with `terraform plan -out tfplan && terraform show -json tfplan > plan.json`, then run `grantlint plan.json`',
  );
}

/** Only the options that were given. */
function given<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Twelve digits, or a provider configuration with twelve digits. */
function accountsOf(argv: Arguments): AccountWords {
  const words = listOf(argv.account).map((word) => {
    const [, provider, number] = /^(?:(.+)=)?(\d{12})$/.exec(word) ?? [];
    if (number !== undefined) return { provider, number };
    throw usageError(
      `\`${word}\` is neither an account number nor PROVIDER=NUMBER`,
      'an account number has twelve digits; a provider configuration is named as in `aws` or `aws.east`',
    );
  });
  const all = words.filter(({ provider }) => provider === undefined).map(({ number }) => number);
  if (new Set(all).size > 1)
    throw usageError(
      '`--account` names two accounts for all of the plan',
      'say which provider has which: `aws=…`',
    );
  const [only] = all;
  const byProvider = Object.fromEntries(
    words.flatMap(({ provider, number }) => (provider === undefined ? [] : [[provider, number] as const])),
  );
  return { byProvider, ...(only === undefined ? {} : { all: only }) };
}

/** The outputs that values of `--format`, or of `formats` in the configuration, ask for. Throws a usage problem. */
export function outputsOf(values: unknown, choices: readonly string[]): readonly OutputFormat[] {
  const outputs = (values as readonly string[]).map((value) => outputOf(value, choices));
  const places = outputs.map((output) => output.file ?? '');
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice === undefined) return outputs;
  const where = twice === '' ? 'standard output' : `\`${twice}\``;
  throw usageError(`two formats go to ${where}`, 'give one of them a file: `--format sarif=result.sarif`');
}

function listOf(value: unknown): readonly string[] {
  return (value as readonly string[]).flatMap((one) => one.split(',')).filter((one) => one !== '');
}

/** yargs takes a lone `-` for an option without a name; until it is read it goes by this name. */
export const standardInput = '\0stdin';

function outputOf(value: string, choices: readonly string[]): OutputFormat {
  const at = value.indexOf('=');
  const name = at < 0 ? value : value.slice(0, at);
  const file = at < 0 ? undefined : value.slice(at + 1);
  if (!choices.includes(name)) {
    throw usageError(
      `\`${name}\` is not a format of this command: ${choices.join(', ')}`,
      suggestion(name, choices),
    );
  }
  if (file === '') throw usageError(`\`--format ${value}\` names no file`);
  return { format: name as OutputFormat['format'], ...(file === undefined ? {} : { file }) };
}
