/**
 * `grantlint init` through the built command: what it puts down works as it stands.
 */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hosts } from '../../src/cli/starter/starter.ts';
import { emptyFolder, grantlint, root } from './command.ts';

const plan = join(root, 'fixtures/guide/plan.json');
const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');
const version = grantlint(['--version']).out.trim();

describe('the starter configuration', () => {
  const cwd = emptyFolder();
  const outcome = grantlint(['init'], { cwd });

  it('is written, and the word for a CI told where none is recognised', () =>
    expect(outcome).toEqual({
      exit: 0,
      err: '',
      out: 'wrote .grantlint.yaml\nno CI was recognised: `grantlint init --ci NAME` writes a snippet for github, gitlab, atlantis, spacelift\n',
    }));

  it('changes nothing about a scan', () => {
    const bare = JSON.parse(grantlint([plan, '--format', 'json'], { cwd: emptyFolder() }).out);
    const configured = JSON.parse(grantlint([plan, '--format', 'json'], { cwd }).out);
    expect(configured.configuration).toBe('.grantlint.yaml');
    expect({ ...configured, configuration: null, plans: bare.plans }).toEqual(bare);
  });

  it('holds with every example in it switched on', () => {
    const text = read(cwd, '.grantlint.yaml').replaceAll(/^# ( *)("\d|- |(?!yaml-)[a-z-]+:)/gm, '$1$2');
    expect(Object.keys(parse(text)).sort()).toEqual(
      Object.keys(schemaOfConfiguration().properties)
        .sort()
        .filter((key) => key !== 'formats'),
    );
    const folder = emptyFolder();
    writeFileSync(join(folder, 'all.yaml'), text);
    const { err, exit } = grantlint([plan, '--config', 'all.yaml'], { cwd: folder });
    expect({ err, exit }).toEqual({ err: '', exit: 1 });
  });

  it('is left alone where there is one', () => {
    writeFileSync(join(cwd, '.grantlint.yaml'), 'fail-on: low\n');
    expect(grantlint(['init'], { cwd }).out).toMatch(/^left \.grantlint\.yaml as it is\n/);
    expect(read(cwd, '.grantlint.yaml')).toBe('fail-on: low\n');
  });

  it('is not written through a link', () => {
    const [folder, other] = [emptyFolder(), emptyFolder()];
    symlinkSync(join(other, 'elsewhere'), join(folder, '.grantlint.yaml'));
    expect(grantlint(['init'], { cwd: folder }).out).toMatch(/^left /);
    expect(readdirSync(other)).toEqual([]);
  });
});

function schemaOfConfiguration(): { properties: object } {
  return JSON.parse(read(root, 'src/config/schema/configuration.schema.json'));
}

describe('the snippet', () => {
  it.each<[(typeof hosts)[number], string, string]>([
    ['github', '.github', '.github/workflows/grantlint.yaml'],
    ['gitlab', '.gitlab-ci.yml', '.gitlab/grantlint.yml'],
    ['spacelift', '.spacelift', '.spacelift/config.yml'],
  ])('for %s is written where its files stand', (_, mark, file) => {
    const cwd = emptyFolder();
    if (mark.endsWith('.yml')) writeFileSync(join(cwd, mark), '');
    else mkdirSync(join(cwd, mark));
    expect(grantlint(['init'], { cwd }).out).toBe(`wrote .grantlint.yaml\nwrote ${file}\n`);
    expect(parse(read(cwd, file))).toBeTypeOf('object');
  });

  it('is shown where the file of the host is there already', () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'atlantis.yaml'), 'version: 3\n');
    const { exit, out } = grantlint(['init'], { cwd });
    expect(exit).toBe(0);
    expect(out).toContain('left atlantis.yaml as it is; what would go there:\n\n    # Says');
    expect(out).toContain(
      `        - run: npx --yes grantlint@${version} "$SHOWFILE" --config .grantlint.yaml\n`,
    );
    expect(read(cwd, 'atlantis.yaml')).toBe('version: 3\n');
  });

  it.each(hosts)(
    'for %s names this release, and the configuration, so that no pull request brings its own',
    (host) => {
      const cwd = emptyFolder();
      const { out } = grantlint(['init', '--ci', host], { cwd });
      const [, file = ''] = [...out.matchAll(/^wrote (.+)$/gm)].map(([, name = '']) => name);
      const lines = read(cwd, file)
        .split('\n')
        .filter((line) => line.includes('npx '));
      expect(lines).toEqual([expect.stringContaining(`npx --yes grantlint@${version} `)]);
      expect(lines[0]).toContain('--config .grantlint.yaml');
    },
  );

  it('is refused for a host that grantlint does not know', () =>
    expect(grantlint(['init', '--ci', 'githup'], { cwd: emptyFolder() })).toMatchObject({
      exit: 2,
      out: '',
    }));

  it('says so where it cannot be written', () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, '.gitlab'), '');
    const { exit, err } = grantlint(['init', '--ci', 'gitlab'], { cwd });
    expect({ exit, err }).toEqual({
      exit: 2,
      err: expect.stringMatching(/`\.gitlab\/grantlint\.yml` cannot be written/),
    });
  });
});
