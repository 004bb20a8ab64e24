/**
 * What `npm pack` ships: small, complete, and working in an empty folder without any network.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, root } from './command.ts';

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

const folder = emptyFolder();
const home = join(folder, 'home');
let packed: Packed;

const npm = (words: readonly string[], cwd: string) =>
  execFileSync('npm', [...words], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const installed = (...words: readonly string[]) =>
  execFileSync(join(home, 'node_modules/.bin/grantlint'), [...words], { cwd: home, encoding: 'utf8' });

beforeAll(() => {
  [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root)) as [
    Packed,
  ];
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"name":"home","version":"1.0.0","private":true}');
  npm(['install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename)], home);
}, 120_000);

describe('the package', () => {
  it('weighs at most 2.5 MB packed and 12 MB installed with its dependencies', () => {
    expect(packed.size).toBeLessThanOrEqual(2.5e6);
    expect(sizeOf(join(home, 'node_modules'))).toBeLessThanOrEqual(12e6);
  });

  it('holds the command, the library, rules, schemas and licences, and nothing of development', () => {
    const paths = packed.files.map((file) => file.path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
        'dist/cli.cjs',
        'dist/index.js',
        'dist/types/index.d.ts',
        'dist/LICENSES.txt',
        'dist/data/rules.json',
        'policies/README.md',
        'policies/rule.schema.json',
      ]),
    );
    expect(paths.filter((path) => /^(src|test|fixtures|\.)|\.map$/.test(path))).toEqual([]);
  });

  it('prints its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(installed('--version')).toBe(`${version}\n`);
  });

  it('scans a plan', () => {
    const output = installed(
      '--fail-on',
      'never',
      '--format',
      'json',
      join(root, 'fixtures/guide/plan.json'),
    );
    expect(JSON.parse(output)).toMatchObject({ tool: { name: 'grantlint' }, summary: expect.anything() });
  });

  it('explains a rule with its examples', () => {
    expect(installed('explain', 'full-admin-grant')).toMatch(
      /Statement allows every action on every resource/,
    );
  });

  it('is a library too', () => {
    const script =
      "import { readPlan } from 'grantlint'; import { readFileSync } from 'node:fs';" +
      'console.log(readPlan(readFileSync(process.argv[1]), "plan.json").formatVersion)';
    const words = ['--input-type=module', '-e', script, join(root, 'fixtures/guide/plan.json')];
    expect(execFileSync(process.execPath, words, { cwd: home, encoding: 'utf8' })).toMatch(/^1\.\d\n$/);
  });
});

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
