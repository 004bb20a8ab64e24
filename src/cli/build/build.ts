/**
 * `npm run build`: makes everything that `npm pack` ships, into `dist/`.
 *
 * The command is one CommonJS bundle: measured, it starts faster than the same code as ES modules.
 * The library is one ES module with declarations. Data and compiled rules lie beside them as files that are
 * read only when they are needed, so that starting pays for none of them.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { generateAwsData } from '../../aws/generate/generate.ts';
import { compileRuleFiles } from '../../rule/generate/compile.ts';
import { licencesOf } from './licences.ts';
import { readRuleFiles } from './rule-files.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const dist = join(root, 'dist');

async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'data'), { recursive: true });
  const [metafile] = await Promise.all([bundle(), generateAwsData(join(dist, 'data'))]);
  writeFileSync(join(dist, 'data', 'rules.json'), compileRuleFiles(readRuleFiles(join(root, 'policies'))));
  for (const schemas of ['src/report/schema', 'src/config/schema'])
    cpSync(join(root, schemas), join(dist, 'schema'), { recursive: true });
  writeFileSync(join(dist, 'LICENSES.txt'), licencesOf(metafile, root));
  declarations();
}

/** Modules that the command imports on demand, by the name of their bundle. */
const lazy: Readonly<Record<string, string>> = {
  'command-line': 'src/cli/command-line.ts',
  'can-command': 'src/cli/commands/can.ts',
  'document-command': 'src/cli/commands/document.ts',
  'diff-command': 'src/cli/commands/diff.ts',
  'compare-command': 'src/cli/commands/compare.ts',
  'rules-command': 'src/cli/commands/rules.ts',
  'explain-command': 'src/cli/commands/explain.ts',
  'init-command': 'src/cli/commands/init.ts',
  'load-configuration': 'src/config/load.ts',
  'load-rules': 'src/rule/load/load.ts',
  gain: 'src/scan/gain.ts',
  'open-configuration': 'src/cli/open-configuration.ts',
  'render-json': 'src/report/render-json.ts',
  'render-sarif': 'src/report/render-sarif.ts',
};

const onDemand: Plugin = {
  name: 'on-demand',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const found = Object.entries(lazy).find(([, file]) => join(root, file) === join(resolveDir, path));
      if (found === undefined) throw new Error(`${path} is imported on demand and has no bundle in build.ts`);
      return { path: `./${found[0]}.cjs`, external: true };
    }),
};

/**
 * The exact engine is a bundle of its own, and loaded when a rule first asks it: rules answer at once, so it cannot come by
 * `import()`.
 */
const engineOnDemand: Plugin = {
  name: 'engine-on-demand',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\/engine\.cjs$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /src[\\/]rule[\\/]engine\.ts$/ }, () => ({
      contents: "export const engine = () => require('./engine.cjs');",
      loader: 'js',
    }));
  },
};

/** Packages that few configurations need, each a bundle of its own, with what is imported of it; and a module of Node's. */
const onFirstUse: Readonly<Record<string, readonly string[]>> = {
  re2js: ['RE2JS'],
  yaml: ['isMap', 'isScalar', 'isSeq', 'parseDocument'],
  'node:crypto': ['createHash'],
  'node:zlib': ['inflateRawSync'],
};

const isPackage = (name: string) => !name.startsWith('node:');
const bundleOf = (name: string) => (isPackage(name) ? `./package-${name}.cjs` : name);

/** What reads rules and configurations uses all of YAML; a module of Node's is late wherever we import it. */
const isLate = (name: string, importer: string) =>
  isPackage(name) ? /[\\/]src[\\/]hcl[\\/]/.test(importer) : !importer.includes('node_modules');

/** In the place of such a package: what is imported is looked up when it is first used. */
const late: Plugin = {
  name: 'on-first-use',
  setup: ({ onResolve, onLoad }) => {
    const filter = new RegExp(`^(?:${Object.keys(onFirstUse).join('|')})$`);
    onResolve({ filter }, ({ path, kind, importer }) =>
      kind === 'import-statement' && isLate(path, importer) ? { path, namespace: 'late' } : undefined,
    );
    onResolve({ filter: /^\.\/package-/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: (onFirstUse[path] ?? [])
        .map(
          (name) =>
            `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('${bundleOf(path)}').${name} });`,
        )
        .join('\n'),
      loader: 'js',
    }));
  },
};

async function bundle(): Promise<Metafile> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const common: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    minify: true,
    legalComments: 'none',
    metafile: true,
    define: { GRANTLINT_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
  };
  const command = await build({
    ...common,
    // What is imported on demand is a bundle of its own, so that a plain scan does not even parse YAML's code.
    entryPoints: {
      cli: 'src/cli/main.ts',
      engine: 'src/rule/exact/loaded.ts',
      ...lazy,
      ...Object.fromEntries(
        Object.keys(onFirstUse)
          .filter(isPackage)
          .map((name) => [`package-${name}`, name]),
      ),
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    plugins: [onDemand, engineOnDemand, late],
    // `import()` becomes `require`: Node's loader of ES modules costs more to start than what it would load.
    supported: { 'dynamic-import': false },
    define: { ...common.define, 'import.meta.dirname': '__dirname', 'import.meta.url': 'importMeta.url' },
    banner: {
      js: `#!/usr/bin/env node\nconst importMeta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };`,
    },
  });
  chmodSync(join(dist, 'cli.cjs'), 0o755);
  const library = await build({
    ...common,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return {
    inputs: { ...command.metafile?.inputs, ...library.metafile?.inputs },
    outputs: { ...command.metafile?.outputs, ...library.metafile?.outputs },
  };
}

function declarations(): void {
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--stripInternal'];
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(
    process.execPath,
    [compiler, '-p', join(root, 'src/cli/build/tsconfig.json'), ...options, '--outDir', join(dist, 'types')],
    { cwd: root, stdio: 'inherit' },
  );
}

await main();
