/**
 * Plain command lines are read without yargs: to the same command, and never where yargs would refuse them or print help.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import type { Command } from '../../src/cli/command.ts';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { plainWords } from '../../src/cli/plain-words.ts';
import { extractCommand, scanCommand } from '../../src/cli/typed.ts';

function plainly(words: readonly string[]): Command | 'refused' | undefined {
  const plain = plainWords(words);
  if (plain === undefined) return undefined;
  return orRefused(() => (plain.command === 'scan' ? scanCommand(plain.argv) : extractCommand(plain.argv)));
}

function orRefused(read: () => Command): Command | 'refused' {
  try {
    return read();
  } catch {
    return 'refused';
  }
}

const byYargs = (words: readonly string[]) => orRefused(() => readCommandLine(words, '1.2.3', 80));

describe('the usual command lines', () => {
  it('show the version without yargs, and as yargs shows it', async () => {
    expect(await readArguments(['--version'], '1.2.3', 80)).toEqual(byYargs(['--version']));
  });

  it.each([
    [['plan.json']],
    [['scan', 'plan.json']],
    [['-']],
    [['extract', './plans/a.json', 'b.json', '--format', 'json']],
    [['scan', '--fail-on', 'never', 'plan.json']],
    [['plan.json', '--format=json=out.json', '--format', 'sarif=out.sarif', '--no-progress', '--all']],
    [
      [
        '--only',
        'full-admin-grant,mfa-guard-locks-out',
        '--rules',
        'policies/',
        '--no-default-rules',
        'p.json',
      ],
    ],
    [['--config', 'a/b.yaml', '--account', '123456789012', '--account=aws.east=210987654321', './p.json']],
    [['--gate=all', '--unknown', 'fail', '--profile', 'guide', '--color', 'never', '--quiet', 'plan.json']],
  ])('%j is read without yargs, and as yargs reads it', (words) => {
    expect(plainWords(words)).toBeDefined();
    expect(plainly(words)).toEqual(byYargs(words));
  });

  it.each([
    [['--help']],
    [['--version', 'plan.json']],
    [['plan.json', 'help']],
    [['diff', 'plan.json']],
    [['rules', 'list']],
    [['--fail-on', 'severe', 'plan.json']],
    [['--fail-on', 'low', '--fail-on', 'high', 'plan.json']],
    [['--fial-on', 'low', 'plan.json']],
    [['--quiet', 'false', 'plan.json']],
    [['--only', '--all', 'plan.json']],
    [['--format', "'json'", 'plan.json']],
    [['--toString', 'plan.json']],
    [['--constructor', 'plan.json']],
    [['-q', 'plan.json']],
    [['--', 'plan.json']],
    [['1.5']],
    [['plan.json', '--profile']],
  ])('%j is left to yargs', (words) => {
    expect(plainWords(words)).toBeUndefined();
  });
});

const names = [
  'config',
  'account',
  'fail-on',
  'gate',
  'unknown',
  'color',
  'format',
  'only',
  'skip',
  'rules',
  'profile',
];
const flags = ['all', 'quiet', 'progress', 'default-rules', 'help', 'version', 'al'];
const values = [
  'never',
  'high',
  'all',
  'new',
  'fail',
  'json',
  'text',
  'json=a.json',
  'a,b',
  'x y',
  '1',
  '1.5',
  'true',
];
const oddValues = [
  '',
  '-',
  '--',
  '-x',
  '--all',
  '"q"',
  "'",
  'a=b',
  '=',
  '0x1f',
  '1e3',
  'false',
  'é',
  '\n',
  'a\nb.c',
];
const value = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, fc.constantFrom(...oddValues));
const word = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('plan.json', 'a/b', '-', './x', 'scan', 'extract', 'rules', 'help'),
  },
  fc.constantFrom(...flags).chain((name) => fc.constantFrom(`--${name}`, `--no-${name}`, `--${name}=true`)),
  fc.constantFrom(...names).map((name) => `--${name}`),
  fc.tuple(fc.constantFrom(...names, ...flags), value).map(([name, text]) => `--${name}=${text}`),
  value,
);

describe('any command line', () => {
  it('that is read without yargs is read as yargs reads it', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (words) => {
        const plain = plainly(words);
        if (plain !== undefined) expect(plain).toEqual(byYargs(words));
      }),
      { numRuns: 2000 },
    );
  });
});
