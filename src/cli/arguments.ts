/**
 * The command line: words in, one typed command out. What is wrong is thrown as a problem with exit 2.
 * Commands and options that are planned and not there yet are refused by name, never ignored: a gate that
 * silently drops `--baseline` would decide something else than it was asked.
 */
import yargs, { type Argv } from 'yargs';
import { nearest } from '../base/nearest.ts';
import { InputError, type Problem } from '../base/problem.ts';
import { type Severity, severities } from '../rule/types.ts';
import { type Command, formats, type OutputFormat, type ScanCommand } from './command.ts';

const commands = ['scan', 'extract', 'rules', 'explain'] as const;
const later = ['diff', 'can', 'compare', 'document', 'init'];
const laterOptions = ['waivers', 'baseline', 'config', 'account', 'source'];

/** Reads the words after `grantlint`; `columns` is the width that help is laid out for. */
export function readArguments(words: readonly string[], version: string, columns: number): Command {
  refuseWhatComesLater(words);
  let command: Command | undefined;
  const take = (taken: Command) => {
    command = taken;
  };
  const parser = commandLine(words, take)
    .version(version)
    .wrap(Math.min(100, columns))
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      if (error instanceof InputError) throw error;
      throw usageError(message ?? error.message);
    });
  let shown: string | undefined;
  parser.parse([...words], (_error: unknown, _argv: unknown, output: string) => {
    if (output !== '') shown = output;
  });
  if (shown !== undefined) return { command: 'show', text: `${shown}\n` };
  if (command === undefined) throw usageError('no command was understood');
  return command;
}

function commandLine(words: readonly string[], take: (command: Command) => void): Argv {
  return yargs([...words])
    .scriptName('grantlint')
    .usage('What access would this Terraform or OpenTofu plan grant, and is any of it a mistake?')
    .locale('en')
    .parserConfiguration({ 'duplicate-arguments-array': true, 'camel-case-expansion': false })
    .strict()
    .option('color', {
      choices: ['auto', 'always', 'never'] as const,
      describe: 'colour in text output',
      default: 'auto',
    })
    .option('rules', {
      type: 'string',
      array: true,
      nargs: 1,
      describe: 'rule files or folders, added to ours',
    })
    .option('default-rules', {
      type: 'boolean',
      default: true,
      describe: 'use the rules that come with grantlint',
    })
    .command(
      ['scan [plans..]', '$0'],
      'judge every IAM policy that a plan would put in force',
      scanOptions,
      (argv) => take(scanCommand(argv as Arguments)),
    )
    .command(
      'extract [plans..]',
      'list every policy document found: its state, and why',
      (y) => formatOption(planPositional(y), ['text', 'json']),
      (argv) =>
        take({
          command: 'extract',
          plans: plansOf(argv as Arguments),
          outputs: outputsOf(argv as Arguments),
          ...common(argv as Arguments),
        }),
    )
    .command(
      'rules <action> [files..]',
      'list the rules in force; check rule files; run their examples',
      (y) =>
        formatOption(profileOption(y), ['text', 'json'])
          .positional('action', { choices: ['list', 'lint', 'test'] as const, demandOption: true })
          .positional('files', { type: 'string', array: true, default: [] }),
      (argv) => take(rulesCommand(argv as Arguments)),
    )
    .command(
      'explain <rule>',
      'what a rule or a profile means, with its examples',
      (y) => y.positional('rule', { type: 'string', demandOption: true }),
      (argv) => take({ command: 'explain', rule: String(argv.rule), ...common(argv as Arguments) }),
    )
    .example('grantlint plan.json', 'scan the output of `terraform show -json tfplan`')
    .example('terraform show -json tfplan | grantlint -', 'the same without a file')
    .epilogue(
      'Exit: 0 nothing fails the gate, 1 findings fail it, 2 wrong usage or rules, 3 a plan could not be read, ' +
        '4 documents stayed undetermined with --unknown fail, 70 a defect of grantlint.',
    );
}

/** What yargs hands over: option values by name, unchecked beyond their declared types. */
interface Arguments {
  readonly [name: string]: unknown;
}

function planPositional(y: Argv): Argv {
  return y.positional('plans', {
    type: 'string',
    array: true,
    default: [],
    describe: 'plans from `terraform show -json`; - is standard input',
  });
}

function formatOption(y: Argv, choices: readonly string[]): Argv {
  return y.option('format', {
    type: 'string',
    array: true,
    nargs: 1,
    default: ['text'],
    describe: `${choices.join(', ')}; repeatable, each may name a file: json=result.json`,
    coerce: (values: readonly string[]) => values.map((value) => readFormat(value, choices)),
  });
}

function profileOption(y: Argv): Argv {
  return y
    .option('profile', {
      type: 'string',
      default: 'default',
      requiresArg: true,
      describe: 'which rules are in force',
    })
    .option('only', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'only this rule; repeatable',
    })
    .option('skip', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'not this rule; repeatable',
    });
}

function scanOptions(y: Argv): Argv {
  return formatOption(profileOption(planPositional(y)), formats)
    .option('fail-on', {
      choices: [...severities, 'never'] as const,
      default: 'medium',
      describe: 'the lowest severity that fails the run',
    })
    .option('gate', {
      choices: ['new', 'all'] as const,
      default: 'new',
      describe: 'findings that fail it: only what this plan brings, or all',
    })
    .option('unknown', {
      choices: ['fail', 'warn', 'ignore'] as const,
      default: 'warn',
      describe: 'what documents that cannot be read do to the exit code',
    })
    .option('all', { type: 'boolean', default: false, describe: 'show existing findings in full' })
    .option('quiet', {
      type: 'boolean',
      default: false,
      describe: 'print nothing when nothing fails the gate',
    })
    .option('progress', {
      type: 'boolean',
      default: true,
      describe: 'tell on a terminal how far a long scan is',
    });
}

function scanCommand(argv: Arguments): ScanCommand {
  return {
    command: 'scan',
    plans: plansOf(argv),
    profile: String(argv.profile),
    only: listOf(argv.only),
    skip: listOf(argv.skip),
    outputs: outputsOf(argv),
    failOn: argv['fail-on'] as Severity | 'never',
    gate: argv.gate as ScanCommand['gate'],
    unknown: argv.unknown as ScanCommand['unknown'],
    all: argv.all === true,
    quiet: argv.quiet === true,
    progress: argv.progress === true,
    ...common(argv),
  };
}

function rulesCommand(argv: Arguments): Command {
  const action = argv.action as 'list' | 'lint' | 'test';
  const files = argv.files as readonly string[];
  if (action !== 'list' && files.length === 0)
    throw usageError(`\`rules ${action}\` needs rule files or folders`);
  return {
    command: 'rules',
    action,
    files,
    profile: String(argv.profile),
    only: listOf(argv.only),
    skip: listOf(argv.skip),
    outputs: outputsOf(argv),
    ...common(argv),
  };
}

function common(argv: Arguments) {
  return {
    color: argv.color as 'auto' | 'always' | 'never',
    rules: (argv.rules as readonly string[] | undefined) ?? [],
    defaultRules: argv['default-rules'] !== false,
  };
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
  const places = outputs.map((output) => output.file ?? '-');
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice === undefined) return outputs;
  throw usageError(
    `two formats go to ${twice === '-' ? 'standard output' : `\`${twice}\``}`,
    'give one of them a file: `--format sarif=result.sarif`',
  );
}

function listOf(value: unknown): readonly string[] {
  return (value as readonly string[]).flatMap((one) => one.split(',')).filter((one) => one !== '');
}

function readFormat(value: string, choices: readonly string[]): OutputFormat {
  const at = value.indexOf('=');
  const name = at < 0 ? value : value.slice(0, at);
  const file = at < 0 ? undefined : value.slice(at + 1);
  if (!choices.includes(name))
    throw usageError(
      `\`${name}\` is not a format of this command: ${choices.join(', ')}`,
      suggestion(name, choices),
    );
  if (file === '') throw usageError(`\`--format ${value}\` names no file`);
  return { format: name as OutputFormat['format'], ...(file === undefined ? {} : { file }) };
}

function refuseWhatComesLater(words: readonly string[]): void {
  const [first = ''] = words;
  if (later.includes(first))
    throw usageError(`\`grantlint ${first}\` is not there yet`, `there are: ${commands.join(', ')}`);
  for (const word of words) {
    const name = /^--(?:no-)?([a-z-]+)/.exec(word)?.[1] ?? '';
    if (laterOptions.includes(name)) throw usageError(`\`--${name}\` is not there yet`);
  }
}

function usageError(message: string, hint?: string): InputError {
  const unknown = /^Unknown arguments?: (.+)$/.exec(message)?.[1];
  const problem: Problem =
    unknown === undefined
      ? {
          code: 'usage',
          message: lowerCaseStart(message),
          hint: hint ?? '`grantlint --help` lists commands and options',
        }
      : {
          code: 'usage',
          message: `\`${unknown}\` is not an option of this command`,
          hint: suggestion(unknown, knownOptions) ?? '`grantlint --help` lists commands and options',
        };
  return new InputError(2, [problem]);
}

const knownOptions = [
  'color',
  'rules',
  'default-rules',
  'format',
  'profile',
  'only',
  'skip',
  'fail-on',
  'gate',
  'unknown',
  'all',
  'quiet',
  'progress',
  'help',
  'version',
];

function suggestion(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

function lowerCaseStart(text: string): string {
  const [line = ''] = text.split('\n');
  return line.charAt(0).toLowerCase() + line.slice(1);
}
