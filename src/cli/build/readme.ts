/**
 * The README shows real output: each `$ grantlint …` in a console block is run with the built command, and what it
 * prints is put below it.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The README with fresh output in its console blocks. */
export function withOutput(readme: string, root: string): string {
  return readme.replace(/^```console\n([\s\S]*?)^```$/gm, (_, block: string) => {
    const commands = block.split('\n').filter((line) => line.startsWith('$ '));
    const parts = commands.map((line) => `${line}\n${outputOf(line.slice(2), root)}`);
    return `\`\`\`console\n${parts.join('\n')}\`\`\``;
  });
}

function outputOf(command: string, root: string): string {
  const words = command.replace(/^npx /, '').split(' ').slice(1);
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return `${stdout}${stderr}`.replace(/\n*$/, '\n');
}
