/**
 * The words of the command line as data: which options each command takes, of which type, with which choices.
 * yargs is built from it, and plain words are read by it.
 */
import type { Options } from 'yargs';
import { documentKinds } from '../ask/document-kinds.ts';
import { severities } from '../rule/types.ts';
import { formats } from './command.ts';
import { hosts } from './starter/starter.ts';

/** Options by name. */
export type OptionTable = Readonly<Record<string, Options>>;

/** What every command takes. */
export const commonOptions: OptionTable = {
  color: { choices: ['auto', 'always', 'never'], default: 'auto', describe: 'colour in text output' },
};

/** Which rules are in force. */
export const ruleOptions: OptionTable = {
  profile: {
    type: 'string',
    defaultDescription: '"default"',
    requiresArg: true,
    describe: 'which rules are in force',
  },
  only: repeatable('only this rule; repeatable'),
  skip: repeatable('not this rule; repeatable'),
  rules: repeatable('rule files or folders, added to ours'),
  'default-rules': {
    type: 'boolean',
    default: true,
    describe: 'use the rules that come with grantlint',
  },
};

/** `--config FILE`. */
export const configOption: OptionTable = {
  config: {
    type: 'string',
    requiresArg: true,
    describe: 'configuration; by default the nearest .grantlint.yaml upwards',
  },
};

/** `--account`. */
export const accountOption: OptionTable = {
  account: repeatable('account of the plan, or PROVIDER=ID for one provider configuration; repeatable'),
};

/** `--source DIR`. */
export const sourceOption: OptionTable = {
  source: {
    type: 'string',
    requiresArg: true,
    describe:
      "folder of the configuration that was planned; by default the plan's own or this one, if it fits",
  },
};

/** Everything that `scan` takes. */
export const scanOptions: OptionTable = {
  ...ruleOptions,
  ...configOption,
  ...accountOption,
  ...sourceOption,
  format: { ...formatWithout(formats), defaultDescription: '["text"]' },
  'fail-on': {
    choices: [...severities, 'never'],
    defaultDescription: '"medium"',
    describe: 'the lowest severity that fails the run',
  },
  gate: {
    choices: ['new', 'all'],
    defaultDescription: '"new"',
    describe: 'findings that fail it: only what this plan brings, or all',
  },
  unknown: {
    choices: ['fail', 'warn', 'ignore'],
    defaultDescription: '"warn"',
    describe: 'what documents that cannot be read do to the exit code',
  },
  all: { type: 'boolean', default: false, describe: 'show existing findings in full' },
  quiet: { type: 'boolean', default: false, describe: 'print nothing when nothing fails the gate' },
  progress: {
    type: 'boolean',
    default: true,
    describe: 'tell on a terminal how far a long scan is',
  },
};

/** Everything that `extract` takes. */
export const extractOptions: OptionTable = { ...formatOption(['text', 'json']), ...sourceOption };

/** Everything that `diff` takes. */
export const diffOptions: OptionTable = {
  ...configOption,
  ...accountOption,
  ...formatOption(['text', 'json', 'markdown']),
  ...sourceOption,
  'fail-on': {
    choices: [...severities, 'never'],
    defaultDescription: '"medium"',
    describe: 'the lowest severity of new access that fails the run',
  },
  unknown: {
    choices: ['fail', 'warn', 'ignore'],
    defaultDescription: '"warn"',
    describe: 'what cannot be compared does to the exit code',
  },
};

/** Everything that `compare` takes. */
export const compareOptions: OptionTable = {
  ...formatOption(['text', 'json']),
  kind: {
    choices: documentKinds,
    requiresArg: true,
    describe: 'what the documents are for; by default their elements tell',
  },
};

/** Everything that `can` takes. */
export const canOptions: OptionTable = {
  ...formatOption(['text', 'json']),
  ...configOption,
  ...accountOption,
  ...sourceOption,
  principal: {
    type: 'string',
    requiresArg: true,
    demandOption: true,
    describe: 'who: address, name or ARN',
  },
  action: { ...repeatable('which action, patterns allowed; repeatable'), demandOption: true },
  resource: { ...repeatable('on which ARN, patterns allowed, or address; repeatable'), demandOption: true },
  context: repeatable('a condition key that the request carries: KEY=VALUE; repeatable'),
  before: { type: 'boolean', default: false, describe: 'ask about the state before the plan' },
};

/** Everything that `document` takes: what `scan` does, but for what only plans have. */
export const documentOptions: OptionTable = {
  ...Object.fromEntries(
    Object.entries(scanOptions).filter(([name]) => name !== 'progress' && name !== 'source'),
  ),
  account: repeatable('account that the documents belong to'),
  kind: {
    choices: documentKinds,
    requiresArg: true,
    demandOption: true,
    describe: 'what the documents are for',
  },
  'resource-type': {
    type: 'string',
    requiresArg: true,
    describe: 'Terraform type that they would be attached to, such as aws_sqs_queue_policy',
  },
};

/** Everything that `init` takes. */
export const initOptions: OptionTable = {
  ci: {
    type: 'string',
    array: true,
    nargs: 1,
    choices: hosts,
    default: [],
    describe: 'write the snippet for this host; by default for those that the folder shows; repeatable',
  },
};

/** `--format name[=file]`, repeatable. */
export function formatOption(choices: readonly string[]): OptionTable {
  return { format: { ...formatWithout(choices), default: ['text'] } };
}

/** Without a default, for commands whose configuration may name one. */
function formatWithout(choices: readonly string[]): Options {
  return {
    type: 'string',
    array: true,
    nargs: 1,
    describe: `${choices.join(', ')}; repeatable, each may name a file: json=result.json`,
  };
}

function repeatable(describe: string): Options {
  return { type: 'string', array: true, nargs: 1, default: [], describe };
}
