/**
 * Every command in the README is run here, and what the README shows is what it prints.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, root } from './command.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));
const linesOf = (language: string) =>
  blocks.filter((block) => block.language === language).flatMap((block) => block.text.split('\n'));

/** A folder whose `npx grantlint` and `grantlint` are the built command, and whose `terraform show` gives a plan. */
function shellPath(): string {
  const bin = join(emptyFolder(), 'bin');
  mkdirSync(bin);
  const script = (name: string, body: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const command = `exec node '${join(root, 'dist/cli.cjs')}' "$@"`;
  script('grantlint', command);
  script('npx', `while [ "$1" != grantlint ]; do shift; done; shift; ${command}`);
  script('terraform', `if [ "$1" = show ]; then cat '${join(root, 'fixtures/guide/plan.json')}'; fi`);
  return bin;
}

function shell(command: string, cwd: string) {
  const env = { ...process.env, PATH: `${shellPath()}:${process.env.PATH}`, NO_COLOR: '1' };
  return spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
}

describe('the README', () => {
  it('has the two commands that do all the set-up', () => {
    expect(linesOf('sh').filter((line) => line.startsWith('npm ci && '))).toEqual([
      expect.stringMatching(/^npm ci && npx grantlint fixtures\//),
      'npm ci && npm test',
    ]);
  });

  const shown = blocks
    .filter((block) => block.language === 'console')
    .flatMap((block) => block.text.split(/^\$ /m).slice(1))
    .map((part) => ({
      command: part.slice(0, part.indexOf('\n')),
      output: part.slice(part.indexOf('\n') + 1).trimEnd(),
    }));

  it('shows output', () => expect(shown.length).toBeGreaterThan(0));

  it.each(shown)('prints what it shows: $command', ({ command, output }) => {
    const { stdout, stderr } = shell(command, root);
    expect(`${stdout}${stderr}`.trimEnd()).toBe(output);
  });

  const others = [...linesOf('sh'), ...linesOf('yaml').map((line) => line.replace(/^\s*-? *(run: )?/, ''))]
    .map((line) => line.replace('npm ci && npx', 'npx'))
    .filter((line) => /(^|\s)grantlint /.test(line) && !/^(name|npm install)/.test(line));

  it.each(others)('runs: %s', (command) => {
    const cwd = /fixtures\/|policies/.test(command) ? root : emptyFolder();
    if (cwd !== root) copyFileSync(join(root, 'fixtures/guide/plan.json'), join(cwd, 'plan.json'));
    if (command.includes('--config .grantlint.yaml')) shell('npx grantlint init', cwd);
    const { status, stderr } = shell(command, cwd);
    expect(stderr).not.toMatch(/^error/m);
    expect([0, 1]).toContain(status);
  });
});
