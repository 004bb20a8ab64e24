/**
 * Runs one command in a world. Every end is an exit code: problems of inputs are printed, and whatever else is
 * thrown is a defect of grantlint, said so without a stack trace unless GRANTLINT_DEBUG asks for one.
 */
import { InputError } from '../base/problem.ts';
import { renderProblems } from '../report/render-problems.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { runExtract } from './commands/extract.ts';
import { runScan } from './commands/scan.ts';
import { type Exit, exits } from './exit.ts';
import type { World } from './world.ts';

/** Gives the exit code; everything printed went through the world. */
export async function run(words: readonly string[], version: string, world: World): Promise<Exit> {
  try {
    return await runCommand(await readArguments(words, version, world.terminal.columns), version, world);
  } catch (error) {
    if (!(error instanceof InputError)) return defect(error, version, world);
    world.err(renderProblems(error.problems, { color: false, width: world.terminal.columns }));
    return error.exit;
  }
}

async function runCommand(command: Command, version: string, world: World): Promise<Exit> {
  switch (command.command) {
    case 'show':
      world.out(command.text);
      return exits.ok;
    case 'scan':
      return runScan(command, version, world);
    case 'extract':
      return runExtract(command, version, world);
    case 'can':
      return (await import('./commands/can.ts')).runCan(command, world);
    case 'document':
      return (await import('./commands/document.ts')).runDocument(command, version, world);
    case 'diff':
      return (await import('./commands/diff.ts')).runDiff(command, version, world);
    case 'compare':
      return (await import('./commands/compare.ts')).runCompare(command, world);
    case 'rules':
      return (await import('./commands/rules.ts')).runRules(command, world);
    case 'init':
      return (await import('./commands/init.ts')).runInit(command, version, world);
    case 'explain':
      return (await import('./commands/explain.ts')).runExplain(command, world);
  }
}

function defect(error: unknown, version: string, world: World): Exit {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  world.err(
    `grantlint ${version} met a defect of its own: ${message.split('\n')[0]}\n` +
      'help: this is not about your plan. Please report it with this line, the command and, where you may, the plan;\n' +
      '      GRANTLINT_DEBUG=1 adds the stack.\n',
  );
  if (world.debug && stack !== undefined) world.err(`${stack}\n`);
  return exits.internal;
}
