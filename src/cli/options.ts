/**
 * The options, in groups that commands share.
 */
import type { Argv } from 'yargs';
import { severities } from '../rule/types.ts';
import { formats } from './command.ts';

/** `PLAN...` */
export function planPositional(y: Argv): Argv {
  return y.positional('plans', {
    type: 'string',
    array: true,
    default: [],
    describe: 'plans from `terraform show -json`; - is standard input',
  });
}

/** `--format name[=file]`, repeatable. */
export function formatOption(y: Argv, choices: readonly string[]): Argv {
  return y.option('format', {
    type: 'string',
    array: true,
    nargs: 1,
    default: ['text'],
    describe: `${choices.join(', ')}; repeatable, each may name a file: json=result.json`,
  });
}

/** Which rules are in force. */
export function ruleOptions(y: Argv): Argv {
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
    })
    .option('rules', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'rule files or folders, added to ours',
    })
    .option('default-rules', {
      type: 'boolean',
      default: true,
      describe: 'use the rules that come with grantlint',
    });
}

/** Everything that `scan` takes. */
export function scanOptions(y: Argv): Argv {
  return formatOption(ruleOptions(planPositional(y)), formats)
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
