/**
 * `grantlint init`: a starter configuration and a CI snippet, for whoever begins. What is there already is left alone, and
 * the snippet is printed instead.
 */
import { existsSync } from 'node:fs';
import type { InitCommand } from '../command.ts';
import { type Exit, exits } from '../exit.ts';
import { createOutput } from '../outputs.ts';
import { hosts, marks, type Starter, starterConfiguration, starterOf } from '../starter/starter.ts';
import type { World } from '../world.ts';

/** Runs it in the working directory. Throws InputError with exit 2 for a file that cannot be written. */
export function runInit({ ci }: InitCommand, version: string, world: World): Exit {
  world.out(told(starterConfiguration, createOutput(starterConfiguration, world)));
  const chosen = ci.length > 0 ? ci : hosts.filter((host) => existsSync(marks[host]));
  for (const starter of chosen.map((host) => starterOf(host, version))) {
    const isNew = createOutput(starter, world);
    world.out(told(starter, isNew));
    if (!isNew) world.out(indented(starter.text));
  }
  if (chosen.length === 0)
    world.out(
      `no CI was recognised: \`grantlint init --ci NAME\` writes a snippet for ${hosts.join(', ')}\n`,
    );
  return exits.ok;
}

function told({ file }: Starter, isNew: boolean): string {
  if (isNew) return `wrote ${file}\n`;
  return file === starterConfiguration.file
    ? `left ${file} as it is\n`
    : `left ${file} as it is; what would go there:\n\n`;
}

function indented(text: string): string {
  return `${text.trimEnd().replaceAll(/^(?=.)/gm, '    ')}\n\n`;
}
