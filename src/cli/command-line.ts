/**
 * The whole command line as yargs reads it: every command and option, help, and what is wrong with words that cannot
 * be meant. A bundle of its own, loaded where `plain-words.ts` leaves the words to it.
 */
import yargs, { type Argv } from 'yargs';
import { InputError } from '../base/problem.ts';
import type { Command } from './command.ts';
import {
  canOptions,
  commonOptions,
  compareOptions,
  configOption,
  diffOptions,
  documentOptions,
  extractOptions,
  formatOption,
  initOptions,
  ruleOptions,
  scanOptions,
} from './options.ts';
import {
  type Arguments,
  canCommand,
  compareCommand,
  diffCommand,
  documentCommand,
  explainCommand,
  extractCommand,
  initCommand,
  rulesCommand,
  scanCommand,
  standardInput,
} from './typed.ts';
import { usageError } from './usage.ts';

/**
 * Reads the words after `grantlint`; `columns` is the width that help is laid out for.
 * Throws InputError with exit 2 for whatever cannot be meant.
 */
export function readCommandLine(words: readonly string[], version: string, columns: number): Command {
  let command: Command | undefined;
  let shown = '';
  const parser = commandLine(words, (taken) => {
    command = taken;
  });
  const knownOptions = () =>
    Object.keys((parser as Argv & { getOptions(): { key: object } }).getOptions().key);
  parser
    .version(version)
    .wrap(Math.min(100, columns))
    .fail((message, error) => {
      throw error instanceof InputError
        ? error
        : usageError(message ?? error.message, undefined, knownOptions());
    })
    .parse(
      words.map((word) => (word === '-' ? standardInput : word)),
      (_error: unknown, _argv: unknown, output: string) => {
        shown = output;
      },
    );
  if (shown !== '') return { command: 'show', text: `${shown}\n` };
  if (command === undefined) throw usageError('no command was understood');
  return command;
}

function commandLine(words: readonly string[], take: (command: Command) => void): Argv {
  return yargs([...words])
    .scriptName('grantlint')
    .usage('What access would this Terraform or OpenTofu plan grant, and is any of it a mistake?')
    .locale('en')
    .parserConfiguration({ 'camel-case-expansion': false })
    .strict()
    .options(commonOptions)
    .command(
      ['scan [plans..]', '$0'],
      'judge every IAM policy that a plan would put in force',
      (y) => plans(y).options(scanOptions),
      (argv) => take(scanCommand(argv as Arguments)),
    )
    .command(
      'extract [plans..]',
      'list every policy document found: its state, and why',
      (y) => plans(y).options(extractOptions),
      (argv) => take(extractCommand(argv as Arguments)),
    )
    .command(
      'diff [plans..]',
      'what access a plan adds and takes away, principal by principal',
      (y) => plans(y).options(diffOptions),
      (argv) => take(diffCommand(argv as Arguments)),
    )
    .command(
      'compare <reference> <candidate>',
      'two policy documents: what the candidate allows that the reference does not',
      (y) =>
        y
          .options(compareOptions)
          .positional('reference', { type: 'string', demandOption: true })
          .positional('candidate', { type: 'string', demandOption: true, describe: '- is standard input' }),
      (argv) => take(compareCommand(argv as Arguments)),
    )
    .command(
      'can <plan>',
      'may a principal do that? with the statements that decide',
      (y) => y.options(canOptions).positional('plan', { type: 'string', demandOption: true }),
      (argv) => take(canCommand(argv as Arguments)),
    )
    .command(
      'document [files..]',
      'judge policy documents that are not in a plan',
      (y) =>
        y.options(documentOptions).positional('files', {
          type: 'string',
          array: true,
          default: [],
          describe: 'JSON files; - is standard input',
        }),
      (argv) => take(documentCommand(argv as Arguments)),
    )
    .command(
      'rules <action> [files..]',
      'list the rules in force; check rule files; run their examples',
      (y) =>
        y
          .options({ ...ruleOptions, ...configOption, ...formatOption(['text', 'json']) })
          .positional('action', { choices: ['list', 'lint', 'test'] as const, demandOption: true })
          .positional('files', { type: 'string', array: true, default: [] }),
      (argv) => take(rulesCommand(argv as Arguments)),
    )
    .command(
      'explain <topic>',
      'what a rule or a profile means, with its examples',
      (y) => y.options(ruleOptions).positional('topic', { type: 'string', demandOption: true }),
      (argv) => take(explainCommand(argv as Arguments)),
    )
    .command(
      'init',
      'a starter configuration and a CI snippet',
      (y) => y.options(initOptions),
      (argv) => take(initCommand(argv as Arguments)),
    )
    .example('grantlint plan.json', 'scan the output of `terraform show -json tfplan`')
    .example('terraform show -json tfplan | grantlint -', 'the same without a file')
    .epilogue(
      'Exit: 0 nothing fails the gate, 1 findings fail it, 2 wrong usage or rules, 3 a plan could not be read, ' +
        '4 documents stayed undetermined with --unknown fail, 70 a defect of grantlint. ' +
        'compare: 1 something new is allowed, 0 nothing is, 4 undetermined. can: 1 yes, 0 no, 4 it depends.',
    );
}

/** `PLAN...` */
function plans(y: Argv): Argv {
  return y.positional('plans', {
    type: 'string',
    array: true,
    default: [],
    describe: 'plans from `terraform show -json`; - is standard input',
  });
}
